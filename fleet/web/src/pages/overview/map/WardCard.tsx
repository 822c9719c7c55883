// What is known of the ward that somebody points at.

import { useText } from "../../../text/useText";
import classes from "./CityMap.module.css";
import { ShadeMark } from "./ShadeMark";
import type { PlacedWard } from "./wards";
import { wardName, wardWords } from "./wardWords";

export function WardCard({ ward }: { ward: PlacedWard }) {
  const text = useText();
  const { t, number } = text;
  return (
    <div className={classes.card} data-testid="ward-card">
      <strong>{wardName(text, ward)}</strong>
      <ShadeMark shade={ward.shade} />
      {ward.total > 0 && (
        <>
          <span>{wardWords(text, ward)}</span>
          <span className="tq-quiet">{t("map.scans", { n: number(ward.scans_today) })}</span>
        </>
      )}
    </div>
  );
}

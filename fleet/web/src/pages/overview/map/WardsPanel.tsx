// The map and its table, which point at each other's wards.

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { wardsQuery } from "../../../api/queries";
import { useText } from "../../../text/useText";
import { Note } from "../../../ui/Note";
import { LoadingRows } from "../../../ui/Panel";
import { ProblemNote } from "../../../ui/ProblemNote";
import { CityMap } from "./CityMap";
import { Legend } from "./Legend";
import classes from "./WardsPanel.module.css";
import { WardTable } from "./WardTable";
import { place } from "./wards";

export function WardsPanel() {
  const { t, number } = useText();
  const { data, error, refetch } = useQuery(wardsQuery);
  const [pointed, setPointed] = useState<string | null>(null);
  const wards = useMemo(() => place(data?.wards ?? []), [data]);
  if (error && !data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={1} height={420} />;
  const elsewhere = data.elsewhere.total;
  return (
    <div className={classes.both}>
      <figure className={classes.picture}>
        <CityMap wards={wards} pointed={pointed} onPoint={setPointed} />
        <figcaption className={classes.caption}>
          <Legend />
          <span className="tq-quiet">{t("map.caption")}</span>
        </figcaption>
      </figure>
      <div className={classes.side}>
        <WardTable wards={wards} pointed={pointed} onPoint={setPointed} />
        {elsewhere > 0 && <Note tone="grey">{t("map.elsewhere", { n: number(elsewhere) })}</Note>}
      </div>
    </div>
  );
}

// The stations with the most scans today, as bars.

import { Link } from "@tanstack/react-router";
import { useText } from "../../text/useText";
import classes from "./BusiestStations.module.css";

const SHOWN = 6;

export function BusiestStations({ counts }: { counts: Record<string, number> }) {
  const { t, number } = useText();
  const rows = Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .slice(0, SHOWN);
  const most = rows[0]?.[1] ?? 1;
  return (
    <ul className={classes.list}>
      {rows.map(([station, count]) => (
        <li key={station}>
          <Link to="/stations/$stationId" params={{ stationId: station }}>
            {station}
          </Link>
          <span className="tq-tabular">{t("overview.scans", { n: number(count) })}</span>
          <span className={classes.bar} style={{ width: `${(100 * count) / most}%` }} />
        </li>
      ))}
    </ul>
  );
}

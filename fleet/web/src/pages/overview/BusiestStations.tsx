// The stations with the most scans today, as bars.

import { Link } from "@tanstack/react-router";
import type { Summary } from "../../api/types";
import { useText } from "../../text/useText";
import classes from "./BusiestStations.module.css";

const SHOWN = 5;

export function BusiestStations({ stations }: { stations: Summary["scans"]["busiest"] }) {
  const { t, number } = useText();
  const rows = stations.slice(0, SHOWN);
  const most = rows[0]?.count ?? 1;
  return (
    <ul className={classes.list}>
      {rows.map(({ station_id, name, count }) => (
        <li key={station_id}>
          <Link to="/stations/$stationId" params={{ stationId: station_id }}>
            {name}
          </Link>
          <span className="tq-tabular">{t("overview.scans", { n: number(count) })}</span>
          <span className={classes.bar} style={{ width: `${(100 * count) / most}%` }} />
        </li>
      ))}
    </ul>
  );
}

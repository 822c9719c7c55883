// One row a station: a table on a desk, cards on a phone.

import { Link } from "@tanstack/react-router";
import type { StationRow } from "../../api/types";
import { useText } from "../../text/useText";
import { Age } from "../../ui/Age";
import { DesiredMark, PresenceMark } from "../../ui/Mark";
import classes from "./StationTable.module.css";

export function StationTable({ stations }: { stations: readonly StationRow[] }) {
  const { t } = useText();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t("stations.column.station")}</th>
          <th scope="col">{t("stations.column.place")}</th>
          <th scope="col">{t("stations.column.status")}</th>
          <th scope="col">{t("stations.column.state")}</th>
          <th scope="col" className={classes.figure}>
            {t("stations.column.scans")}
          </th>
        </tr>
      </thead>
      <tbody>
        {stations.map((station) => (
          <Row key={station.station_id} station={station} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ station }: { station: StationRow }) {
  const { t, number } = useText();
  const { presence } = station;
  return (
    <tr data-station={station.station_id}>
      <th scope="row" className={classes.station}>
        <Link to="/stations/$stationId" params={{ stationId: station.station_id }}>
          {station.name}
        </Link>
        <span className="tq-mono tq-quiet">{station.station_id}</span>
      </th>
      <td>
        {station.market}
        <span className={classes.second}>{station.ward}</span>
      </td>
      <td>
        <PresenceMark status={presence.status} />
        <span className={classes.second}>
          {presence.last_seen ? <Age moment={presence.last_seen} /> : t("presence.never_seen")}
        </span>
      </td>
      <td>
        <DesiredMark status={station.desired_status} />
        {station.desired_status && (
          <span className={classes.second}>
            {station.reported_number === station.desired_number
              ? t("stations.number", { number: number(station.desired_number) })
              : t("stations.numbers", {
                  from: number(station.reported_number),
                  to: number(station.desired_number),
                })}
          </span>
        )}
      </td>
      <td className={classes.figure}>
        <span className={classes.onPhone}>{t("stations.column.scans")}: </span>
        {number(station.scans_today)}
      </td>
    </tr>
  );
}

// One row a scan, newest first; a row opens in the drawer.

import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ScanView } from "../../api/types";
import { formatDay, formatTime, vietnamDay } from "../../text/format";
import { useText } from "../../text/useText";
import { VerdictMark } from "../../ui/Mark";
import { codeWords } from "../../ui/scanWords";
import classes from "./ScanTable.module.css";

interface ScanTableProps {
  scans: readonly ScanView[];
  onOpen: (id: number) => void;
}

export function ScanTable({ scans, onOpen }: ScanTableProps) {
  const { t } = useText();
  // What came after the page opened is marked for a moment.
  const [firstSeen] = useState(scans[0]?.id ?? 0);
  return (
    <table className={classes.table} data-testid="scans">
      <thead>
        <tr>
          <th scope="col">{t("scans.column.time")}</th>
          <th scope="col">{t("scans.verdict")}</th>
          <th scope="col">{t("scans.column.code")}</th>
          <th scope="col">{t("stations.column.station")}</th>
        </tr>
      </thead>
      <tbody>
        {scans.map((scan, at) => (
          <ScanRow
            key={scan.id}
            scan={scan}
            isFresh={scan.id > firstSeen}
            dayBefore={scans[at - 1]?.happened_at}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  );
}

interface ScanRowProps {
  scan: ScanView;
  isFresh: boolean;
  /** Moment of the row above: the day is told where it changes. */
  dayBefore: string | undefined;
  onOpen: (id: number) => void;
}

function ScanRow({ scan, isFresh, dayBefore, onOpen }: ScanRowProps) {
  const text = useText();
  const day = vietnamDay(scan.happened_at);
  const isNewDay = dayBefore === undefined || vietnamDay(dayBefore) !== day;
  return (
    <tr data-scan={scan.id} data-fresh={isFresh || undefined} data-colour={scan.colour}>
      <td className={classes.time}>
        <time dateTime={scan.happened_at}>{formatTime(scan.happened_at)}</time>
        {isNewDay && <span className={classes.second}>{formatDay(day)}</span>}
      </td>
      <td className={classes.verdict}>
        <button
          type="button"
          className={classes.open}
          aria-haspopup="dialog"
          onClick={() => onOpen(scan.id)}
        >
          <VerdictMark verdict={scan.verdict} colour={scan.colour} />
        </button>
      </td>
      <td className={classes.code}>{codeWords(text, scan)}</td>
      <td className={classes.place}>
        <Link to="/stations/$stationId" params={{ stationId: scan.station_id }} preload={false}>
          {scan.station_name}
        </Link>
        <span className={classes.second}>
          {[scan.market, scan.ward].filter(Boolean).join(" · ")}
        </span>
      </td>
    </tr>
  );
}

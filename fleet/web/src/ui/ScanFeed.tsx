// The latest scans, newest first; new ones are marked for a moment as they come.

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { feedQuery } from "../api/queries";
import type { ScanView } from "../api/types";
import { formatMoment, formatTime } from "../text/format";
import { type Text, useText } from "../text/useText";
import { VerdictMark } from "./Mark";
import { Empty, LoadingRows } from "./Panel";
import { ProblemNote } from "./ProblemNote";
import classes from "./ScanFeed.module.css";
import { codeWords } from "./scanWords";

interface ScanFeedProps {
  /** Only the scans of this station, without naming it each time. */
  station?: string;
  emptyTitle: string;
  emptyHint: string;
  shown?: number;
}

export function ScanFeed({ station, emptyTitle, emptyHint, shown = 12 }: ScanFeedProps) {
  const { data, error, refetch } = useQuery(feedQuery(station));
  const firstSeen = useNewestAtFirst(data?.scans);
  if (error && !data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={6} />;
  if (data.scans.length === 0) return <Empty title={emptyTitle} hint={emptyHint} />;
  return (
    <ol className={classes.feed} data-testid="feed">
      {data.scans.slice(0, shown).map((scan) => (
        <li key={scan.id} data-fresh={scan.id > firstSeen || undefined} data-scan={scan.id}>
          <ScanRow scan={scan} withStation={!station} />
        </li>
      ))}
    </ol>
  );
}

function ScanRow({ scan, withStation }: { scan: ScanView; withStation: boolean }) {
  const text = useText();
  return (
    <>
      <time className={classes.time} dateTime={scan.happened_at} title={momentTitle(text, scan)}>
        {formatTime(scan.happened_at)}
      </time>
      <div className={classes.what}>
        <VerdictMark verdict={scan.verdict} colour={scan.colour} />
        <span className={classes.code}>{codeWords(text, scan)}</span>
      </div>
      {withStation && (
        <Link
          className={classes.station}
          to="/stations/$stationId"
          params={{ stationId: scan.station_id }}
        >
          {scan.station_name}
        </Link>
      )}
    </>
  );
}

function momentTitle({ t }: Text, scan: ScanView): string {
  const lines = [
    formatMoment(scan.happened_at),
    t("scan.received", { moment: formatMoment(scan.received_at) }),
  ];
  if (!scan.clock_trusted) lines.push(t("scan.clock_untrusted"));
  return lines.join("\n");
}

/** The newest scan when the page opened: everything above it came since. */
function useNewestAtFirst(scans: readonly ScanView[] | undefined): number {
  const newest = useRef<number | null>(null);
  useEffect(() => {
    if (scans && newest.current === null) newest.current = scans[0]?.id ?? 0;
  }, [scans]);
  return newest.current ?? scans?.[0]?.id ?? 0;
}

// What needs somebody, where, today's figures, and the latest scans as they come.

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { summaryQuery } from "../../api/queries";
import type { Summary } from "../../api/types";
import { formatDay } from "../../text/format";
import { useText } from "../../text/useText";
import { Note } from "../../ui/Note";
import { LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { ScanFeed } from "../../ui/ScanFeed";
import { usePageTitle } from "../../ui/usePageTitle";
import { Attention } from "./Attention";
import { BusiestStations } from "./BusiestStations";
import classes from "./OverviewPage.module.css";
import { ScansToday } from "./ScansToday";
import { StationCounters } from "./StationCounters";

const DOCTOR_COMMAND = "fleet doctor";

const WardsPanel = lazy(() =>
  import("./map/WardsPanel").then((module) => ({ default: module.WardsPanel })),
);

export function OverviewPage() {
  const { t, number } = useText();
  const { data: summary, error, refetch } = useQuery(summaryQuery);
  usePageTitle(t("overview.title"));
  const scans = summary?.scans;
  return (
    <>
      <h1 className={classes.title}>{t("overview.title")}</h1>
      {error && !summary && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {summary && <WatchNote watch={summary.watch} />}
      <StationCounters summary={summary} />
      <div className={classes.areas}>
        <div className={classes.attention}>
          <Panel title={t("overview.attention")} aside={summary && number(summary.attention)} flush>
            <Attention />
          </Panel>
        </div>
        <div className={classes.today}>
          <Panel
            title={
              scans
                ? t("overview.scans_today", { day: formatDay(scans.day) })
                : t("station.scans_today")
            }
            aside={scans && t("overview.last_hour", { n: number(scans.last_hour) })}
          >
            {scans ? <ScansToday counts={scans} /> : <LoadingRows rows={2} />}
          </Panel>
          {scans && scans.busiest.length > 0 && (
            <Panel title={t("overview.by_station")}>
              <BusiestStations stations={scans.busiest} />
            </Panel>
          )}
        </div>
        <div className={classes.map}>
          <Panel title={t("map.title")}>
            <Suspense fallback={<LoadingRows rows={1} height={420} />}>
              <WardsPanel />
            </Suspense>
          </Panel>
        </div>
        <div className={classes.feed}>
          <Panel
            title={t("overview.feed")}
            aside={
              <Link to="/scans" search={{}}>
                {t("overview.feed_all")}
              </Link>
            }
            flush
          >
            <ScanFeed
              emptyTitle={t("overview.feed_empty")}
              emptyHint={t("overview.feed_empty_hint")}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}

/** Without somebody who listens and looks, silence would pass for peace. */
function WatchNote({ watch }: { watch: Summary["watch"] }) {
  const { t } = useText();
  if (watch.hearing_since !== null && watch.working_since !== null) return null;
  return (
    <div className={classes.note}>
      <Note tone="orange" title={t("overview.unwatched")}>
        <span>
          {t("overview.unwatched_hint")} <code className="tq-mono">{DOCTOR_COMMAND}</code>
        </span>
      </Note>
    </div>
  );
}

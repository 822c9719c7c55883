// What needs attention, today's figures, and the latest scans as they come.

import { useQuery } from "@tanstack/react-query";
import { summaryQuery } from "../../api/queries";
import { formatDay } from "../../text/format";
import { useText } from "../../text/useText";
import { LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { ScanFeed } from "../../ui/ScanFeed";
import { usePageTitle } from "../../ui/usePageTitle";
import { Attention } from "./Attention";
import { BusiestStations } from "./BusiestStations";
import classes from "./OverviewPage.module.css";
import { ScansToday } from "./ScansToday";
import { StationCounters } from "./StationCounters";

export function OverviewPage() {
  const { t, number } = useText();
  const { data: summary, error, refetch } = useQuery(summaryQuery);
  usePageTitle(t("overview.title"));
  const scans = summary?.scans;
  return (
    <>
      <h1 className={classes.title}>{t("overview.title")}</h1>
      {error && !summary && <ProblemNote error={error} onRetry={() => void refetch()} />}
      <StationCounters counts={summary?.stations} />
      <div className={classes.areas}>
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
        </div>
        <div className={classes.feed}>
          <Panel title={t("overview.feed")} flush>
            <ScanFeed
              emptyTitle={t("overview.feed_empty")}
              emptyHint={t("overview.feed_empty_hint")}
            />
          </Panel>
        </div>
        <div className={classes.attention}>
          <Panel title={t("overview.attention")} flush>
            <Attention counts={summary?.stations} />
          </Panel>
        </div>
        <div className={classes.busiest}>
          {scans && Object.keys(scans.by_station).length > 0 && (
            <Panel title={t("overview.by_station")}>
              <BusiestStations counts={scans.by_station} />
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}

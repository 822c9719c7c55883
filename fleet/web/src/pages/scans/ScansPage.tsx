// Every scan as it comes, narrowed down by what stands in the address.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { scansCountQuery, scansExport, scansQuery } from "../../api/queries";
import type { ScanFilter } from "../../api/search";
import type { ScanView } from "../../api/types";
import { useText } from "../../text/useText";
import { MoreRows } from "../../ui/MoreRows";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { LiveSwitch } from "./LiveSwitch";
import { ScanDrawer } from "./ScanDrawer";
import { ScanFilters } from "./ScanFilters";
import classes from "./ScansPage.module.css";
import { ScanTable } from "./ScanTable";

const route = getRouteApi("/app/scans");

export function ScansPage() {
  const { t } = useText();
  const search = route.useSearch();
  const list = useInfiniteQuery(scansQuery(search));
  const [open, setOpen] = useState<number | null>(null);
  usePageTitle(t("scans.title"));
  const all = list.data?.pages.flatMap((page) => page.scans) ?? [];
  const { isPaused, shown, waiting, toggle } = usePause(all);
  return (
    <>
      <div className={classes.head}>
        <h1>{t("scans.title")}</h1>
        <Count search={search} />
        <div className={classes.tools}>
          <LiveSwitch isPaused={isPaused} waiting={waiting} onToggle={toggle} />
          <a className="tq-button" href={scansExport(search)} download data-print="no">
            {t("export.csv")}
          </a>
        </div>
      </div>
      <ScanFilters search={search} />
      <section className={classes.list} aria-label={t("scans.title")}>
        {list.error && !list.data && (
          <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingRows rows={8} height={48} />}
        {list.data && shown.length === 0 && <NoScans search={search} />}
        {shown.length > 0 && (
          <ScanTable key={JSON.stringify(search)} scans={shown} onOpen={setOpen} />
        )}
      </section>
      <MoreRows list={list} shown={shown.length} />
      {open !== null && (
        <ScanDrawer scans={shown} open={open} onOpen={setOpen} onClose={() => setOpen(null)} />
      )}
      <p role="status" className="tq-hidden">
        {waiting > 0 && t("scans.waiting", { n: waiting })}
      </p>
    </>
  );
}

/** Hold the list still while somebody reads; what comes meanwhile is counted. */
function usePause(all: readonly ScanView[]) {
  const [pausedAt, setPausedAt] = useState<number | null>(null);
  const shown = pausedAt === null ? all : all.filter((scan) => scan.id <= pausedAt);
  return {
    isPaused: pausedAt !== null,
    shown,
    waiting: all.length - shown.length,
    toggle: () => setPausedAt(pausedAt === null ? (all[0]?.id ?? 0) : null),
  };
}

function Count({ search }: { search: ScanFilter }) {
  const { t, number } = useText();
  const { data } = useQuery(scansCountQuery(search));
  return (
    <span className="tq-quiet tq-tabular" data-testid="scan-count">
      {data && t(data.capped ? "scans.more_than" : "scans.count", { n: number(data.total) })}
    </span>
  );
}

function NoScans({ search }: { search: ScanFilter }) {
  const { t } = useText();
  if (Object.keys(search).length === 0) {
    return <Empty title={t("overview.feed_empty")} hint={t("overview.feed_empty_hint")} />;
  }
  return (
    <Empty title={t("scans.not_found")} hint={t("scans.not_found_hint")}>
      <Link to="/scans" search={{}} className="tq-button">
        {t("stations.clear")}
      </Link>
    </Empty>
  );
}

// The list of stations: pages of it as one goes on, filters and order in the address.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery, stationsExport, stationsQuery } from "../../api/queries";
import { filterOf, type StationSearch } from "../../api/search";
import { useText } from "../../text/useText";
import { MoreRows } from "../../ui/MoreRows";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { BulkBar } from "./BulkBar";
import { BulkResults, type Sent } from "./BulkResults";
import { ListChoices, useDensity } from "./ListChoices";
import { StationFilters } from "./StationFilters";
import classes from "./StationsPage.module.css";
import { StationTable } from "./StationTable";
import { NOTHING, type Selection } from "./selection";

const route = getRouteApi("/app/stations");
const ADD_COMMAND = "fleet station add";

export function StationsPage() {
  const { t, number } = useText();
  const search = route.useSearch();
  const list = useInfiniteQuery(stationsQuery(search));
  const { data: who } = useQuery(sessionQuery);
  const [density, setDensity] = useDensity();
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [sent, setSent] = useState<Sent | null>(null);
  usePageTitle(t("stations.title"));
  const stations = list.data?.pages.flatMap((page) => page.stations) ?? [];
  const total = list.data?.pages[0]?.total;
  const canChange = who?.can_change ?? false;
  return (
    <>
      <div className={classes.head}>
        <h1>{t("stations.title")}</h1>
        <span className="tq-quiet" role="status" data-testid="total">
          {total !== undefined && t("stations.count", { n: number(total) })}
        </span>
        <div className={classes.tools}>
          <ListChoices search={search} density={density} onDensity={setDensity} />
          <a className="tq-button" href={stationsExport(search)} download data-print="no">
            {t("export.csv")}
          </a>
        </div>
      </div>
      <StationFilters search={search} />
      <section className={classes.list} aria-label={t("stations.title")}>
        {list.error && !list.data && (
          <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingRows rows={8} height={56} />}
        {list.data && stations.length === 0 && <NoStations search={search} />}
        {stations.length > 0 && (
          <StationTable
            stations={stations}
            search={search}
            isDense={density === "dense"}
            selection={canChange ? selection : null}
            onSelect={setSelection}
          />
        )}
      </section>
      <MoreRows list={list} shown={stations.length} total={total} />
      {selection.ids.size > 0 && (
        <BulkBar
          ids={selection.ids}
          onClear={() => setSelection(NOTHING)}
          onSent={(made) => {
            setSent(made);
            setSelection(NOTHING);
          }}
        />
      )}
      {sent && (
        <BulkResults
          sent={sent}
          names={new Map(stations.map((station) => [station.station_id, station.name]))}
          onClose={() => setSent(null)}
        />
      )}
    </>
  );
}

/** No station at all, none that fits, or nothing to worry about: three different things. */
function NoStations({ search }: { search: StationSearch }) {
  const { t } = useText();
  const filter = filterOf(search);
  const set = Object.keys(filter);
  if (set.length === 0) {
    return (
      <Empty title={t("stations.empty")} hint={t("stations.empty_hint")}>
        <code className="tq-mono">{ADD_COMMAND}</code>
      </Empty>
    );
  }
  const isGood =
    set.length === 1 &&
    (filter.status === "offline" || filter.health === "bad" || filter.state === "refused");
  return (
    <Empty
      title={t(isGood ? "stations.none_wrong" : "stations.not_found")}
      hint={t(isGood ? "stations.none_wrong_hint" : "stations.not_found_hint")}
    >
      <Link to="/stations" search={{}} className="tq-button">
        {t("stations.clear")}
      </Link>
    </Empty>
  );
}

// The list of stations; what is searched for stands in the address.

import { TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { type StationSearch, stationsQuery } from "../../api/queries";
import type { PresenceStatus } from "../../api/types";
import { useText } from "../../text/useText";
import { Choice } from "../../ui/Choice";
import { Icon } from "../../ui/icons";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { Widgets } from "../../ui/Widgets";
import classes from "./StationsPage.module.css";
import { StationTable } from "./StationTable";

const route = getRouteApi("/app/stations");
const SETTLE_MS = 250;
const ADD_COMMAND = "fleet station add";

export function StationsPage() {
  const { t, number } = useText();
  const search = route.useSearch();
  const list = useInfiniteQuery(stationsQuery(search));
  usePageTitle(t("stations.title"));
  const stations = list.data?.pages.flatMap((page) => page.stations) ?? [];
  const total = list.data?.pages[0]?.total;
  return (
    <>
      <div className={classes.head}>
        <h1>{t("stations.title")}</h1>
        <span className="tq-quiet" role="status">
          {total !== undefined && t("stations.count", { n: number(total) })}
        </span>
      </div>
      <Widgets>
        <Filters search={search} />
      </Widgets>
      <section className={classes.list} aria-label={t("stations.title")}>
        {list.error && !list.data && (
          <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingRows rows={6} height={56} />}
        {list.data && stations.length === 0 && <NoStations search={search} />}
        {stations.length > 0 && <StationTable stations={stations} />}
      </section>
      {list.hasNextPage && (
        <button
          type="button"
          className="tq-button"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t(list.isFetchingNextPage ? "app.loading" : "stations.more")}
        </button>
      )}
    </>
  );
}

function NoStations({ search }: { search: StationSearch }) {
  const { t } = useText();
  if (search.q || search.status) {
    return (
      <Empty title={t("stations.not_found")} hint={t("stations.not_found_hint")}>
        <Link to="/stations" search={{}} className="tq-button">
          {t("stations.clear")}
        </Link>
      </Empty>
    );
  }
  return (
    <Empty title={t("stations.empty")} hint={t("stations.empty_hint")}>
      <code className="tq-mono">{ADD_COMMAND}</code>
    </Empty>
  );
}

function Filters({ search }: { search: StationSearch }) {
  const { t } = useText();
  const navigate = route.useNavigate();
  const input = useSlashToFocus();
  const [typed, setTyped] = useTyped(search.q ?? "");
  const status = search.status ?? "all";
  const statuses = ["all", "online", "offline", "never"] as const;
  return (
    <search className={classes.filters}>
      <TextInput
        ref={input}
        type="search"
        className={classes.search ?? ""}
        label={t("stations.search")}
        value={typed}
        leftSection={<Icon name="search" />}
        maxLength={100}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={classes.status}>
        <Choice<PresenceStatus | "all">
          label={t("stations.status")}
          value={status}
          options={[...(status === "revoked" ? (["revoked"] as const) : []), ...statuses].map(
            (one) => ({
              value: one,
              label: one === "all" ? t("stations.status_all") : t(`presence.${one}`),
            }),
          )}
          onChange={(one) =>
            void navigate({
              search: ({ status: _before, ...rest }) =>
                one === "all" ? rest : { ...rest, status: one },
            })
          }
        />
      </div>
    </search>
  );
}

/** What is being typed; it goes into the address once the typing pauses. */
function useTyped(inAddress: string) {
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(inAddress);
  const sent = useRef(inAddress);
  useEffect(() => {
    // Somebody went back, or cleared the filters.
    if (inAddress !== sent.current) setTyped(inAddress);
    sent.current = inAddress;
  }, [inAddress]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === sent.current) return;
    const timer = window.setTimeout(() => {
      sent.current = wanted;
      void navigate({
        replace: true,
        search: ({ q: _before, ...rest }) => (wanted ? { ...rest, q: wanted } : rest),
      });
    }, SETTLE_MS);
    return () => window.clearTimeout(timer);
  }, [typed, navigate]);
  return [typed, setTyped] as const;
}

/** "/" goes to the search, as on many sites. */
function useSlashToFocus() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.matches("input,textarea");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return input;
}

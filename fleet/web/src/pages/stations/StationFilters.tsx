// What narrows the list of stations down, with how many stations each choice would leave.

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { facetsQuery } from "../../api/queries";
import {
  filterOf,
  STATES,
  STATUSES,
  type StationFilter,
  type StationSearch,
} from "../../api/search";
import type { Facet } from "../../api/types";
import { useText } from "../../text/useText";
import { Filters, type Option, SearchField, SelectField } from "../../ui/Field";
import classes from "./StationFilters.module.css";

const route = getRouteApi("/app/stations");

export function StationFilters({ search }: { search: StationSearch }) {
  const { t, number, find } = useText();
  const filter = filterOf(search);
  const navigate = route.useNavigate();
  const { data: facets } = useQuery(facetsQuery(filter));

  const set = (name: keyof StationFilter, value: string, replace = false) =>
    void navigate({
      replace,
      search: ({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    });
  const counted = (facet: readonly Facet[] | undefined, label = (value: string) => value) =>
    (facet ?? []).map(
      ({ value, count }): Option => ({ value, label: `${label(value)} (${number(count)})` }),
    );
  const select = (name: keyof StationFilter, label: string, options: readonly Option[]) => (
    <SelectField
      label={label}
      value={filter[name] ?? ""}
      all={t("filter.all")}
      options={options}
      onChange={(value) => set(name, value)}
    />
  );
  const statuses = facets
    ? counted(facets.statuses, (value) => find(`presence.${value}`) ?? value)
    : STATUSES.map((value) => ({ value, label: t(`presence.${value}`) }));

  return (
    <>
      <Filters>
        <SearchField
          label={t("stations.search")}
          value={filter.q ?? ""}
          onChange={(value) => set("q", value, true)}
        />
        {select("status", t("stations.status"), statuses)}
        {select("ward", t("station.ward"), counted(facets?.wards))}
        {select("market", t("station.market"), counted(facets?.markets))}
        {select("health", t("station.health"), [
          { value: "ok", label: t("health.ok") },
          { value: "bad", label: t("health.bad") },
        ])}
        {select(
          "state",
          t("stations.column.state"),
          STATES.map((value) => ({ value, label: t(`desired.${value}`) })),
        )}
        {select("software", t("station.software"), counted(facets?.software))}
      </Filters>
      {Object.keys(filter).length > 0 && (
        <p className={classes.clear}>
          <Link
            to="/stations"
            search={({ sort, descending, columns }) => ({
              ...(sort ? { sort } : {}),
              ...(descending ? { descending } : {}),
              ...(columns ? { columns } : {}),
            })}
          >
            {t("stations.clear")}
          </Link>
        </p>
      )}
    </>
  );
}

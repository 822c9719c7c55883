// What narrows the scans down.

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { facetsQuery } from "../../api/queries";
import { COLOUR_NAMES, type ScanFilter } from "../../api/search";
import type { Facet } from "../../api/types";
import { useText } from "../../text/useText";
import { DayField, Filters, type Option, SearchField, SelectField } from "../../ui/Field";
import classes from "./ScanFilters.module.css";
import { VERDICTS } from "./verdicts";

const route = getRouteApi("/app/scans");

export function ScanFilters({ search }: { search: ScanFilter }) {
  const { t } = useText();
  const navigate = route.useNavigate();
  const { data: facets } = useQuery(facetsQuery({}));
  const set = (name: keyof ScanFilter, value: string, replace = false) =>
    void navigate({
      replace,
      search: ({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    });
  const select = (name: keyof ScanFilter, label: string, options: readonly Option[]) => (
    <SelectField
      label={label}
      value={search[name] ?? ""}
      all={t("filter.all")}
      options={options}
      onChange={(value) => set(name, value)}
    />
  );
  const named = (some: readonly Facet[] | undefined) =>
    (some ?? []).map(({ value }) => ({ value, label: value }));
  const verdicts = VERDICTS.map((value) => ({ value, label: t(`verdict.${value}`) }));
  return (
    <>
      <Filters>
        <SearchField
          label={t("scans.search")}
          value={search.q ?? ""}
          onChange={(value) => set("q", value, true)}
        />
        {select(
          "colour",
          t("scans.colour"),
          COLOUR_NAMES.map((value) => ({ value, label: t(`colour.${value}`) })),
        )}
        {select("verdict", t("scans.verdict"), verdicts)}
        {select("ward", t("station.ward"), named(facets?.wards))}
        {select("market", t("station.market"), named(facets?.markets))}
        <DayField
          label={t("scans.from")}
          value={search.from ?? ""}
          max={search.to}
          onChange={(value) => set("from", value)}
        />
        <DayField
          label={t("scans.to")}
          value={search.to ?? ""}
          min={search.from}
          onChange={(value) => set("to", value)}
        />
      </Filters>
      {Object.keys(search).length > 0 && (
        <p className={classes.set}>
          {search.station && (
            <span className={classes.station}>
              {t("scans.of_station", { station: search.station })}
            </span>
          )}
          <Link to="/scans" search={{}}>
            {t("stations.clear")}
          </Link>
        </p>
      )}
    </>
  );
}

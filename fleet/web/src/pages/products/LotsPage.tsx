// The lots of all products.

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { LOT_STATES } from "../../api/registryChoices";
import { lotsQuery, registryExport } from "../../api/registryQueries";
import type { LotSearch } from "../../api/registrySearch";
import type { LotRow } from "../../api/registryTypes";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Filters, SearchField, SelectField } from "../../ui/Field";
import { ListPage } from "../../ui/ListPage";
import { type Column, Title } from "../../ui/Rows";
import { Day, LotMark } from "../registry/parts";
import { REGISTRY } from "../registry/texts";

const route = getRouteApi("/app/lots");

export function LotsPage() {
  const { t } = useText();
  const search = route.useSearch();
  const list = useInfiniteQuery(lotsQuery(search));
  const columns = useLotColumns();
  return (
    <ListPage
      title={t("nav.lots")}
      list={list}
      columns={columns}
      keyOf={lotKey}
      exportAs={(form) => registryExport("lots", { ...search, form })}
      filters={<LotFilters search={search} />}
      clear={
        Object.keys(search).length > 0 && (
          <Link to="/lots" search={{}}>
            {t("stations.clear")}
          </Link>
        )
      }
    />
  );
}

export const lotKey = ({ gtin, lot }: LotRow) => `${gtin} ${lot}`;

/** The columns of lots; without their product where a page speaks of only one. */
export function useLotColumns(withProduct = true): Column<LotRow>[] {
  const { w } = useWords(REGISTRY);
  const product: Column<LotRow> = {
    name: w("product.name"),
    cell: (row) => (
      <Title second={<span className="tq-tabular">{row.gtin}</span>}>
        <Link to="/products/$gtin" params={{ gtin: row.gtin }} preload={false}>
          {row.name_vi}
        </Link>
      </Title>
    ),
  };
  return [
    {
      name: w("lot.lot"),
      isWhole: true,
      cell: ({ gtin, lot }) => (
        <Title>
          <Link to="/lots/$gtin/$lot" params={{ gtin, lot }} preload={false}>
            {lot}
          </Link>
        </Title>
      ),
    },
    ...(withProduct ? [product] : []),
    { name: w("lot.state"), cell: (row) => <LotMark state={row.state} />, isWhole: true },
    {
      name: w("lot.packed"),
      cell: (row) => <Day day={row.packed} />,
      isEmpty: (row) => !row.packed,
      isWhole: true,
    },
    {
      name: w("lot.use_by"),
      cell: (row) => <Day day={row.use_by ?? row.best_before} />,
      isEmpty: (row) => !row.use_by && !row.best_before,
      isWhole: true,
    },
  ];
}

function LotFilters({ search }: { search: LotSearch }) {
  const { t } = useText();
  const { w } = useWords(REGISTRY);
  const navigate = route.useNavigate();
  const set = (name: keyof LotSearch, value: string) =>
    void navigate({
      replace: name !== "state",
      search: ({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    });
  return (
    <Filters>
      <SearchField
        label={w("lots.search")}
        value={search.q ?? ""}
        onChange={(value) => set("q", value)}
      />
      {search.gtin !== undefined && (
        <SearchField label="GTIN" value={search.gtin} onChange={(value) => set("gtin", value)} />
      )}
      <SelectField
        label={w("lot.state")}
        value={search.state ?? ""}
        all={t("filter.all")}
        options={LOT_STATES.map((value) => ({ value, label: w(`lot.state.${value}`) }))}
        onChange={(value) => set("state", value)}
      />
    </Filters>
  );
}

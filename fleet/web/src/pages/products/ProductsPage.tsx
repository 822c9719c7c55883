// The products that the registry knows.

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { productsQuery, registryExport } from "../../api/registryQueries";
import type { ProductSearch } from "../../api/registrySearch";
import type { ProductRow } from "../../api/registryTypes";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Filters, SearchField } from "../../ui/Field";
import { ListPage } from "../../ui/ListPage";
import { type Column, Title } from "../../ui/Rows";
import { PartyLink } from "../registry/parts";
import { REGISTRY } from "../registry/texts";

const route = getRouteApi("/app/products");

export function ProductsPage() {
  const { t } = useText();
  const { w } = useWords(REGISTRY);
  const search = route.useSearch();
  const list = useInfiniteQuery(productsQuery(search));
  const columns: Column<ProductRow>[] = [
    {
      name: w("product.name"),
      cell: (row) => (
        <Title second={<span className="tq-tabular">{row.gtin}</span>}>
          <Link to="/products/$gtin" params={{ gtin: row.gtin }} preload={false}>
            {row.name_vi}
          </Link>
        </Title>
      ),
    },
    { name: w("product.brand"), cell: (row) => row.brand || "–", isEmpty: (row) => !row.brand },
    {
      name: w("product.category"),
      cell: (row) =>
        row.category ? (
          <Link to="/products" search={{ ...search, category: row.category }} preload={false}>
            {row.category}
          </Link>
        ) : (
          "–"
        ),
      isEmpty: (row) => !row.category,
    },
    {
      name: w("product.net"),
      cell: (row) => row.net_content || "–",
      isEmpty: (row) => !row.net_content,
      isWhole: true,
    },
    {
      name: w("product.producer_code"),
      cell: (row) => <PartyLink party={row.producer} />,
      isEmpty: (row) => !row.producer,
    },
    { name: w("source"), cell: (row) => row.source || w("source_own") },
  ];
  return (
    <ListPage
      title={t("nav.products")}
      list={list}
      columns={columns}
      keyOf={(row) => row.gtin}
      exportAs={(form) => registryExport("products", { ...search, form })}
      filters={<ProductFilters search={search} />}
      clear={
        Object.keys(search).length > 0 && (
          <Link to="/products" search={{}}>
            {t("stations.clear")}
          </Link>
        )
      }
    />
  );
}

function ProductFilters({ search }: { search: ProductSearch }) {
  const { w } = useWords(REGISTRY);
  const { t } = useText();
  const navigate = route.useNavigate();
  const set = (name: keyof ProductSearch, value: string) =>
    void navigate({
      replace: true,
      search: ({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    });
  const field = (name: keyof ProductSearch, label: string) => (
    <SearchField label={label} value={search[name] ?? ""} onChange={(value) => set(name, value)} />
  );
  return (
    <Filters>
      {field("q", w("products.search"))}
      {search.category !== undefined && field("category", w("product.category"))}
      {search.producer !== undefined && field("producer", t("nav.parties"))}
    </Filters>
  );
}

// Who answers for goods: producers, packers, shops.

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ROLES } from "../../api/registryChoices";
import { partiesQuery, registryExport } from "../../api/registryQueries";
import type { PartySearch } from "../../api/registrySearch";
import type { PartyRow } from "../../api/registryTypes";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Filters, SearchField, SelectField } from "../../ui/Field";
import { ListPage } from "../../ui/ListPage";
import { type Column, Title } from "../../ui/Rows";
import { REGISTRY } from "../registry/texts";

const route = getRouteApi("/app/parties");

export function PartiesPage() {
  const { t } = useText();
  const { w } = useWords(REGISTRY);
  const search = route.useSearch();
  const list = useInfiniteQuery(partiesQuery(search));
  const columns: Column<PartyRow>[] = [
    {
      name: w("party.name"),
      cell: (row) => (
        <Title second={row.address}>
          <Link to="/parties/$partyId" params={{ partyId: row.party_id }} preload={false}>
            {row.name}
          </Link>
        </Title>
      ),
    },
    { name: w("party.role"), cell: (row) => w(`party.role.${row.role}`), isWhole: true },
    {
      name: w("party.code"),
      cell: (row) => row.establishment_code || "–",
      isEmpty: (row) => !row.establishment_code,
      isWhole: true,
    },
    {
      name: w("party.tax_code"),
      cell: (row) => <span className="tq-tabular">{row.tax_code || "–"}</span>,
      isEmpty: (row) => !row.tax_code,
      isWhole: true,
    },
    {
      name: "GLN",
      cell: (row) => <span className="tq-tabular">{row.gln || "–"}</span>,
      isEmpty: (row) => !row.gln,
      isWhole: true,
    },
    { name: w("party.chain"), cell: (row) => row.chain || "–", isEmpty: (row) => !row.chain },
  ];
  return (
    <ListPage
      title={t("nav.parties")}
      list={list}
      columns={columns}
      keyOf={(row) => row.party_id}
      exportAs={(form) => registryExport("parties", { ...search, form })}
      filters={<PartyFilters search={search} />}
      clear={
        Object.keys(search).length > 0 && (
          <Link to="/parties" search={{}}>
            {t("stations.clear")}
          </Link>
        )
      }
    />
  );
}

function PartyFilters({ search }: { search: PartySearch }) {
  const { t } = useText();
  const { w } = useWords(REGISTRY);
  const navigate = route.useNavigate();
  const set = (name: keyof PartySearch, value: string, replace = false) =>
    void navigate({
      replace,
      search: ({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    });
  return (
    <Filters>
      <SearchField
        label={w("parties.search")}
        value={search.q ?? ""}
        onChange={(value) => set("q", value, true)}
      />
      <SelectField
        label={w("party.role")}
        value={search.role ?? ""}
        all={t("filter.all")}
        options={ROLES.map((value) => ({ value, label: w(`party.role.${value}`) }))}
        onChange={(value) => set("role", value)}
      />
      {search.chain !== undefined && (
        <SearchField
          label={w("party.chain")}
          value={search.chain}
          onChange={(value) => set("chain", value, true)}
        />
      )}
    </Filters>
  );
}

// The keys of partners' machines; only administrators see them.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { type PartnerRow, partnersQuery } from "../../api/epcisQueries";
import { KEY_STATES, type PartnerSearch } from "../../api/epcisSearch";
import { sessionQuery } from "../../api/queries";
import { EPCIS_WORDS } from "../../text/epcisWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Filters, SearchField, SelectField } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { ListPage } from "../../ui/ListPage";
import { Mark } from "../../ui/Mark";
import { Note } from "../../ui/Note";
import { type Column, OpenButton, Title } from "../../ui/Rows";
import { usePageTitle } from "../../ui/usePageTitle";
import { NewPartnerDrawer } from "./NewPartnerDrawer";
import { PartnerDrawer } from "./PartnerDrawer";

const route = getRouteApi("/app/partners");

export function PartnersPage() {
  const { data: who } = useQuery(sessionQuery);
  if (!who) return null;
  return who.role === "administrator" ? <PartnerList /> : <NotForYou />;
}

function PartnerList() {
  const { t } = useText();
  const { w } = useWords(EPCIS_WORDS);
  const search = route.useSearch();
  const list = useInfiniteQuery(partnersQuery(search));
  const [open, setOpen] = useState<string | null>(null);
  const [isMaking, setIsMaking] = useState(false);
  const shown = list.data?.pages.flatMap((page) => page.rows).find((row) => row.name === open);
  return (
    <>
      <ListPage
        title={w("partners.title")}
        lead={w("partners.lead")}
        list={list}
        columns={useColumns(setOpen)}
        keyOf={(row) => row.name}
        filters={<PartnerFilters search={search} />}
        clear={
          Object.keys(search).length > 0 && (
            <Link to="/partners" search={{}}>
              {t("stations.clear")}
            </Link>
          )
        }
        action={
          <button
            type="button"
            className="tq-button"
            data-primary
            onClick={() => setIsMaking(true)}
          >
            <Icon name="plus" />
            {w("partners.issue")}
          </button>
        }
        empty={{ title: w("partners.empty"), hint: w("partners.empty_hint") }}
      />
      {shown && <PartnerDrawer key={shown.name} partner={shown} onClose={() => setOpen(null)} />}
      {isMaking && <NewPartnerDrawer onClose={() => setIsMaking(false)} />}
    </>
  );
}

/** Who isn't an administrator may know that there is such a page. */
function NotForYou() {
  const { w } = useWords(EPCIS_WORDS);
  usePageTitle(w("partners.title"));
  return (
    <>
      <h1>{w("partners.title")}</h1>
      <Note tone="blue">{w("partners.admin")}</Note>
    </>
  );
}

export function PartnerMark({ partner: { revoked_at } }: { partner: PartnerRow }) {
  const { w } = useWords(EPCIS_WORDS);
  return (
    <Mark shape={revoked_at ? "crossed" : "check"} tone={revoked_at ? "grey" : "green"}>
      {w(revoked_at ? "partners.state.revoked" : "partners.state.good")}
    </Mark>
  );
}

export function useMay(): (may: PartnerRow["may"]) => string {
  const { w } = useWords(EPCIS_WORDS);
  return (may) =>
    may.length > 1 ? w("partners.may.both") : may.map((one) => w(`partners.may.${one}`)).join();
}

function useColumns(onOpen: (name: string) => void): Column<PartnerRow>[] {
  const { w } = useWords(EPCIS_WORDS);
  const mayOf = useMay();
  return [
    {
      name: w("partners.column.name"),
      cell: ({ name }) => (
        <Title>
          <OpenButton onOpen={() => onOpen(name)}>{name}</OpenButton>
        </Title>
      ),
    },
    { name: w("partners.column.may"), cell: ({ may }) => mayOf(may) },
    {
      name: w("partners.column.state"),
      isWhole: true,
      cell: (row) => <PartnerMark partner={row} />,
    },
    {
      name: w("partners.column.made"),
      isWhole: true,
      cell: (row) => (
        <Title second={row.created_by}>
          <Moment moment={row.created_at} />
        </Title>
      ),
    },
  ];
}

function PartnerFilters({ search }: { search: PartnerSearch }) {
  const { t } = useText();
  const { w } = useWords(EPCIS_WORDS);
  const navigate = route.useNavigate();
  const set = (name: keyof PartnerSearch, value: string) =>
    void navigate({
      replace: name === "q",
      search: ({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    });
  return (
    <Filters>
      <SearchField
        label={w("partners.search")}
        value={search.q ?? ""}
        onChange={(value) => set("q", value)}
      />
      <SelectField
        label={w("partners.column.state")}
        value={search.state ?? ""}
        all={t("filter.all")}
        options={KEY_STATES.map((value) => ({ value, label: w(`partners.state.${value}`) }))}
        onChange={(value) => set("state", value)}
      />
    </Filters>
  );
}

// Files that were given in: a form for the next one, and how each fared.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { sessionQuery } from "../../api/queries";
import { type ImportRow, importsQuery } from "../../api/stampQueries";
import { IMPORT_KINDS, IMPORT_STATES, type ImportSearch } from "../../api/stampSearch";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Filters, SearchField, SelectField } from "../../ui/Field";
import { ListPage } from "../../ui/ListPage";
import { type Column, Title } from "../../ui/Rows";
import { ImportMark } from "./ImportMark";
import { UploadForm } from "./UploadForm";

const route = getRouteApi("/app/imports");

export function ImportsPage() {
  const { t } = useText();
  const { w } = useWords(STAMP_WORDS);
  const search = route.useSearch();
  const { data: who } = useQuery(sessionQuery);
  const list = useInfiniteQuery(importsQuery(search));
  return (
    <ListPage
      title={w("imports.title")}
      lead={w("imports.lead")}
      list={list}
      columns={useColumns()}
      keyOf={(row) => row.id}
      filters={<ImportFilters search={search} />}
      clear={
        Object.keys(search).length > 0 && (
          <Link to="/imports" search={{}}>
            {t("stations.clear")}
          </Link>
        )
      }
      empty={{ title: w("imports.empty"), hint: w("imports.empty_hint") }}
    >
      {who?.can_change && <UploadForm />}
    </ListPage>
  );
}

function useColumns(): Column<ImportRow>[] {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  return [
    {
      name: w("imports.column.file"),
      cell: (row) => (
        <Title second={row.source}>
          <Link to="/imports/$importId" params={{ importId: row.id }} preload={false}>
            {row.file_name || row.id}
          </Link>
        </Title>
      ),
    },
    {
      name: w("imports.column.kind"),
      isWhole: true,
      cell: (row) => (
        <Title second={`${w("imports.rows")}: ${number(row.rows)}`}>
          <span>{w(`imports.kind.${row.kind}`)}</span>
        </Title>
      ),
    },
    {
      name: w("imports.column.state"),
      isWhole: true,
      cell: (row) => (
        <Title second={row.error_count > 0 && `${w("imports.errors")}: ${number(row.error_count)}`}>
          <ImportMark state={row.state} />
        </Title>
      ),
    },
    {
      name: w("imports.column.when"),
      isWhole: true,
      cell: (row) => (
        <Title second={row.created_by}>
          <Moment moment={row.created_at} />
        </Title>
      ),
    },
  ];
}

function ImportFilters({ search }: { search: ImportSearch }) {
  const { t } = useText();
  const { w } = useWords(STAMP_WORDS);
  const navigate = route.useNavigate();
  const set = (name: keyof ImportSearch, value: string) =>
    void navigate({
      replace: name === "q",
      search: ({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    });
  return (
    <Filters>
      <SearchField
        label={w("imports.search")}
        value={search.q ?? ""}
        onChange={(value) => set("q", value)}
      />
      <SelectField
        label={w("imports.kind")}
        value={search.kind ?? ""}
        all={t("filter.all")}
        options={IMPORT_KINDS.map((value) => ({ value, label: w(`imports.kind.${value}`) }))}
        onChange={(value) => set("kind", value)}
      />
      <SelectField
        label={w("imports.column.state")}
        value={search.state ?? ""}
        all={t("filter.all")}
        options={IMPORT_STATES.map((value) => ({ value, label: w(`imports.state.${value}`) }))}
        onChange={(value) => set("state", value)}
      />
    </Filters>
  );
}

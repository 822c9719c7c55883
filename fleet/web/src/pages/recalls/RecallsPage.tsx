// The recalls, in force and ended; one opens at the side, where it can be ended.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery } from "../../api/queries";
import { RECALL_STATES } from "../../api/registryChoices";
import { recallsQuery, registryExport } from "../../api/registryQueries";
import type { RecallSearch } from "../../api/registrySearch";
import type { RecallRow } from "../../api/registryTypes";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Filters, SearchField, SelectField } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { ListPage } from "../../ui/ListPage";
import { type Column, OpenButton, Title } from "../../ui/Rows";
import { Day } from "../registry/parts";
import { REGISTRY } from "../registry/texts";
import { RecallDrawer, RecallMark } from "./RecallDrawer";
import { scopeText } from "./scopeText";

const route = getRouteApi("/app/recalls");

export function RecallsPage() {
  const { t } = useText();
  const { w } = useWords(REGISTRY);
  const search = route.useSearch();
  const list = useInfiniteQuery(recallsQuery(search));
  const { data: who } = useQuery(sessionQuery);
  const [open, setOpen] = useState<string | null>(null);
  const canChange = who?.can_change ?? false;
  const shown = list.data?.pages.flatMap((page) => page.rows).find((row) => row.recall_id === open);
  return (
    <>
      <ListPage
        title={t("nav.recalls")}
        list={list}
        columns={useColumns(setOpen)}
        keyOf={(row) => row.recall_id}
        exportAs={(form) => registryExport("recalls", { ...search, form })}
        action={
          canChange && (
            <Link to="/recalls/new" className="tq-button" data-primary>
              <Icon name="plus" />
              {w("recall.new")}
            </Link>
          )
        }
        filters={<RecallFilters search={search} />}
        clear={
          Object.keys(search).length > 0 && (
            <Link to="/recalls" search={{}}>
              {t("stations.clear")}
            </Link>
          )
        }
        empty={{ title: w("recalls.empty"), hint: w("recalls.empty_hint") }}
      />
      {shown && (
        <RecallDrawer
          key={shown.recall_id}
          recall={shown}
          canChange={canChange}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function useColumns(onOpen: (recall: string) => void): Column<RecallRow>[] {
  const { language } = useText();
  const words = useWords(REGISTRY);
  const { w } = words;
  return [
    {
      name: w("recall.id"),
      isWhole: true,
      cell: (row) => (
        <Title>
          <OpenButton onOpen={() => onOpen(row.recall_id)}>{row.recall_id}</OpenButton>
        </Title>
      ),
    },
    {
      name: w("recall.state"),
      cell: (row) => <RecallMark lifted={row.lifted_at !== null} />,
      isWhole: true,
    },
    {
      name: w("recall.scope"),
      cell: (row) => (
        <Title second={(language === "en" && row.reason_en) || row.reason_vi}>
          <span>{scopeText(words, row)}</span>
        </Title>
      ),
    },
    { name: w("recall.authority"), cell: (row) => row.authority },
    { name: w("recall.since"), cell: (row) => <Day day={row.since} />, isWhole: true },
  ];
}

function RecallFilters({ search }: { search: RecallSearch }) {
  const { t } = useText();
  const { w } = useWords(REGISTRY);
  const navigate = route.useNavigate();
  const set = (name: keyof RecallSearch, value: string, replace = false) =>
    void navigate({
      replace,
      search: ({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    });
  return (
    <Filters>
      <SearchField
        label={w("recalls.search")}
        value={search.q ?? ""}
        onChange={(value) => set("q", value, true)}
      />
      <SelectField
        label={w("recall.state")}
        value={search.state ?? ""}
        all={t("filter.all")}
        options={RECALL_STATES.map((value) => ({ value, label: w(`recall.state.${value}`) }))}
        onChange={(value) => set("state", value)}
      />
    </Filters>
  );
}

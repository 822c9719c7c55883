// The batches in which stamps were issued; a row opens with what can be done to all of its stamps.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery } from "../../api/queries";
import { type BatchRow, batchesQuery } from "../../api/stampQueries";
import type { BatchSearch } from "../../api/stampSearch";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Filters, SearchField } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { ListPage } from "../../ui/ListPage";
import { type Column, OpenButton, Title } from "../../ui/Rows";
import { BatchDrawer } from "./BatchDrawer";
import { IssueDrawer } from "./IssueDrawer";

const route = getRouteApi("/app/stamp-batches");

export function BatchesPage() {
  const { t } = useText();
  const { w } = useWords(STAMP_WORDS);
  const search = route.useSearch();
  const { data: who } = useQuery(sessionQuery);
  const list = useInfiniteQuery(batchesQuery(search));
  const [open, setOpen] = useState<number | "new" | null>(null);
  return (
    <>
      <ListPage
        title={w("stamps.batches")}
        list={list}
        columns={useColumns(setOpen)}
        keyOf={(batch) => batch.id}
        filters={<BatchFilters search={search} />}
        clear={
          Object.keys(search).length > 0 && (
            <>
              {search.gtin && <strong>GTIN {search.gtin}</strong>}
              <Link to="/stamp-batches" search={{}}>
                {t("stations.clear")}
              </Link>
            </>
          )
        }
        action={
          <>
            <Link to="/stamps" className="tq-button">
              {w("stamps.title")}
            </Link>
            {who?.can_change && (
              <button
                type="button"
                className="tq-button"
                data-primary
                onClick={() => setOpen("new")}
              >
                <Icon name="plus" />
                {w("batches.issue")}
              </button>
            )}
          </>
        }
        empty={{ title: w("batches.empty"), hint: w("batches.empty_hint") }}
      />
      {open === "new" && <IssueDrawer onClose={() => setOpen(null)} />}
      {typeof open === "number" && <BatchDrawer batch={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function useColumns(onOpen: (batch: number) => void): Column<BatchRow>[] {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  return [
    {
      name: w("batches.column.batch"),
      isWhole: true,
      cell: ({ id }) => (
        <Title>
          <OpenButton onOpen={() => onOpen(id)}>{w("batches.one", { n: id })}</OpenButton>
        </Title>
      ),
    },
    {
      name: w("stamps.column.product"),
      cell: ({ name_vi, gtin, lot }) => (
        <Title
          second={[gtin, lot && `${w("stamps.column.lot")} ${lot}`].filter(Boolean).join(" · ")}
        >
          <span>{name_vi}</span>
        </Title>
      ),
    },
    {
      name: w("batches.column.count"),
      isWhole: true,
      cell: ({ count, two_layer }) => (
        <Title second={two_layer && w("batches.two_layers")}>
          <span className="tq-tabular">{w("batches.count", { n: number(count) })}</span>
        </Title>
      ),
    },
    {
      name: w("batches.column.made"),
      cell: (batch) => (
        <Title
          second={
            <>
              <Moment moment={batch.created_at} /> · {batch.created_by}
            </>
          }
        >
          <span>{batch.issuer_name || batch.issuer}</span>
        </Title>
      ),
    },
  ];
}

function BatchFilters({ search }: { search: BatchSearch }) {
  const { w } = useWords(STAMP_WORDS);
  const navigate = route.useNavigate();
  return (
    <Filters>
      <SearchField
        label={w("batches.search")}
        value={search.q ?? ""}
        onChange={(q) =>
          void navigate({
            replace: true,
            search: ({ q: _q, ...rest }) => (q ? { ...rest, q } : rest),
          })
        }
      />
    </Filters>
  );
}

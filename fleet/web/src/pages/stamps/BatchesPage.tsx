// The batches in which stamps were issued; a row opens with what can be done to all of its stamps.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery } from "../../api/queries";
import { batchesQuery } from "../../api/stampQueries";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Filters, SearchField } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { MoreRows } from "../../ui/MoreRows";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { RowOpen, Rows, RowsFrame, Second } from "../../ui/Rows";
import { usePageTitle } from "../../ui/usePageTitle";
import { BatchDrawer } from "./BatchDrawer";
import { IssueDrawer } from "./IssueDrawer";
import classes from "./Stamps.module.css";

const route = getRouteApi("/app/stamp-batches");

export function BatchesPage() {
  const { t, number } = useText();
  const { w } = useWords(STAMP_WORDS);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: who } = useQuery(sessionQuery);
  const list = useInfiniteQuery(batchesQuery(search));
  const [open, setOpen] = useState<number | "new" | null>(null);
  usePageTitle(w("stamps.batches"));
  const batches = list.data?.pages.flatMap((page) => page.batches) ?? [];
  const isNarrowed = Object.keys(search).length > 0;
  const heads = [
    w("batches.column.batch"),
    w("stamps.column.product"),
    w("batches.column.count"),
    w("batches.column.made"),
  ];
  return (
    <>
      <div className={classes.head}>
        <h1>{w("stamps.batches")}</h1>
        <div className={classes.tools}>
          <Link to="/stamps" className="tq-button">
            {w("stamps.title")}
          </Link>
          {who?.can_change && (
            <button type="button" className="tq-button" data-primary onClick={() => setOpen("new")}>
              <Icon name="plus" />
              {w("batches.issue")}
            </button>
          )}
        </div>
      </div>
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
      {search.gtin && (
        <p className={classes.set}>
          <strong>GTIN {search.gtin}</strong>
          <Link to="/stamp-batches" search={{}}>
            {t("stations.clear")}
          </Link>
        </p>
      )}
      <RowsFrame label={w("stamps.batches")}>
        {list.error && !list.data && (
          <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingRows rows={6} height={56} />}
        {list.data && batches.length === 0 && (
          <Empty title={w(isNarrowed ? "batches.not_found" : "batches.empty")} />
        )}
        {batches.length > 0 && (
          <Rows heads={heads}>
            {batches.map((batch) => (
              <tr key={batch.id}>
                <td>
                  <RowOpen onOpen={() => setOpen(batch.id)}>
                    {w("batches.one", { n: batch.id })}
                  </RowOpen>
                </td>
                <td>
                  {batch.name_vi}
                  <Second>
                    {[batch.gtin, batch.lot && `${w("stamps.column.lot")} ${batch.lot}`]
                      .filter(Boolean)
                      .join(" · ")}
                  </Second>
                </td>
                <td className="tq-tabular">
                  {w("batches.count", { n: number(batch.count) })}
                  {batch.two_layer && <Second>{w("stamps.layers.two")}</Second>}
                </td>
                <td>
                  {batch.issuer_name || batch.issuer}
                  <Second>
                    <Moment moment={batch.created_at} /> · {batch.created_by}
                  </Second>
                </td>
              </tr>
            ))}
          </Rows>
        )}
      </RowsFrame>
      <MoreRows list={list} shown={batches.length} />
      {open === "new" && <IssueDrawer onClose={() => setOpen(null)} />}
      {typeof open === "number" && <BatchDrawer batch={open} onClose={() => setOpen(null)} />}
    </>
  );
}

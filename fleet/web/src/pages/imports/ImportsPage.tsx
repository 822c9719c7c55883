// Files that were given in: a form for the next one, and how each fared.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sessionQuery } from "../../api/queries";
import { importsQuery } from "../../api/stampQueries";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { MoreRows } from "../../ui/MoreRows";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { Rows, RowsFrame, Second } from "../../ui/Rows";
import { usePageTitle } from "../../ui/usePageTitle";
import { ImportMark } from "./ImportMark";
import classes from "./Imports.module.css";
import { UploadForm } from "./UploadForm";

export function ImportsPage() {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  const { data: who } = useQuery(sessionQuery);
  const list = useInfiniteQuery(importsQuery);
  usePageTitle(w("imports.title"));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const heads = (["file", "kind", "state", "when"] as const).map((one) =>
    w(`imports.column.${one}`),
  );
  return (
    <>
      <div className={classes.head}>
        <h1>{w("imports.title")}</h1>
        <p className="tq-quiet">{w("imports.lead")}</p>
      </div>
      {who?.can_change && <UploadForm />}
      <RowsFrame label={w("imports.title")}>
        {list.error && !list.data && (
          <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingRows rows={5} height={56} />}
        {list.data && rows.length === 0 && (
          <Empty title={w("imports.empty")} hint={w("imports.empty_hint")} />
        )}
        {rows.length > 0 && (
          <Rows heads={heads}>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link
                    to="/imports/$importId"
                    params={{ importId: row.id }}
                    className={classes.file ?? ""}
                  >
                    {row.file_name || row.id}
                  </Link>
                  <Second>{row.source}</Second>
                </td>
                <td>
                  {w(`imports.kind.${row.kind}`)}
                  <Second>
                    {w("imports.rows")}: {number(row.rows)}
                  </Second>
                </td>
                <td>
                  <ImportMark state={row.state} />
                  {row.error_count > 0 && (
                    <Second>
                      {w("imports.errors")}: {number(row.error_count)}
                    </Second>
                  )}
                </td>
                <td>
                  <Moment moment={row.created_at} />
                  <Second>{row.created_by}</Second>
                </td>
              </tr>
            ))}
          </Rows>
        )}
      </RowsFrame>
      <MoreRows list={list} shown={rows.length} />
    </>
  );
}

// A page that is a list: its head with the count and the files, its filters, its rows, and more.

import type { ReactNode } from "react";
import { useText } from "../text/useText";
import classes from "./ListPage.module.css";
import { MoreRows, type PagedList } from "./MoreRows";
import { Empty, LoadingRows } from "./Panel";
import { ProblemNote } from "./ProblemNote";
import { type Column, Rows } from "./Rows";
import { usePageTitle } from "./usePageTitle";

interface Page<R> {
  rows: readonly R[];
  total?: number;
  capped?: boolean;
}

export interface List<R> extends PagedList {
  data: { pages: readonly Page<R>[] } | undefined;
  isPending: boolean;
  refetch: () => Promise<unknown>;
}

interface ListPageProps<R> {
  title: string;
  lead?: string;
  /** How many there are, where the pages of the list don't tell. */
  count?: ReactNode;
  list: List<R>;
  columns: readonly Column<R>[];
  keyOf: (row: R) => string | number;
  /** What stands between the head and the list. */
  children?: ReactNode;
  filters?: ReactNode;
  /** Clears the filters; given only where some are set. */
  clear?: ReactNode;
  /** Where the file of these rows is, by its form. */
  exportAs?: (form: "csv" | "xlsx") => string;
  action?: ReactNode;
  empty?: { title: string; hint?: string };
}

export function ListPage<R>(props: ListPageProps<R>) {
  const { title, lead, list, columns, keyOf, children, filters, clear, exportAs, action } = props;
  const { t, number } = useText();
  usePageTitle(title);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const { total, capped } = list.data?.pages[0] ?? {};
  const empty = props.empty ?? { title: t("list.empty"), hint: t("list.empty_hint") };
  const missing = clear ? { title: t("list.not_found"), hint: t("list.not_found_hint") } : empty;
  const count =
    props.count ??
    (total !== undefined && t(capped ? "list.count_more" : "list.count", { n: number(total) }));
  return (
    <>
      <div className={classes.head}>
        <h1>{title}</h1>
        {count && (
          <span className="tq-quiet tq-tabular" data-testid="count">
            {count}
          </span>
        )}
        {(exportAs || action) && (
          <div className={classes.tools} data-print="no">
            {exportAs && (
              <>
                <a className="tq-button" href={exportAs("csv")} download>
                  {t("export.csv")}
                </a>
                <a className="tq-button" href={exportAs("xlsx")} download>
                  {t("export.xlsx")}
                </a>
              </>
            )}
            {action}
          </div>
        )}
        {lead && <p className={classes.lead}>{lead}</p>}
      </div>
      {children}
      {filters}
      {clear && <p className={classes.clear}>{clear}</p>}
      <section className={classes.list} aria-label={title}>
        {list.error && !list.data && (
          <div className={classes.problem}>
            <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
          </div>
        )}
        {list.isPending && <LoadingRows rows={8} height={48} />}
        {list.data && rows.length === 0 && <Empty {...missing} />}
        {rows.length > 0 && <Rows columns={columns} rows={rows} keyOf={keyOf} />}
      </section>
      <MoreRows list={list} shown={rows.length} total={capped ? undefined : total} />
    </>
  );
}

// A list of the registry: its head with the count and the files, its filters, its rows.
//
// On a phone a row becomes a card whose values carry the names of their columns.

import type { ReactNode } from "react";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { MoreRows } from "../../ui/MoreRows";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import classes from "./RegistryList.module.css";
import { REGISTRY } from "./texts";

export interface Column<R> {
  name: string;
  cell: (row: R) => ReactNode;
  /** Stands by itself where nothing is in it, so that a card leaves it out. */
  isEmpty?: (row: R) => boolean;
}

interface ListPage<R> {
  rows: readonly R[];
  total?: number;
  capped?: boolean;
}

interface List<R> {
  data: { pages: readonly ListPage<R>[] } | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => Promise<unknown>;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

interface RegistryListProps<R> {
  title: string;
  list: List<R>;
  columns: readonly Column<R>[];
  keyOf: (row: R) => string | number;
  filters: ReactNode;
  /** Clears the filters; given only where some are set. */
  clear?: ReactNode;
  /** Where the file of these rows is, by its form. */
  exportAs?: ((form: "csv" | "xlsx") => string) | undefined;
  action?: ReactNode;
  empty?: { title: string; hint: string };
}

export function RegistryList<R>(props: RegistryListProps<R>) {
  const { title, list, columns, keyOf, filters, clear, exportAs, action } = props;
  const { t, number } = useText();
  const { w } = useWords(REGISTRY);
  usePageTitle(title);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const { total, capped } = list.data?.pages[0] ?? {};
  const empty = props.empty ?? { title: w("empty"), hint: w("empty_hint") };
  return (
    <>
      <div className={classes.head}>
        <h1>{title}</h1>
        {total !== undefined && (
          <span className="tq-quiet tq-tabular" data-testid="count">
            {w(capped ? "count_more" : "count", { n: number(total) })}
          </span>
        )}
        <div className={classes.tools} data-print="no">
          {exportAs && (
            <>
              <a className="tq-button" href={exportAs("csv")} download>
                {t("export.csv")}
              </a>
              <a className="tq-button" href={exportAs("xlsx")} download>
                {w("export_xlsx")}
              </a>
            </>
          )}
          {action}
        </div>
      </div>
      {filters}
      {clear && <p className={classes.clear}>{clear}</p>}
      <section className={classes.list} aria-label={title}>
        {list.error && !list.data && (
          <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingRows rows={8} height={48} />}
        {list.data && rows.length === 0 && (
          <Empty
            title={clear ? w("not_found") : empty.title}
            hint={clear ? w("not_found_hint") : empty.hint}
          />
        )}
        {rows.length > 0 && <Rows columns={columns} rows={rows} keyOf={keyOf} />}
      </section>
      <MoreRows list={list} shown={rows.length} total={capped ? undefined : total} />
    </>
  );
}

interface RowsProps<R> {
  columns: readonly Column<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string | number;
}

export function Rows<R>({ columns, rows, keyOf }: RowsProps<R>) {
  return (
    <table className={classes.table} data-testid="rows">
      <thead>
        <tr>
          {columns.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ name, cell, isEmpty }) => (
              <td key={name} data-name={name} data-empty={isEmpty?.(row) || undefined}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

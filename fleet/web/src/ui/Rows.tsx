// A table by its columns. On a phone a row becomes a card whose values carry the names of their
// columns.

import type { PropsWithChildren, ReactNode } from "react";
import classes from "./Rows.module.css";

export interface Column<R> {
  name: string;
  cell: (row: R) => ReactNode;
  /** Whether nothing is in it, so that a card leaves it out. */
  isEmpty?: (row: R) => boolean;
  /** Days, states and numbers stay on one line where there is room for a table. */
  isWhole?: boolean;
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
            {columns.map(({ name, cell, isEmpty, isWhole }) => (
              <td
                key={name}
                data-name={name}
                data-empty={isEmpty?.(row) || undefined}
                data-whole={isWhole || undefined}
              >
                <div>{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The first cell of a row: what opens it, with a quieter line below. */
export function Title({ children, second }: { children: ReactNode; second?: ReactNode }) {
  return (
    <div className={classes.title}>
      {children}
      {second && <Second>{second}</Second>}
    </div>
  );
}

/** What opens a row at the side. */
export function OpenButton({ onOpen, children }: PropsWithChildren<{ onOpen: () => void }>) {
  return (
    <button type="button" className={classes.open} aria-haspopup="dialog" onClick={onOpen}>
      {children}
    </button>
  );
}

export function Second({ children }: { children: ReactNode }) {
  return <span className={classes.second}>{children}</span>;
}

// A plain table of a list; on phones each row becomes a card.

import type { PropsWithChildren, ReactNode } from "react";
import classes from "./Rows.module.css";

export function RowsFrame({ label, children }: PropsWithChildren<{ label: string }>) {
  return (
    <section className={classes.frame} aria-label={label}>
      {children}
    </section>
  );
}

export function Rows({ heads, children }: PropsWithChildren<{ heads: readonly string[] }>) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** What opens a row at the side. */
export function RowOpen({ onOpen, children }: PropsWithChildren<{ onOpen: () => void }>) {
  return (
    <button type="button" className={classes.open} aria-haspopup="dialog" onClick={onOpen}>
      {children}
    </button>
  );
}

export function Second({ children }: { children: ReactNode }) {
  return <span className={classes.second}>{children}</span>;
}

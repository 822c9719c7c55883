// A titled part of a page, and what stands in it while there is nothing to show.

import { type PropsWithChildren, type ReactNode, useId } from "react";
import classes from "./Panel.module.css";

interface PanelProps {
  title: string;
  aside?: ReactNode;
  flush?: boolean;
}

export function Panel({ title, aside, flush = false, children }: PropsWithChildren<PanelProps>) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>{title}</h2>
        {aside && <div className={classes.aside}>{aside}</div>}
      </header>
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  );
}

interface EmptyProps {
  title: string;
  hint?: string;
  sign?: ReactNode;
}

export function Empty({ title, hint, sign, children }: PropsWithChildren<EmptyProps>) {
  return (
    <div className={classes.empty}>
      {sign}
      <p className={classes.emptyTitle}>{title}</p>
      {hint && <p className="tq-quiet">{hint}</p>}
      {children}
    </div>
  );
}

/** Rows in the shape of what is being loaded. */
export function LoadingRows({ rows = 4, height = 44 }: { rows?: number; height?: number }) {
  return (
    <div className={classes.loading} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={row} className={classes.waiting} style={{ height }} />
      ))}
    </div>
  );
}

// Names with their values, one a row.

import type { PropsWithChildren } from "react";
import classes from "./Facts.module.css";

export function Facts({ children }: PropsWithChildren) {
  return <dl className={classes.facts}>{children}</dl>;
}

export function Fact({ name, children }: PropsWithChildren<{ name: string }>) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

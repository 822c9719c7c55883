// What several of the registry's pages draw: names that open, days, marks, certificates.

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatDay } from "../../text/format";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Icon } from "../../ui/icons";
import { Mark, type Shape, type Tone } from "../../ui/Mark";
import { type Holding, holding, type Rated } from "./holding";
import classes from "./parts.module.css";
import { REGISTRY } from "./texts";

export function Day({ day }: { day: string | null }) {
  if (!day) return <>–</>;
  return (
    <time className="tq-tabular" dateTime={day}>
      {formatDay(day)}
    </time>
  );
}

export function PartyLink({ party, name }: { party: string | null; name?: string | undefined }) {
  if (!party) return <>–</>;
  return (
    <Link to="/parties/$partyId" params={{ partyId: party }} preload={false}>
      {name ?? party}
    </Link>
  );
}

interface PageHeadProps {
  back: ReactNode;
  title: string;
  second?: ReactNode;
  actions?: ReactNode;
}

/** The head of a page about one thing. */
export function PageHead({ back, title, second, actions }: PageHeadProps) {
  return (
    <>
      <div className={classes.back}>
        <Icon name="back" size={18} />
        {back}
      </div>
      <div className={classes.head}>
        <div className={classes.who}>
          <h1>{title}</h1>
          {second && <div className={classes.second}>{second}</div>}
        </div>
        {actions && (
          <div className={classes.actions} data-print="no">
            {actions}
          </div>
        )}
      </div>
    </>
  );
}

export function Columns({ children }: { children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>;
}

/** Where a row of the registry comes from. */
export function useSourceText() {
  const { w } = useWords(REGISTRY);
  return (source: string | null) => source || w("source_own");
}

const LOT_SIGNS: Record<string, [Shape, Tone]> = {
  active: ["dot", "green"],
  held: ["triangle", "orange"],
  closed: ["ring", "grey"],
};

export function LotMark({ state }: { state: string }) {
  const { findWord } = useWords(REGISTRY);
  const [shape, tone] = LOT_SIGNS[state] ?? ["square", "grey"];
  return (
    <Mark shape={shape} tone={tone}>
      {findWord(`lot.state.${state}`) ?? state}
    </Mark>
  );
}

const HOLDING_SIGNS: Record<Holding, [Shape, Tone]> = {
  yes: ["check", "green"],
  not_yet: ["half", "blue"],
  expired: ["ring", "orange"],
  suspended: ["triangle", "orange"],
  withdrawn: ["octagon", "red"],
};

export function HoldingMark({ certificate }: { certificate: Rated }) {
  const { w } = useWords(REGISTRY);
  const state = holding(certificate, new Date());
  const [shape, tone] = HOLDING_SIGNS[state];
  return (
    <Mark shape={shape} tone={tone}>
      {w(`certificate.holds.${state}`)}
    </Mark>
  );
}

/** The kind of a certificate in words, with its stars. */
export function useCertificateName() {
  const { number } = useText();
  const { w, findWord } = useWords(REGISTRY);
  return ({ kind, stars }: { kind: string; stars: number | null }) => {
    const name = findWord(`certificate.kind.${kind}`) ?? kind;
    return stars === null ? name : `${name} ${w("certificate.stars", { n: number(stars) })}`;
  };
}

// How a connection stands, and why it gave no answer.

import type { ConnectorView } from "../../api/stampQueries";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { Mark } from "../../ui/Mark";
import { STANDING_MARKS, standingOf } from "./state";

/** Why a source gave no answer, in words where there are some. */
export function FailureText({ reason }: { reason: string }) {
  const { findWord } = useWords(STAMP_WORDS);
  return <>{findWord(`failure.${reason}`) ?? reason}</>;
}

export function StandingMark({ connector }: { connector: ConnectorView }) {
  const { w } = useWords(STAMP_WORDS);
  const standing = standingOf(connector);
  const [shape, tone] = STANDING_MARKS[standing];
  return (
    <Mark shape={shape} tone={tone} strong={tone === "red" || tone === "orange"}>
      {w(`connectors.state.${standing}`)}
    </Mark>
  );
}

// What the pages of events share: states, senders, problems in words of their own.

import { ApiProblem } from "../../api/problem";
import type { components } from "../../api/schema";
import { EPCIS_WORDS } from "../../text/epcisWords";
import { useWords } from "../../text/useWords";
import { Mark, type Shape, type Tone } from "../../ui/Mark";
import { Note } from "../../ui/Note";
import { ProblemNote } from "../../ui/ProblemNote";

type CaptureState = components["schemas"]["CaptureState"];

const LOOKS: Record<CaptureState, [Shape, Tone]> = {
  running: ["half", "blue"],
  done: ["check", "green"],
  failed: ["crossed", "red"],
};

export function CaptureMark({ state }: { state: CaptureState }) {
  const { w } = useWords(EPCIS_WORDS);
  const [shape, tone] = LOOKS[state];
  return (
    <Mark shape={shape} tone={tone} strong={state === "failed"}>
      {w(`captures.state.${state}`)}
    </Mark>
  );
}

const PARTNER = "partner:";

export function useSender(): (who: string) => string {
  const { w } = useWords(EPCIS_WORDS);
  return (who) =>
    who.startsWith(PARTNER) ? w("captures.partner", { name: who.slice(PARTNER.length) }) : who;
}

export function EpcisProblem({ error }: { error: Error }) {
  const { findWord } = useWords(EPCIS_WORDS);
  const told = error instanceof ApiProblem ? findWord(`problem.${error.code}`) : undefined;
  return told ? <Note tone="red">{told}</Note> : <ProblemNote error={error} />;
}

// The state of a stamp as shape, colour and word.

import type { StampState } from "../../api/stampSearch";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { Mark, type Shape, type Tone } from "../../ui/Mark";

const MARKS: Record<StampState, [Shape, Tone]> = {
  issued: ["dashed", "grey"],
  at_printer: ["half", "blue"],
  inactive: ["ring", "grey"],
  active: ["check", "green"],
  suspect: ["triangle", "orange"],
  sold: ["disc", "blue"],
  void: ["octagon", "red"],
  replaced: ["crossed", "grey"],
};

export function StampMark({ state }: { state: StampState }) {
  const { w } = useWords(STAMP_WORDS);
  const [shape, tone] = MARKS[state];
  return (
    <Mark shape={shape} tone={tone} strong={state === "suspect" || state === "void"}>
      {w(`state.${state}`)}
    </Mark>
  );
}

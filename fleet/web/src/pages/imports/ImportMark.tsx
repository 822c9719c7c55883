// How far an import has come, as shape, colour and word.

import type { ImportState } from "../../api/stampQueries";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { Mark, type Shape, type Tone } from "../../ui/Mark";

const MARKS: Record<ImportState, [Shape, Tone]> = {
  checking: ["half", "blue"],
  ready: ["dot", "blue"],
  refused: ["triangle", "orange"],
  applying: ["half", "blue"],
  applied: ["check", "green"],
  failed: ["octagon", "red"],
};

export function ImportMark({ state }: { state: ImportState }) {
  const { w } = useWords(STAMP_WORDS);
  const [shape, tone] = MARKS[state];
  return (
    <Mark shape={shape} tone={tone} strong>
      {w(`imports.state.${state}`)}
    </Mark>
  );
}

// Why a station needs somebody, as shape, colour and word.

import { own } from "../text/own";
import { useText } from "../text/useText";
import { Mark, type Shape, type Tone } from "./Mark";

const CAUSES: Readonly<Record<string, [Shape, Tone]>> = {
  offline: ["barred", "red"],
  camera: ["octagon", "red"],
  refused: ["triangle", "orange"],
  unhealthy: ["triangle", "orange"],
};

export function CauseMark({ cause, quiet = false }: { cause: string; quiet?: boolean }) {
  const { find } = useText();
  const [shape, tone] = own(CAUSES, cause) ?? ["triangle", "orange"];
  return (
    <Mark shape={shape} tone={quiet ? "grey" : tone} strong={!quiet}>
      {find(`cause.${cause}`) ?? cause}
    </Mark>
  );
}

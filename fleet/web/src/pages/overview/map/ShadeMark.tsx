import { useText } from "../../../text/useText";
import { Mark, type Shape, type Tone } from "../../../ui/Mark";
import type { Shade } from "./shade";

const SHADES: Readonly<Record<Shade, [Shape, Tone]>> = {
  many: ["barred", "red"],
  some: ["triangle", "orange"],
  ok: ["dot", "green"],
  none: ["dashed", "grey"],
};

export function ShadeMark({ shade }: { shade: Shade }) {
  const { t } = useText();
  const [shape, tone] = SHADES[shade];
  return (
    <Mark shape={shape} tone={tone}>
      {t(`map.shade.${shade}`)}
    </Mark>
  );
}

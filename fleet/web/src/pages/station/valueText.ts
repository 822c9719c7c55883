// The value of a setting in words: "45 giây", "Tiếng Việt".

import type { StationWord } from "../../text/stationWords";
import type { Text } from "../../text/useText";
import type { PageText } from "../../text/useWords";

export function valueText(
  { number }: Text,
  { w, findWord }: PageText<StationWord>,
  key: string,
  value: unknown,
): string {
  if (typeof value === "number") {
    return key.endsWith("_s") ? `${number(value, 2)} ${w("settings.seconds")}` : number(value, 2);
  }
  if (typeof value === "string") return findWord(`settings.${key}.${value}`) ?? value;
  return value === undefined || value === null ? "–" : JSON.stringify(value);
}

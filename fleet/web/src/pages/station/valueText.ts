// The value of a setting in words: "45 giây", "Tiếng Việt".

import type { Text } from "../../text/useText";

export function valueText({ t, find, number }: Text, key: string, value: unknown): string {
  if (typeof value === "number") {
    return key.endsWith("_s") ? `${number(value, 2)} ${t("settings.seconds")}` : number(value, 2);
  }
  if (typeof value === "string") return find(`settings.${key}.${value}`) ?? value;
  return value === undefined || value === null ? "–" : JSON.stringify(value);
}

// The values of health messages as people read them.

import type { ProbeView } from "../../api/types";
import type { Values } from "../../text/interpolate";
import type { StationWord } from "../../text/stationWords";

type Value = ProbeView["value"];
type Shown = (value: number, digits?: number) => string;

/** Probes by subject: subjects with something wrong first, else as the API orders them. */
export function byGroup(probes: readonly ProbeView[]): [string, ProbeView[]][] {
  const groups = new Map<string, ProbeView[]>();
  for (const probe of probes) {
    // A probe that the server doesn't know yet has no subject.
    const group = probe.group ?? "other";
    groups.set(group, [...(groups.get(group) ?? []), probe]);
  }
  const isBad = (group: readonly ProbeView[]) => group.some(({ healthy }) => healthy === false);
  return [...groups].sort(([, one], [, other]) => Number(isBad(other)) - Number(isBad(one)));
}

const UNITS: Readonly<Record<string, { vi: string; en: string }>> = {
  "1/s": { vi: "/giây", en: "/s" },
  d: { vi: "ngày", en: "days" },
  scans: { vi: "lượt", en: "scans" },
};

export function formatProbe(
  { value, unit }: { value: Value; unit: string },
  language: "vi" | "en",
  words: { yes: string; no: string; unknown: string },
  number: Shown,
): string {
  if (value === null) return words.unknown;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "string") return value;
  return formatFigure(value, unit, language, number);
}

export function formatFigure(
  value: number,
  unit: string,
  language: "vi" | "en",
  number: Shown,
): string {
  // A clock that is off by half a second is told as that, an uptime in days and hours.
  if (unit === "s" && Math.abs(value) >= 60) {
    return `${value < 0 ? "−" : ""}${formatDuration(Math.abs(value), language)}`;
  }
  const shown = UNITS[unit]?.[language] ?? unit;
  const text = number(value, 1);
  return shown ? `${text}${/^[%/]/.test(shown) ? "" : " "}${shown}` : text;
}

interface Ranged {
  unit: string;
  low: number | null;
  high: number | null;
}

/** "5–80 °C", "từ 5 %", or nothing where nothing is judged. */
export function rangeWords(
  { unit, low, high }: Ranged,
  language: "vi" | "en",
  number: Shown,
  w: (key: StationWord, values?: Values) => string,
): string {
  const figure = (value: number) => formatFigure(value, unit, language, number);
  if (low !== null && high !== null) {
    return w("health.between", { low: number(low, 1), high: figure(high) });
  }
  if (low !== null) return w("health.from", { low: figure(low) });
  if (high !== null) return w("health.to", { high: figure(high) });
  return "";
}

/** "3 ngày 4 giờ": the two largest units. */
export function formatDuration(seconds: number, language: "vi" | "en"): string {
  const names = language === "vi" ? ["ngày", "giờ", "phút", "giây"] : ["d", "h", "min", "s"];
  const lengths = [86_400, 3_600, 60, 1];
  let rest = Math.floor(seconds);
  const parts = lengths.map((length) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count;
  });
  const first = parts.findIndex((count) => count > 0);
  if (first === -1) return `0 ${names[3]}`;
  return parts
    .slice(first, first + 2)
    .map((count, at) => `${count} ${names[first + at]}`)
    .filter((part) => !part.startsWith("0 "))
    .join(" ");
}

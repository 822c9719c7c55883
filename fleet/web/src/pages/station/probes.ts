// The values of a health message as people read them.

export interface Probe {
  value: number | string | boolean | null;
  unit: string;
  healthy: boolean | null;
}

export interface Health {
  at: string;
  probes: Record<string, Probe>;
}

/** Read the health of a station; null where it is missing or written some other way. */
export function healthOf(document: Readonly<Record<string, unknown>> | null): Health | null {
  if (!document) return null;
  const { at, probes } = document;
  if (typeof at !== "string" || typeof probes !== "object" || probes === null) return null;
  return { at, probes: probes as Record<string, Probe> };
}

/** Put what is wrong first, then what was judged, then mere figures; else as they came. */
export function byUrgency(probes: Readonly<Record<string, Probe>>): [string, Probe][] {
  const rank = ({ healthy }: Probe) => (healthy === false ? 0 : healthy === true ? 1 : 2);
  return Object.entries(probes).sort(([, one], [, other]) => rank(one) - rank(other));
}

const UNITS: Readonly<Record<string, { vi: string; en: string }>> = {
  "1/s": { vi: "/giây", en: "/s" },
  d: { vi: "ngày", en: "days" },
};

export function formatProbe(
  { value, unit }: Probe,
  language: "vi" | "en",
  words: { yes: string; no: string; unknown: string },
  number: (value: number, digits?: number) => string,
): string {
  if (value === null) return words.unknown;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "string") return value;
  if (unit === "s") return formatDuration(value, language);
  const shown = UNITS[unit]?.[language] ?? unit;
  const text = number(value, 1);
  return shown ? `${text}${/^[%/]/.test(shown) ? "" : " "}${shown}` : text;
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

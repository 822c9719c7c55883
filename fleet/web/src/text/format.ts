// Numbers and moments as people in Vietnam write them; the zone is always Asia/Ho_Chi_Minh.

export type Language = "vi" | "en";

export const ZONE = "Asia/Ho_Chi_Minh";
const LOCALES: Record<Language, string> = { vi: "vi-VN", en: "en-GB" };

const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function parts(moment: Date): Record<string, string> {
  return Object.fromEntries(PARTS.formatToParts(moment).map(({ type, value }) => [type, value]));
}

/** dd/MM/yyyy HH:mm:ss */
export function formatMoment(moment: string | Date): string {
  const p = parts(new Date(moment));
  return `${p.day}/${p.month}/${p.year} ${p.hour}:${p.minute}:${p.second}`;
}

/** HH:mm:ss */
export function formatTime(moment: string | Date): string {
  return formatMoment(moment).slice(11);
}

/** dd/MM/yyyy of a date that has no time, such as "2026-11-21". */
export function formatDay(day: string): string {
  return day.split("-").reverse().join("/");
}

/** The date in Vietnam of a moment, as "2026-11-21". */
export function vietnamDay(moment: string | Date): string {
  const p = parts(new Date(moment));
  return `${p.year}-${p.month}-${p.day}`;
}

export function formatNumber(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits }).format(value);
}

export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return `${formatNumber(kilobytes, language)} KB`;
  return `${formatNumber(kilobytes / 1024, language, 1)} MB`;
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** "12 phút trước"; what lies a little ahead, since clocks differ, is just now. */
export function formatAge(moment: string | Date, nowMs: number, language: Language): string {
  const seconds = Math.max(0, Math.round((nowMs - new Date(moment).getTime()) / 1000));
  const words = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: "always" });
  for (const [unit, length] of STEPS) {
    if (seconds >= length) return words.format(-Math.floor(seconds / length), unit);
  }
  return language === "vi" ? "vừa xong" : "just now";
}

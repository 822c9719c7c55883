// Whether a key may be relied upon on a day, as "2026-11-22".

import type { IssuerKeyRow } from "../../api/stampQueries";

export type KeyState = "good" | "not_yet" | "over" | "revoked";

export function keyState(
  key: Pick<IssuerKeyRow, "not_before" | "not_after" | "revoked_at">,
  day: string,
): KeyState {
  if (key.revoked_at) return "revoked";
  if (day < key.not_before) return "not_yet";
  return day > key.not_after ? "over" : "good";
}

/** The prefixes that somebody typed, commas or spaces between them. */
export function prefixesIn(typed: string): string[] {
  return typed.split(/[\s,;]+/).filter(Boolean);
}

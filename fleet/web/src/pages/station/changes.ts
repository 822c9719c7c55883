// What a desired state changed against the one before it.

import type { DesiredRow } from "../../api/types";
import { differing } from "./settings";

export interface Change {
  key: string;
  from: unknown;
  to: unknown;
}

export interface Changes {
  settings: Change[];
  /** How many slides there were and are; null where they are the same. */
  slides: { from: number; to: number } | null;
}

/** Tell what changed; null for the first state, which has nothing before it. */
export function changesOf(row: DesiredRow, before: DesiredRow | undefined): Changes | null {
  if (!before) return null;
  const settings = differing(before.configuration, row.configuration).map((key) => ({
    key,
    from: before.configuration[key],
    to: row.configuration[key],
  }));
  const same =
    row.slides.length === before.slides.length &&
    row.slides.every((slide, at) => slide === before.slides[at]);
  return {
    settings,
    slides: same ? null : { from: before.slides.length, to: row.slides.length },
  };
}

// What the pages of stamps filter by, as it stands in their addresses.

import type { components } from "./schema";
import { isTrue } from "./search";

export type StampState = components["schemas"]["StampState"];

export const STAMP_STATES = [
  "issued",
  "at_printer",
  "inactive",
  "active",
  "suspect",
  "sold",
  "void",
  "replaced",
] as const satisfies StampState[];

type ImportKind = components["schemas"]["ImportKind"];
type ImportState = components["schemas"]["ImportState"];

export const IMPORT_KINDS = [
  "parties",
  "locations",
  "products",
  "lots",
  "stamps",
  "certificates",
  "recalls",
] as const satisfies ImportKind[];

export const IMPORT_STATES = [
  "checking",
  "ready",
  "refused",
  "applying",
  "applied",
  "failed",
] as const satisfies ImportState[];

export interface ImportSearch {
  q?: string;
  kind?: ImportKind;
  state?: ImportState;
}

export interface StampSearch {
  q?: string;
  gtin?: string;
  lot?: string;
  issuer?: string;
  state?: StampState;
  batch?: number;
  /** Only those of which a rule said something. */
  hints?: true;
}

export interface BatchSearch {
  q?: string;
  gtin?: string;
}

export interface WordSearch {
  q?: string;
}

type Raw = Record<string, unknown>;

const MOST_LETTERS = 100;

function text<N extends string>(raw: Raw, name: N): { [K in N]?: string } {
  const value = raw[name];
  const kept = typeof value === "string" && value ? { [name]: value.slice(0, MOST_LETTERS) } : {};
  return kept as { [K in N]?: string };
}

export function stampSearch(raw: Raw): StampSearch {
  const state = STAMP_STATES.find((one) => one === raw.state);
  const batch = Number(raw.batch);
  return {
    ...text(raw, "q"),
    ...text(raw, "gtin"),
    ...text(raw, "lot"),
    ...text(raw, "issuer"),
    ...(state ? { state } : {}),
    ...(Number.isInteger(batch) && batch > 0 ? { batch } : {}),
    ...(isTrue(raw.hints) ? { hints: true } : {}),
  };
}

export function batchSearch(raw: Raw): BatchSearch {
  return { ...text(raw, "q"), ...text(raw, "gtin") };
}

export function wordSearch(raw: Raw): WordSearch {
  return text(raw, "q");
}

export function importSearch(raw: Raw): ImportSearch {
  const kind = IMPORT_KINDS.find((one) => one === raw.kind);
  const state = IMPORT_STATES.find((one) => one === raw.state);
  return { ...text(raw, "q"), ...(kind ? { kind } : {}), ...(state ? { state } : {}) };
}

// What the pages of events filter by, as it stands in their addresses.

import type { components } from "./schema";

type Schemas = components["schemas"];

export const CAPTURE_STATES = [
  "running",
  "done",
  "failed",
] as const satisfies Schemas["CaptureState"][];
export const KEY_STATES = ["good", "revoked"] as const satisfies Schemas["KeyState"][];

export interface CaptureSearch {
  q?: string;
  state?: Schemas["CaptureState"];
}

export interface PartnerSearch {
  q?: string;
  state?: Schemas["KeyState"];
}

/** A lot or a unit by its GTIN, or a thing by the name that events give it. */
export interface ChainSearch {
  gtin?: string;
  lot?: string;
  serial?: string;
  name?: string;
  holder?: string;
}

type Raw = Record<string, unknown>;

const MOST_LETTERS = 200;

function text<N extends string>(raw: Raw, name: N): { [K in N]?: string } {
  const value = raw[name];
  const kept = typeof value === "string" && value ? { [name]: value.slice(0, MOST_LETTERS) } : {};
  return kept as { [K in N]?: string };
}

export function captureSearch(raw: Raw): CaptureSearch {
  const state = CAPTURE_STATES.find((one) => one === raw.state);
  return { ...text(raw, "q"), ...(state ? { state } : {}) };
}

export function partnerSearch(raw: Raw): PartnerSearch {
  const state = KEY_STATES.find((one) => one === raw.state);
  return { ...text(raw, "q"), ...(state ? { state } : {}) };
}

export function chainSearch(raw: Raw): ChainSearch {
  return {
    ...text(raw, "gtin"),
    ...text(raw, "lot"),
    ...text(raw, "serial"),
    ...text(raw, "name"),
    ...text(raw, "holder"),
  };
}

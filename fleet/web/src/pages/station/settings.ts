// The settings of a station as a form: which there are comes from the JSON Schema that the API
// sends along, so a new setting shows up by itself; what it is called comes from the texts.

import type { Values } from "../../text/interpolate";

export type Settings = Readonly<Record<string, unknown>>;

export type Spec =
  | { key: string; kind: "number"; isInteger: boolean; min: number; max: number }
  | { key: string; kind: "choice"; options: readonly string[] };

export type Parsed =
  | { ok: true; value: number | string }
  | { ok: false; code: "empty" | "number" | "integer" | "range"; values: Values };

interface Property {
  type?: string;
  minimum?: number;
  maximum?: number;
  enum?: unknown[];
}

/** List the settings of a schema that a form can show, in their order. */
export function specsOf(schema: Readonly<Record<string, unknown>>): Spec[] {
  const properties = (schema.properties ?? {}) as Record<string, Property>;
  return Object.entries(properties).flatMap(([key, property]): Spec[] => {
    if (property.enum?.every((one) => typeof one === "string")) {
      return [{ key, kind: "choice", options: property.enum as string[] }];
    }
    if (property.type === "integer" || property.type === "number") {
      const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = property;
      const isInteger = property.type === "integer";
      return [{ key, kind: "number", isInteger, min: minimum, max: maximum }];
    }
    return [];
  });
}

/** Read what somebody typed; a comma is a decimal point, as people write here. */
export function parse(spec: Spec, typed: string): Parsed {
  if (spec.kind === "choice") return { ok: true, value: typed };
  const text = typed.trim().replace(",", ".");
  if (text === "") return { ok: false, code: "empty", values: {} };
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) {
    return { ok: false, code: "number", values: { example: spec.min } };
  }
  const value = Number(text);
  if (spec.isInteger && !Number.isInteger(value)) return { ok: false, code: "integer", values: {} };
  if (value < spec.min || value > spec.max) {
    return { ok: false, code: "range", values: { min: spec.min, max: spec.max } };
  }
  return { ok: true, value };
}

/** Name the settings whose values differ. */
export function differing(one: Settings, other: Settings): string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter((key) => one[key] !== other[key]);
}

/** Drop the edits that say what is there already. */
export function realEdits(
  specs: readonly Spec[],
  edits: Readonly<Record<string, string>>,
  desired: Settings,
): Record<string, string> {
  const kept = specs.filter((spec) => {
    const typed = edits[spec.key];
    if (typed === undefined) return false;
    const parsed = parse(spec, typed);
    return !parsed.ok || parsed.value !== desired[spec.key];
  });
  return Object.fromEntries(kept.map(({ key }) => [key, edits[key] ?? ""]));
}

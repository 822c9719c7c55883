// A recall as it is being entered, and what is wrong with it before the server has to say so.
//
// The rules are those of fleet/registry/checks.py; the server checks them again.

import type { NewRecallSearch } from "../../api/registrySearch";
import type { NewRecall } from "../../api/registryTypes";
import type { Values } from "../../text/interpolate";
import type { RegistryKey } from "../registry/texts";

export const SCOPES = ["product", "lot", "serials", "party"] as const;
export type Scope = (typeof SCOPES)[number];

const LONGEST_TEXT = 4000;
const LONGEST_ID = 100;
const LONGEST_NUMBER = 20;

const FIELDS = [
  "recall_id",
  "gtin",
  "lot",
  "serial_from",
  "serial_to",
  "party",
  "recall_class",
  "reason_vi",
  "reason_en",
  "authority",
  "since",
  "hotline",
  "action_vi",
  "action_en",
] as const;
export type Field = (typeof FIELDS)[number];

export interface Draft {
  scope: Scope;
  fields: Readonly<Record<Field, string>>;
}

export interface Complaint {
  key: RegistryKey;
  values?: Values;
}

const LIMITS: Partial<Record<Field, number>> = {
  recall_id: LONGEST_ID,
  lot: LONGEST_NUMBER,
  serial_from: LONGEST_NUMBER,
  serial_to: LONGEST_NUMBER,
  party: LONGEST_ID,
};

/** Begin a recall of what somebody came from. */
export function begin({ gtin = "", lot = "", party = "" }: NewRecallSearch, today: string): Draft {
  const empty = Object.fromEntries(FIELDS.map((field) => [field, ""])) as Record<Field, string>;
  return {
    scope: lot ? "lot" : party && !gtin ? "party" : "product",
    fields: { ...empty, gtin, lot, party, since: today },
  };
}

/** Which of the fields that name goods a scope has; of serials the lot may be left out. */
export function namedBy(scope: Scope): readonly Field[] {
  switch (scope) {
    case "product":
      return ["gtin"];
    case "lot":
      return ["gtin", "lot"];
    case "serials":
      return ["gtin", "lot", "serial_from", "serial_to"];
    case "party":
      return ["party"];
  }
}

/** List what keeps a draft from being sent, by field. */
export function complaintsOf({ scope, fields }: Draft): Partial<Record<Field, Complaint>> {
  const found: Partial<Record<Field, Complaint>> = {};
  const named = namedBy(scope);
  const optional = scope === "serials" ? ["lot"] : [];
  const needed: Field[] = ["recall_id", "reason_vi", "authority", "since"];
  for (const field of [...needed, ...named.filter((one) => !optional.includes(one))]) {
    if (fields[field].trim() === "") found[field] = { key: "recall.error.needed" };
  }
  if (fields.action_en.trim() !== "" && fields.action_vi.trim() === "") {
    found.action_vi = { key: "recall.error.needed" };
  }
  for (const field of FIELDS) {
    const limit = LIMITS[field] ?? LONGEST_TEXT;
    if ([...fields[field].trim()].length > limit) {
      found[field] = { key: "recall.error.long", values: { limit } };
    }
  }
  const gtin = fields.gtin.trim();
  if (named.includes("gtin") && gtin !== "") {
    if (!/^(\d{8}|\d{12,14})$/.test(gtin)) found.gtin = { key: "recall.error.gtin" };
    else if (!hasCheckDigit(gtin)) found.gtin = { key: "recall.error.check_digit" };
  }
  if (scope === "serials" && isBefore(fields.serial_to.trim(), fields.serial_from.trim())) {
    found.serial_to = { key: "recall.error.serials" };
  }
  return found;
}

/** What is sent: only what the scope names. */
export function orderOf({ scope, fields }: Draft): NewRecall {
  const named = namedBy(scope);
  const said = (field: Field) => (named.includes(field) && fields[field].trim()) || null;
  return {
    recall_id: fields.recall_id.trim(),
    gtin: said("gtin"),
    lot: said("lot"),
    serial_from: said("serial_from"),
    serial_to: said("serial_to"),
    party: said("party"),
    recall_class: fields.recall_class,
    reason_vi: fields.reason_vi.trim(),
    reason_en: fields.reason_en.trim(),
    authority: fields.authority.trim(),
    since: fields.since,
    hotline: fields.hotline.trim(),
    action_vi: fields.action_vi.trim(),
    action_en: fields.action_en.trim(),
  };
}

/** The check digit of GS1: from the right, weights 3 and 1 in turn. */
function hasCheckDigit(gtin: string): boolean {
  const digits = [...gtin].reverse().map(Number);
  const sum = digits.reduce((total, digit, at) => total + digit * (at % 2 === 1 ? 3 : 1), 0);
  return sum % 10 === 0;
}

/** Only where both are digits of equal length can a page be sure; the rest is the server's. */
function isBefore(one: string, other: string): boolean {
  const isNumber = /^\d+$/.test(one) && /^\d+$/.test(other);
  return isNumber && one.length === other.length && one < other;
}

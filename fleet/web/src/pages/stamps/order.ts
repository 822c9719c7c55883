// Stamps as they are being ordered: how many, or which; where they may be sold, and until when.

import type { components } from "../../api/schema";

/** Where the serials come from: made up, from one number to another, or as they are listed. */
export const SERIALS = ["made", "range", "list"] as const;

export interface Order {
  gtin: string;
  party: string;
  lot: string;
  how: (typeof SERIALS)[number];
  amount: string;
  first: string;
  last: string;
  list: string;
  area: string;
  expires: string;
  twoLayer: boolean;
}

export const EMPTY: Order = {
  gtin: "",
  party: "",
  lot: "",
  how: "made",
  amount: "",
  first: "",
  last: "",
  list: "",
  area: "",
  expires: "",
  twoLayer: false,
};

/** What is sent: of the serials only what was chosen. */
export function orderOf(order: Order): components["schemas"]["NewBatch"] {
  const lot = order.lot.trim();
  return {
    gtin: order.gtin.trim(),
    issuer: order.party.trim(),
    ...(lot ? { lot } : {}),
    ...serialsOf(order),
    two_layer: order.twoLayer,
    ...(order.expires ? { expires: order.expires } : {}),
    area: parts(order.area, /[,;\n]+/),
  };
}

function serialsOf({ how, amount, first, last, list }: Order) {
  switch (how) {
    case "made":
      return { count: Number(amount) };
    case "range":
      return { first: first.trim(), last: last.trim() };
    case "list":
      return { serials: parts(list, /\s+/) };
  }
}

function parts(typed: string, between: RegExp): string[] {
  return typed
    .split(between)
    .map((one) => one.trim())
    .filter(Boolean);
}

// What the registry's lists filter by, as it stands in their addresses.

import type {
  CERTIFICATE_DATES,
  CERTIFICATE_KINDS,
  CERTIFICATE_SCOPES,
  CERTIFICATE_STATES,
  LOT_STATES,
  RECALL_STATES,
  ROLES,
} from "./registryChoices";

type One<T extends readonly string[]> = T[number];

export interface ProductSearch {
  q?: string;
  producer?: string;
  category?: string;
}

export interface LotSearch {
  q?: string;
  gtin?: string;
  state?: One<typeof LOT_STATES>;
}

export interface PartySearch {
  q?: string;
  role?: One<typeof ROLES>;
  chain?: string;
}

export interface CertificateSearch {
  q?: string;
  kind?: One<typeof CERTIFICATE_KINDS>;
  scope?: One<typeof CERTIFICATE_SCOPES>;
  state?: One<typeof CERTIFICATE_STATES>;
  dates?: One<typeof CERTIFICATE_DATES>;
  gtin?: string;
  party?: string;
}

export interface RecallSearch {
  q?: string;
  state?: One<typeof RECALL_STATES>;
  gtin?: string;
  party?: string;
}

/** What a new recall begins with, when it comes from the page of some goods. */
export interface NewRecallSearch {
  gtin?: string;
  lot?: string;
  party?: string;
}

type Raw = Record<string, unknown>;

/** Keep the texts of some names. Which values there are is the API's to say: it refuses others. */
function reader<T extends object>(...names: (keyof T & string)[]) {
  return (raw: Raw): T => {
    const kept: Record<string, string> = {};
    for (const name of names) {
      const value = raw[name];
      if (typeof value === "string" && value !== "") kept[name] = value.slice(0, 100);
    }
    return kept as T;
  };
}

export const productSearch = reader<ProductSearch>("q", "producer", "category");
export const lotSearch = reader<LotSearch>("q", "gtin", "state");
export const partySearch = reader<PartySearch>("q", "role", "chain");
export const certificateSearch = reader<CertificateSearch>(
  "q",
  "kind",
  "scope",
  "state",
  "dates",
  "gtin",
  "party",
);
export const recallSearch = reader<RecallSearch>("q", "state", "gtin", "party");
export const newRecallSearch = reader<NewRecallSearch>("gtin", "lot", "party");

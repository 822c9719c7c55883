// What the registry's lists filter by, as it stands in their addresses.

export const ROLES = [
  "producer",
  "processor",
  "packer",
  "importer",
  "wholesaler",
  "retailer",
  "carrier",
] as const;
export const LOT_STATES = ["active", "held", "closed"] as const;
export const CERTIFICATE_KINDS = [
  "food_safety",
  "commitment",
  "self_declaration",
  "vietgap",
  "globalgap",
  "organic",
  "ocop",
  "haccp",
  "lab_result",
  "quarantine",
] as const;
export const CERTIFICATE_SCOPES = ["party", "product", "lot", "location"] as const;
export const CERTIFICATE_STATES = ["issued", "suspended", "withdrawn"] as const;
export const CERTIFICATE_DATES = ["good", "expired"] as const;
export const RECALL_STATES = ["open", "lifted"] as const;

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

/** Keep what a list can filter by: `true` is any text, a list holds the only values there are. */
function reader<T extends object>(fields: Record<keyof T & string, true | readonly string[]>) {
  return (raw: Raw): T => {
    const kept: Record<string, string> = {};
    for (const [name, options] of Object.entries<true | readonly string[]>(fields)) {
      const value = raw[name];
      if (typeof value !== "string" || value === "") continue;
      if (options === true) kept[name] = value.slice(0, 100);
      else if (options.includes(value)) kept[name] = value;
    }
    return kept as T;
  };
}

export const productSearch = reader<ProductSearch>({ q: true, producer: true, category: true });
export const lotSearch = reader<LotSearch>({ q: true, gtin: true, state: LOT_STATES });
export const partySearch = reader<PartySearch>({ q: true, role: ROLES, chain: true });
export const certificateSearch = reader<CertificateSearch>({
  q: true,
  kind: CERTIFICATE_KINDS,
  scope: CERTIFICATE_SCOPES,
  state: CERTIFICATE_STATES,
  dates: CERTIFICATE_DATES,
  gtin: true,
  party: true,
});
export const recallSearch = reader<RecallSearch>({
  q: true,
  state: RECALL_STATES,
  gtin: true,
  party: true,
});
export const newRecallSearch = reader<NewRecallSearch>({ gtin: true, lot: true, party: true });

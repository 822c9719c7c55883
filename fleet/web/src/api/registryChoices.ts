// The values that the registry's lists can be filtered by, for the pages that offer them.

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

// Short names for the registry's bodies. Dossiers and establishments are documents to the API's
// description; their fields here are those of provenance/records.py.

import type { components } from "./schema";

type Schemas = components["schemas"];

export type ProductRow = Schemas["ProductRow"];
export type LotRow = Schemas["LotRow"];
export type PartyRow = Schemas["PartyRow"];
export type CertificateRow = Schemas["CertificateRow"];
export type RecallRow = Schemas["RecallRow"];
export type NewRecall = Schemas["NewRecall"];

export interface Words {
  vi: string;
  en: string;
}

export interface Party {
  party_id: string;
  name: string;
  role: string;
  address: string;
  phone: string;
  gln: string;
  tax_code: string;
  establishment_code: string;
  chain: string;
}

export interface Place {
  location_id: string;
  kind: string;
  name: string;
  address: string;
  gln: string;
  party: string | null;
  latitude: number | null;
  longitude: number | null;
}

export interface Certificate {
  kind: string;
  number: string;
  issuer: string;
  valid_from: string | null;
  valid_until: string | null;
  stars: number | null;
  scope: string;
  state: string;
}

export interface Product {
  gtin: string;
  name: Words;
  brand: string;
  category: string;
  net_content: string;
  origin: Words;
  producer: string | null;
  shelf_life: string;
  standards: readonly string[];
  safety_warnings: readonly Words[];
}

export interface Lot {
  gtin: string;
  lot: string;
  state: string;
  harvested: string | null;
  produced: string | null;
  packed: string | null;
  best_before: string | null;
  use_by: string | null;
  place: string;
}

export interface Step {
  at: string;
  biz_step: string;
  place: string;
  party: string | null;
  note: Words | null;
}

export interface Recall {
  recall_id: string;
  reason: Words;
  authority: string;
  since: string;
  gtin: string | null;
  lot: string | null;
  serial_from: string | null;
  serial_to: string | null;
  party: string | null;
  recall_class: string;
  hotline: string;
  action: Words | null;
  lifted_at: string | null;
}

export interface Dossier {
  item: Product;
  source: string;
  source_time: string;
  lot: Lot | null;
  parties: readonly Party[];
  steps: readonly Step[];
  certificates: readonly Certificate[];
  recalls: readonly Recall[];
}

export interface Establishment {
  party: Party;
  source: string;
  source_time: string;
  locations: readonly Place[];
  certificates: readonly Certificate[];
}

// The goods that a recall names, in words.

import type { PageText } from "../../text/useWords";
import type { RegistryKey } from "../registry/texts";

export interface Scoped {
  gtin?: string | null;
  lot?: string | null;
  serial_from?: string | null;
  serial_to?: string | null;
  party?: string | null;
}

export function scopeText(text: PageText<RegistryKey>, recall: Scoped): string {
  const { gtin, party } = recall;
  if (!gtin) return text.w("recall.scope.party", { party: party ?? "–" });
  const goods = goodsText(text, gtin, recall);
  return party ? `${goods}, ${text.w("recall.scope.only_party", { party })}` : goods;
}

function goodsText({ w }: PageText<RegistryKey>, gtin: string, recall: Scoped): string {
  const { lot, serial_from, serial_to } = recall;
  if (!serial_from && !serial_to) {
    return lot ? w("recall.scope.lot", { lot, gtin }) : w("recall.scope.product", { gtin });
  }
  const from = serial_from || w("recall.any");
  const to = serial_to || w("recall.any");
  if (lot) return w("recall.scope.lot_serials", { from, to, lot, gtin });
  return w("recall.scope.serials", { from, to, gtin });
}

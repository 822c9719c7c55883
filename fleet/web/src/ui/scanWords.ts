import type { ScanView } from "../api/types";
import type { Text } from "../text/useText";

/** What kind of code it was, and the goods that it names. */
export function codeWords({ t, find }: Text, scan: ScanView): string {
  const named = [
    scan.gtin && t("scan.gtin", { gtin: scan.gtin }),
    scan.lot && t("scan.lot", { lot: scan.lot }),
    scan.serial && t("scan.serial", { serial: scan.serial }),
    scan.kind === "link" && scan.host,
  ].filter(Boolean);
  if (scan.gtin) return named.join(" · ");
  return [find(`kind.${scan.kind}`) ?? scan.kind, ...named].join(" · ");
}

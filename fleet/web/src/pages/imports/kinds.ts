import type { ImportKind } from "../../api/stampQueries";

export const IMPORT_KINDS = [
  "parties",
  "products",
  "lots",
  "stamps",
  "certificates",
  "recalls",
] as const satisfies ImportKind[];

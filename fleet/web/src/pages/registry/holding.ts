// Whether a certificate is in force, by the rule of provenance/records.py: its last day counts.

import { vietnamDay } from "../../text/format";

export interface Rated {
  valid_from: string | null;
  valid_until: string | null;
  state: string;
}

export type Holding = "yes" | "not_yet" | "expired" | "suspended" | "withdrawn";

export function holding({ valid_from, valid_until, state }: Rated, now: Date): Holding {
  if (state === "suspended" || state === "withdrawn") return state;
  const today = vietnamDay(now);
  if (valid_until !== null && valid_until < today) return "expired";
  return valid_from !== null && valid_from > today ? "not_yet" : "yes";
}

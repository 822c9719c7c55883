import type { VerdictKind } from "../../api/types";

const ALL: Readonly<Record<VerdictKind, true>> = {
  recalled: true,
  void: true,
  sold: true,
  bad_signature: true,
  mismatch: true,
  signed_but_unknown: true,
  suspected_copy: true,
  expired: true,
  not_activated: true,
  valid_date_unchecked: true,
  valid: true,
  known: true,
  signed_state_unknown: true,
  establishment: true,
  unknown: true,
  unavailable: true,
  not_a_trace_code: true,
};

/** Every verdict, the gravest first; the compiler misses a kind that the API gains. */
export const VERDICTS = Object.keys(ALL) as VerdictKind[];

// What somebody may do to a stamp in the state in which it is, as provenance/stamps/states.py has
// it; printing is done with a whole batch.

import type { StampAction } from "../../api/stampQueries";
import type { StampState } from "../../api/stampSearch";

export type PersonAction = Exclude<StampAction, "print">;

const FROM: Record<PersonAction, readonly StampState[]> = {
  deliver: ["at_printer"],
  activate: ["at_printer", "inactive"],
  sell: ["active"],
  replace: ["inactive", "active", "suspect"],
  suspect: ["active"],
  clear: ["suspect"],
  void: ["issued", "at_printer", "inactive", "active", "suspect"],
};

const ORDER = Object.keys(FROM) as PersonAction[];

/** What can be done to all stamps of a batch at once. */
export const BATCH_ACTIONS = ["deliver", "activate", "void"] as const satisfies PersonAction[];

export function actionsFor(state: StampState): PersonAction[] {
  return ORDER.filter((action) => FROM[action].includes(state));
}

/** Whether it ends a stamp for good. */
export function isFinal(action: PersonAction): boolean {
  return action === "sell" || action === "void" || action === "replace";
}

/** Whether somebody must say why. */
export function needsReason(action: PersonAction): boolean {
  return action !== "deliver" && action !== "activate" && action !== "sell";
}

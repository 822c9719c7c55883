// How a connection stands, in one word.

import type { ConnectorView } from "../../api/stampQueries";
import type { Shape, Tone } from "../../ui/Mark";

export type Standing = "off" | "unasked" | "closed" | "failing" | "open" | "half_open";

export function standingOf({
  enabled,
  health,
}: Pick<ConnectorView, "enabled" | "health">): Standing {
  if (!enabled) return "off";
  if (health.state !== "closed") return health.state;
  if (health.failures > 0) return "failing";
  return health.answered_at ? "closed" : "unasked";
}

export const STANDING_MARKS: Record<Standing, readonly [Shape, Tone]> = {
  off: ["crossed", "grey"],
  unasked: ["dashed", "grey"],
  closed: ["check", "green"],
  failing: ["triangle", "orange"],
  open: ["barred", "red"],
  half_open: ["half", "blue"],
};

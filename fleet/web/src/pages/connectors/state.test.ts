import { describe, expect, it } from "vitest";
import type { ConnectorView } from "../../api/stampQueries";
import { standingOf } from "./state";

const HEALTH: ConnectorView["health"] = {
  state: "closed",
  failures: 0,
  retry_at: null,
  answered_at: null,
  failed_at: null,
  reason: "",
};
const ANSWERED = { ...HEALTH, answered_at: "2026-11-22T10:00:00Z" };

describe("how a connection stands", () => {
  it("works only once it has answered", () => {
    expect(standingOf({ enabled: true, health: HEALTH })).toBe("unasked");
    expect(standingOf({ enabled: true, health: ANSWERED })).toBe("closed");
  });

  it("tells failures from being left alone, and neither where it is off", () => {
    expect(standingOf({ enabled: true, health: { ...ANSWERED, failures: 2 } })).toBe("failing");
    const open = { ...ANSWERED, failures: 5, state: "open" } as const;
    expect(standingOf({ enabled: true, health: open })).toBe("open");
    expect(standingOf({ enabled: false, health: open })).toBe("off");
  });
});

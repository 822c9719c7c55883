import { describe, expect, it } from "vitest";
import { holding } from "./holding";

// 01:00 on the 23rd in Vietnam.
const NOW = new Date("2026-11-22T18:00:00Z");
const paper = (valid_from: string | null, valid_until: string | null, state = "issued") =>
  holding({ valid_from, valid_until, state }, NOW);

describe("a certificate", () => {
  it("holds on its first and on its last day, as days are in Vietnam", () => {
    expect(paper("2026-11-23", "2026-11-23")).toBe("yes");
    expect(paper(null, null)).toBe("yes");
  });

  it("has ended the day after, and not begun the day before", () => {
    expect(paper(null, "2026-11-22")).toBe("expired");
    expect(paper("2026-11-24", null)).toBe("not_yet");
  });

  it("does not hold once its issuer took it back, whatever its dates", () => {
    expect(paper(null, null, "withdrawn")).toBe("withdrawn");
    expect(paper(null, "2020-01-01", "suspended")).toBe("suspended");
  });
});

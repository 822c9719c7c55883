import { describe, expect, it } from "vitest";
import { keyState, prefixesIn } from "./state";

const KEY = { not_before: "2026-01-01", not_after: "2026-12-31", revoked_at: null };

describe("a key", () => {
  it("holds from its first day through its last", () => {
    const days = ["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"];
    expect(days.map((day) => keyState(KEY, day))).toEqual(["not_yet", "good", "good", "over"]);
  });

  it("is revoked whatever its dates say", () => {
    expect(keyState({ ...KEY, revoked_at: "2026-05-01" }, "2027-05-01")).toBe("revoked");
  });

  it("has prefixes that people type as they like", () => {
    expect(prefixesIn(" 893850100, 893850101;\n8938502 ")).toEqual([
      "893850100",
      "893850101",
      "8938502",
    ]);
    expect(prefixesIn(" , ")).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { batchSearch, stampSearch } from "./stampSearch";

describe("the addresses of stamps", () => {
  it("keep what the list filters by, a GTIN with its zero", () => {
    const raw = { q: "abc", gtin: "08938501000015", state: "suspect", batch: "12", hints: "true" };
    expect(stampSearch(raw)).toEqual({ ...raw, batch: 12, hints: true });
  });

  it("leave out what is not understood", () => {
    expect(stampSearch({ state: "burnt", batch: "1.5", hints: "no", q: "", page: "2" })).toEqual(
      {},
    );
    expect(stampSearch({ batch: "-3" })).toEqual({});
    expect(batchSearch({ q: "x".repeat(300), lot: "L1" })).toEqual({ q: "x".repeat(100) });
  });
});

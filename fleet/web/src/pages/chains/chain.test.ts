import { describe, expect, it } from "vitest";
import type { ChainNode } from "../../api/epcisQueries";
import { handsOf, searchOf, titleOf } from "./chain";

const SHOP = "https://id.gs1.org/417/8935001200024";

function happened(at: string, giver: string | null, taker: string | null) {
  return { event: at, at, type: "ObjectEvent", biz_step: "shipping", place: null, giver, taker };
}

function node(depth: number, happenings: ChainNode["happenings"]): ChainNode {
  return { name: "n", gtin: null, lot: null, serial: null, depth, happenings };
}

describe("the way of goods", () => {
  it("calls names as the registry does, else by their number, else as they are", () => {
    const places = [{ name: SHOP, title: "Chợ Hôm", party_id: "cho-hom" }];
    expect(titleOf(SHOP, places)).toBe("Chợ Hôm");
    expect(titleOf(SHOP, [])).toBe("GLN 8935001200024");
    expect(titleOf("https://id.gs1.org/00/189300000000000017", [])).toBe("SSCC 189300000000000017");
    expect(titleOf("urn:example:a", [])).toBe("urn:example:a");
  });

  it("names each who held these goods once, first hands first", () => {
    const nodes = [
      node(-1, [happened("2026-01-01", "z", "a")]),
      node(0, [happened("2026-01-03", "b", "c"), happened("2026-01-02", "a", "b")]),
      node(0, [happened("2026-01-04", null, "c")]),
    ];
    expect(handsOf({ nodes })).toEqual(["a", "b", "c"]);
  });

  it("leads from a link of the chain to that link's own way", () => {
    expect(searchOf({ ...node(0, []), gtin: "1", lot: "a/b" })).toEqual({ gtin: "1", lot: "a/b" });
    expect(searchOf({ ...node(0, []), gtin: "1", serial: "s" })).toEqual({
      gtin: "1",
      serial: "s",
    });
    expect(searchOf(node(0, []))).toEqual({ name: "n" });
  });
});

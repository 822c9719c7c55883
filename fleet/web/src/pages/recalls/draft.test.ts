import { describe, expect, it } from "vitest";
import { begin, complaintsOf, type Draft, type Field, orderOf, type Scope } from "./draft";

const GTIN = "08930000000019";

function draft(scope: Scope, fields: Partial<Record<Field, string>>): Draft {
  const begun = begin({ gtin: GTIN }, "2026-11-22");
  const words = { recall_id: "TH-1", reason_vi: "Dư lượng thuốc", authority: "Sở Công Thương" };
  return { scope, fields: { ...begun.fields, ...words, ...fields } };
}

const complained = (one: Draft) => Object.keys(complaintsOf(one)).sort();

describe("a recall that is being entered", () => {
  it("begins with what somebody came from", () => {
    expect(begin({ gtin: GTIN, lot: "L1" }, "2026-11-22").scope).toBe("lot");
    expect(begin({ party: "htx-a" }, "2026-11-22").scope).toBe("party");
    expect(begin({}, "2026-11-22").scope).toBe("product");
  });

  it("is complete with its number, reason, authority, day and goods", () => {
    expect(complained(draft("product", {}))).toEqual([]);
    expect(complained(begin({}, ""))).toEqual([
      "authority",
      "gtin",
      "reason_vi",
      "recall_id",
      "since",
    ]);
  });

  it("wants the fields of its scope, and no others", () => {
    expect(complained(draft("lot", {}))).toEqual(["lot"]);
    expect(complained(draft("serials", {}))).toEqual(["serial_from", "serial_to"]);
    expect(complained(draft("party", { gtin: "" }))).toEqual(["party"]);
  });

  it("has a GTIN whose check digit is right", () => {
    expect(complaintsOf(draft("product", { gtin: "08930000000018" })).gtin?.key).toBe(
      "recall.error.check_digit",
    );
    expect(complaintsOf(draft("product", { gtin: "893" })).gtin?.key).toBe("recall.error.gtin");
    expect(complained(draft("product", { gtin: "8930000000019" }))).toEqual([]);
  });

  it("has its serials in order, as far as a page can tell", () => {
    const serials = (serial_from: string, serial_to: string) =>
      complained(draft("serials", { serial_from, serial_to }));
    expect(serials("0200", "0100")).toEqual(["serial_to"]);
    expect(serials("0100", "0200")).toEqual([]);
    expect(serials("9", "10")).toEqual([]);
  });

  it("translates only what it says in Vietnamese", () => {
    expect(complained(draft("product", { action_en: "Bring it back" }))).toEqual(["action_vi"]);
  });

  it("sends nothing that its scope does not name", () => {
    const order = orderOf(draft("product", { lot: "L1", party: "htx-a", serial_from: "1" }));
    expect(order).toMatchObject({ gtin: GTIN, lot: null, party: null, serial_from: null });
  });
});

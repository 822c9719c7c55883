import { describe, expect, it } from "vitest";
import { EMPTY, orderOf } from "./order";

const ORDER = {
  ...EMPTY,
  gtin: " 08930000000019 ",
  party: "htx-a",
  first: "A1",
  list: "B1\nB2 B3",
};

describe("an order of stamps", () => {
  it("says how many, from where to where, or which", () => {
    expect(orderOf({ ...ORDER, amount: "12" })).toEqual({
      gtin: "08930000000019",
      issuer: "htx-a",
      count: 12,
      two_layer: false,
      area: [],
    });
    expect(orderOf({ ...ORDER, how: "range", last: "A9 " })).toMatchObject({
      first: "A1",
      last: "A9",
    });
    const listed = orderOf({ ...ORDER, how: "list" });
    expect(listed.serials).toEqual(["B1", "B2", "B3"]);
    expect(listed).not.toHaveProperty("count");
    expect(listed).not.toHaveProperty("first");
  });

  it("keeps names of areas whole, spaces and all", () => {
    expect(
      orderOf({ ...ORDER, area: "Chợ Hôm, Hoàn Kiếm;\n", expires: "2027-01-31" }),
    ).toMatchObject({
      area: ["Chợ Hôm", "Hoàn Kiếm"],
      expires: "2027-01-31",
    });
  });
});

import { describe, expect, it } from "vitest";
import { interpolate, placesIn } from "./interpolate";

describe("interpolate", () => {
  it("puts values where they belong", () => {
    expect(interpolate("Lưu thành số {number} của {who}", { number: 7, who: "an" })).toBe(
      "Lưu thành số 7 của an",
    );
  });

  it("chooses between one and many", () => {
    const text = "{n} {n:station|stations}";
    expect(interpolate(text, { n: 1 })).toBe("1 station");
    expect(interpolate(text, { n: "1" })).toBe("1 station");
    expect(interpolate(text, { n: 0 })).toBe("0 stations");
    expect(interpolate(text, { n: "1,234" })).toBe("1,234 stations");
  });

  it("leaves a place without a value as it is", () => {
    expect(interpolate("{n} trạm")).toBe("{n} trạm");
  });

  it("takes values as they are, whatever stands in them", () => {
    expect(interpolate("{a} {b}", { a: "{b}", b: "$&" })).toBe("{b} $&");
  });

  it("names the places of a text once each", () => {
    expect(placesIn("{n} {n:scan|scans} at {where}")).toEqual(["n", "where"]);
  });
});

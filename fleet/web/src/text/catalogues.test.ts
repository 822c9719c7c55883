import { describe, expect, it } from "vitest";
import { en } from "./en";
import { placesIn } from "./interpolate";
import { type TextKey, vi } from "./vi";

const keys = Object.keys(vi) as TextKey[];

describe("the catalogues", () => {
  it("say the same things, in the same order", () => {
    expect(Object.keys(en)).toEqual(keys);
  });

  it("want the same values", () => {
    const differing = keys.filter((key) => `${placesIn(en[key])}` !== `${placesIn(vi[key])}`);
    expect(differing).toEqual([]);
  });

  it("are composed (NFC), without stray spaces", () => {
    const isUntidy = (text: string) => text !== text.normalize("NFC").trim() || text.includes("  ");
    expect(keys.filter((key) => isUntidy(vi[key]) || isUntidy(en[key]))).toEqual([]);
  });

  it("have plurals in English only", () => {
    expect(keys.filter((key) => vi[key].includes("|"))).toEqual([]);
  });
});

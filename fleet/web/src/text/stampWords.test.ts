import { describe, expect, it } from "vitest";
import { placesIn } from "./interpolate";
import { STAMP_WORDS, type StampWord } from "./stampWords";

const { vi, en } = STAMP_WORDS;
const keys = Object.keys(vi) as StampWord[];

describe("the texts of stamps", () => {
  it("say the same things with the same values, in both languages", () => {
    expect(Object.keys(en)).toEqual(keys);
    expect(keys.filter((key) => `${placesIn(en[key])}` !== `${placesIn(vi[key])}`)).toEqual([]);
  });

  it("are composed (NFC), without stray spaces", () => {
    const isUntidy = (text: string) => text !== text.normalize("NFC").trim() || text.includes("  ");
    expect(keys.filter((key) => isUntidy(vi[key]) || isUntidy(en[key]))).toEqual([]);
  });
});

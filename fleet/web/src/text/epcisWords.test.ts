import { describe, expect, it } from "vitest";
import { EPCIS_WORDS, type EpcisWord } from "./epcisWords";
import { placesIn } from "./interpolate";

const { vi, en } = EPCIS_WORDS;
const keys = Object.keys(vi) as EpcisWord[];

describe("the texts of events", () => {
  it("say the same things with the same values, in both languages", () => {
    expect(Object.keys(en)).toEqual(keys);
    expect(keys.filter((key) => `${placesIn(en[key])}` !== `${placesIn(vi[key])}`)).toEqual([]);
  });

  it("are composed (NFC), without stray spaces", () => {
    const isUntidy = (text: string) => text !== text.normalize("NFC").trim() || text.includes("  ");
    expect(keys.filter((key) => isUntidy(vi[key]) || isUntidy(en[key]))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { enRegistry } from "./enRegistry";
import { placesIn } from "./interpolate";
import { viRegistry } from "./viRegistry";

const keys = Object.keys(viRegistry) as (keyof typeof viRegistry)[];

describe("the words of the registry's pages", () => {
  it("want the same values in both languages", () => {
    const differs = (key: (typeof keys)[number]) =>
      `${placesIn(enRegistry[key])}` !== `${placesIn(viRegistry[key])}`;
    expect(keys.filter(differs)).toEqual([]);
  });

  it("are composed (NFC), without stray spaces", () => {
    const isUntidy = (text: string) => text !== text.normalize("NFC").trim() || text.includes("  ");
    expect(keys.filter((key) => isUntidy(viRegistry[key]) || isUntidy(enRegistry[key]))).toEqual(
      [],
    );
  });
});

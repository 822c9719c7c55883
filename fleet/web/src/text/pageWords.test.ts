import { describe, expect, it } from "vitest";
import { CONTENT_WORDS } from "./contentWords";
import { placesIn } from "./interpolate";
import { STATION_WORDS } from "./stationWords";
import type { Words } from "./useWords";

const CATALOGUES: [name: string, words: Words<string>][] = [
  ["slides", CONTENT_WORDS],
  ["a station", STATION_WORDS],
];

describe.each(CATALOGUES)("the texts of %s", (_name, { vi, en }) => {
  const keys = Object.keys(vi);

  it("say the same things with the same values, in both languages", () => {
    expect(Object.keys(en)).toEqual(keys);
    const differs = (key: string) => `${placesIn(en[key] ?? "")}` !== `${placesIn(vi[key] ?? "")}`;
    expect(keys.filter(differs)).toEqual([]);
  });

  it("are composed (NFC), without stray spaces", () => {
    const isUntidy = (text = "") => text !== text.normalize("NFC").trim() || text.includes("  ");
    expect(keys.filter((key) => isUntidy(vi[key]) || isUntidy(en[key]))).toEqual([]);
  });
});

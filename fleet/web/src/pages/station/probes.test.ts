import { describe, expect, it } from "vitest";
import type { ProbeView } from "../../api/types";
import { formatNumber } from "../../text/format";
import { byGroup, formatDuration, formatFigure, formatProbe, rangeWords } from "./probes";

const words = { yes: "Có", no: "Không", unknown: "Không đo được" };
const number = (one: number, digits?: number) => formatNumber(one, "vi", digits);
const vietnamese = (value: ProbeView["value"], unit = "") =>
  formatProbe({ value, unit }, "vi", words, number);

describe("a probe", () => {
  it.each([
    [61.44, "°C", "61,4 °C"],
    [71, "%", "71%"],
    [14.8, "1/s", "14,8/giây"],
    [341.2, "d", "341,2 ngày"],
    [0, "", "0"],
    [true, "", "Có"],
    [false, "", "Không"],
    [null, "°C", "Không đo được"],
    ["camera.lost", "", "camera.lost"],
    [3_660, "s", "1 giờ 1 phút"],
  ])("%j %s reads as a person would write it", (value, unit, text) => {
    expect(vietnamese(value, unit)).toBe(text);
  });

  it("is grouped by its subject, and a subject with something wrong comes first", () => {
    const probe = (
      name: string,
      group: "camera" | "storage",
      healthy: boolean | null,
    ): ProbeView => ({
      ...{ name, group, healthy },
      ...{ value: 1, unit: "", low: null, high: null, healthy_values: [] },
    });
    const groups = byGroup([
      probe("fps", "camera", true),
      probe("free", "storage", false),
      probe("frames", "camera", null),
    ]);
    expect(groups.map(([group, { length }]) => [group, length])).toEqual([
      ["storage", 1],
      ["camera", 2],
    ]);
  });

  it.each([
    [0.4, "0,4 s"],
    [-12, "-12 s"],
    [-90, "−1 phút 30 giây"],
  ])("%f s of a clock that is off reads as %s", (seconds, text) => {
    expect(formatFigure(seconds, "s", "vi", number)).toBe(text);
  });

  it("says what is healthy", () => {
    const t = (key: string, values = {}) => `${key} ${Object.values(values).join(" ")}`;
    const wordsOf = (low: number | null, high: number | null) =>
      rangeWords({ unit: "°C", low, high }, "vi", number, t);
    expect(wordsOf(5, 80)).toBe("health.between 5 80 °C");
    expect(wordsOf(5, null)).toBe("health.from 5 °C");
    expect(wordsOf(null, 80.5)).toBe("health.to 80,5 °C");
    expect(wordsOf(null, null)).toBe("");
  });

  it.each([
    [0, "0 giây"],
    [59, "59 giây"],
    [3_600, "1 giờ"],
    [259_211, "3 ngày"],
    [273_600, "3 ngày 4 giờ"],
  ])("of %i s has its two largest units", (seconds, text) => {
    expect(formatDuration(seconds, "vi")).toBe(text);
  });
});

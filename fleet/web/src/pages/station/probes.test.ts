import { describe, expect, it } from "vitest";
import { formatNumber } from "../../text/format";
import { byUrgency, formatDuration, formatProbe, healthOf, type Probe } from "./probes";

const words = { yes: "Có", no: "Không", unknown: "Không đo được" };
const vietnamese = (value: Probe["value"], unit = "") =>
  formatProbe({ value, unit, healthy: null }, "vi", words, (one, digits) =>
    formatNumber(one, "vi", digits),
  );

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

  it("that complains comes first, mere figures last", () => {
    const probe = (healthy: boolean | null): Probe => ({ value: 1, unit: "", healthy });
    const sorted = byUrgency({ figure: probe(null), fine: probe(true), wrong: probe(false) });
    expect(sorted.map(([name]) => name)).toEqual(["wrong", "fine", "figure"]);
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

describe("a health message", () => {
  it("that is missing or written otherwise is none", () => {
    expect(healthOf(null)).toBeNull();
    expect(healthOf({ probes: {} })).toBeNull();
    expect(healthOf({ at: "2026-11-21T10:00:00Z", probes: null })).toBeNull();
  });
});

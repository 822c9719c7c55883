import { describe, expect, it } from "vitest";
import { hourly, isEmpty, newest, scaleOf, withGaps } from "./series";

const moment = (minute: number) => new Date(Date.UTC(2026, 10, 22, 3, minute)).toISOString();
const second = (minute: number) => Date.UTC(2026, 10, 22, 3, minute) / 1000;

describe("the columns of a chart", () => {
  it("have a gap where nothing came", () => {
    const { at, series } = withGaps(
      [moment(0), moment(1), moment(20), moment(21)],
      { cpu_temperature: [60, 61, 62, null] },
      60,
    );
    expect(at).toEqual([second(0), second(1), second(2), second(20), second(21)]);
    expect(series.cpu_temperature).toEqual([60, 61, null, 62, null]);
  });

  it("are as long as their times even when a series is short", () => {
    const { at, series } = withGaps([moment(0), moment(1)], { one: [1] }, 60);
    expect(series.one).toHaveLength(at.length);
    expect(withGaps([], { one: [] }, 60)).toEqual({ at: [], series: { one: [] } });
  });
});

describe("the scale", () => {
  it("shows a limit that is near, so that one sees how far it is", () => {
    const [bottom, top] = scaleOf([58, 61, null], { low: null, high: 80 });
    expect(top).toBeGreaterThan(80);
    expect(bottom).toBeLessThan(58);
  });

  it("leaves out a limit that would press the line flat", () => {
    expect(scaleOf([0, 1], { low: null, high: 5000 })[1]).toBeLessThan(10);
  });

  it("has some height for a value that never moves, and for none", () => {
    const [bottom, top] = scaleOf([0, 0], { low: null, high: null });
    expect([bottom, top]).toEqual([0, 1]);
    expect(scaleOf([null], { low: 1, high: 2 })).toEqual([0, 1]);
    expect(scaleOf([-60, -50], { low: -75, high: null })[0]).toBeLessThan(-75);
  });
});

it("sums up by the hour and leaves empty hours out", () => {
  const at = [second(0), second(30), second(59), second(180)];
  expect(hourly(at, [1, 2, null, 7])).toEqual([
    { at: second(0), least: 1, mean: 1.5, most: 2 },
    { at: second(180), least: 7, mean: 7, most: 7 },
  ]);
});

it("knows the newest value", () => {
  expect(newest([1, 2, null])).toBe(2);
  expect(newest([null])).toBeNull();
  expect(isEmpty([null, null])).toBe(true);
  expect(isEmpty([null, 0])).toBe(false);
});

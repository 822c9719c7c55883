import { describe, expect, it } from "vitest";
import { availability, byNeed, type Counts, shadeOf } from "./shade";

const ward = (online: number, offline: number, never = 0, attention = offline): Counts => ({
  total: online + offline + never,
  online,
  offline,
  never,
  attention,
});

describe("the shade of a ward", () => {
  it.each([
    [ward(0, 0), "none"],
    [ward(0, 0, 3), "none"],
    [ward(4, 0), "ok"],
    [ward(4, 0, 0, 1), "some"],
    [ward(0, 1), "some"],
    [ward(1, 1), "some"],
    [ward(9, 2), "some"],
    [ward(2, 2), "many"],
    [ward(0, 2), "many"],
  ])("%o is %s", (counts, shade) => {
    expect(shadeOf(counts)).toBe(shade);
  });
});

it("counts only stations that were ever connected as away", () => {
  expect(availability(ward(3, 1, 6))).toBe(0.75);
  expect(availability(ward(0, 0, 2))).toBeNull();
});

it("puts the worst ward first, and names in their Vietnamese order last", () => {
  const wards = [
    { name: "Đống Đa", ...ward(2, 0) },
    { name: "Dương Nội", ...ward(2, 0) },
    { name: "Hồng Hà", ...ward(1, 3) },
    { name: "Mỹ Đức", ...ward(0, 0) },
    { name: "Ba Vì", ...ward(5, 1) },
  ];
  const names = byNeed(wards).map(({ name }) => name);
  expect(names).toEqual(["Hồng Hà", "Ba Vì", "Dương Nội", "Đống Đa", "Mỹ Đức"]);
});

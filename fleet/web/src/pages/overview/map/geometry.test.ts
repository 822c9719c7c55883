import { describe, expect, it } from "vitest";
import { boxAround, layOut, pathOf, type Site } from "./geometry";

/** A town of `side` by `side` wards of one square kilometre, each in a square of its own. */
function town(side: number): Site[] {
  const km = 1 / 111.2;
  return Array.from({ length: side * side }, (_, at) => ({
    latitude: 21 + Math.floor(at / side) * km,
    longitude: 105.8 + ((at % side) * km) / Math.cos((21 * Math.PI) / 180),
    area_km2: 1,
  }));
}

function areaOf(corners: readonly (readonly [number, number])[]): number {
  const twice = corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

describe("the laid out city", () => {
  const cells = layOut(town(7));

  it("gives each ward a cell around its centre", () => {
    expect(cells).toHaveLength(49);
    for (const { corners, roomKm } of cells) {
      expect(corners.length).toBeGreaterThanOrEqual(4);
      expect(roomKm).toBeGreaterThan(0.4);
    }
  });

  it("gives inner wards their own square, and outer ones about their area", () => {
    expect(areaOf(cells[24]?.corners ?? [])).toBeCloseTo(1, 1);
    for (const { corners } of cells) {
      expect(areaOf(corners)).toBeGreaterThan(0.8);
      expect(areaOf(corners)).toBeLessThan(2.2);
    }
  });

  it("has the north above and the east to the right", () => {
    const [first, last] = [cells[0]?.centre ?? [0, 0], cells[48]?.centre ?? [0, 0]];
    expect(last[1]).toBeLessThan(first[1]);
    expect(last[0]).toBeGreaterThan(first[0]);
  });

  it("bears one ward, none, and two at one place", () => {
    const [only] = layOut(town(1));
    expect(only?.corners.length).toBeGreaterThan(6);
    expect(layOut([])).toEqual([]);
    const [one] = town(1);
    if (!one) throw new Error("a town of one ward has a ward");
    expect(layOut([one, one])).toHaveLength(2);
  });
});

it("writes a closed path", () => {
  expect(
    pathOf([
      [0, 0],
      [1, 0],
      [1, 1.234],
    ]),
  ).toBe("M0.00 0.00L1.00 0.00L1.00 1.23Z");
  expect(pathOf([])).toBe("");
});

it("boxes points with air around them", () => {
  const points = [
    [0, 1],
    [4, 3],
  ] as const;
  expect(boxAround(points, 1)).toEqual({ x: -1, y: 0, width: 6, height: 4 });
});

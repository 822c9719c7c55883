import { describe, expect, it } from "vitest";
import type { Point } from "./geometry";
import { boxOf, middleOf, moved, NEAREST, neighbour, viewOf, zoomed } from "./view";

const WHOLE = { x: 0, y: 0, width: 100, height: 80 };
const ALL = { centre: [50, 40] as const, scale: 1 };

describe("the view", () => {
  it("shows everything at first", () => {
    expect(boxOf(ALL, WHOLE)).toEqual(WHOLE);
  });

  it("comes nearer around its middle, within limits", () => {
    expect(boxOf(zoomed(ALL, 2, WHOLE), WHOLE)).toEqual({ x: 25, y: 20, width: 50, height: 40 });
    expect(zoomed(ALL, 0.5, WHOLE).scale).toBe(1);
    expect(zoomed(ALL, 1000, WHOLE).scale).toBe(NEAREST);
  });

  it("never leaves the city", () => {
    const near = zoomed(ALL, 4, WHOLE);
    let view = near;
    for (let step = 0; step < 20; step++) view = moved(view, 0.5, 0.5, WHOLE);
    const box = boxOf(view, WHOLE);
    expect([box.x + box.width, box.y + box.height]).toEqual([100, 80]);
    expect(middleOf(boxOf(moved(view, -0.5, 0, WHOLE), WHOLE))[0]).toBeLessThan(view.centre[0]);
  });

  it("shows what it is asked to show", () => {
    const points: Point[] = [
      [10, 10],
      [30, 12],
    ];
    const box = boxOf(viewOf(points, WHOLE, 2), WHOLE);
    expect(box.x).toBeLessThanOrEqual(8);
    expect(box.x + box.width).toBeGreaterThanOrEqual(32);
  });
});

describe("the neighbour", () => {
  const points: Point[] = [
    [0, 0],
    [10, 1],
    [4, 9],
    [-5, 0],
  ];

  it("lies where the arrow points", () => {
    expect(neighbour([0, 0], [1, 0], points)).toBe(1);
    expect(neighbour([0, 0], [-1, 0], points)).toBe(3);
    expect(neighbour([0, 0], [0, 1], points)).toBe(2);
  });

  it("is nobody beyond the last one", () => {
    expect(neighbour([10, 1], [1, 0], points)).toBeNull();
  });
});

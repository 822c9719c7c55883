import { describe, expect, it } from "vitest";
import type { Cell } from "./geometry";
import { labelsFor } from "./labels";

const SHOWN = { x: 0, y: 0, width: 100, height: 100 };

function ward(x: number, y: number, roomKm: number, name: string, weight = 1) {
  const cell: Cell = { centre: [x, y], corners: [], roomKm };
  return { cell, name, weight };
}

describe("the names on the map", () => {
  it("stand where they have room", () => {
    const wards = [ward(50, 50, 10, "Cửa Nam"), ward(50, 80, 1, "Văn Miếu - Quốc Tử Giám")];
    expect([...labelsFor(wards, SHOWN, 2)]).toEqual([0]);
    expect(labelsFor(wards, SHOWN, 0.2).size).toBe(2);
  });

  it("do not lie across each other; the weightier one stays", () => {
    const wards = [ward(50, 50, 10, "Cửa Nam", 1), ward(53, 50, 10, "Hoàn Kiếm", 5)];
    expect([...labelsFor(wards, SHOWN, 2)]).toEqual([1]);
  });

  it("are not cut off at the edge", () => {
    expect(labelsFor([ward(1, 50, 10, "Cửa Nam")], SHOWN, 2).size).toBe(0);
  });
});

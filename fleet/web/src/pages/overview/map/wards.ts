// The wards as the map's parts share them: what the API tells, laid out.

import type { Ward } from "../../../api/types";
import { type Cell, layOut } from "./geometry";
import { type Shade, shadeOf } from "./shade";

export interface PlacedWard extends Ward {
  cell: Cell;
  shade: Shade;
}

export function place(wards: readonly Ward[]): PlacedWard[] {
  const cells = layOut(wards);
  return wards.flatMap((ward, at) => {
    const cell = cells[at];
    return cell ? [{ ...ward, cell, shade: shadeOf(ward) }] : [];
  });
}

// Chooses which wards are named on the map: those that matter most, where their name has room.

import type { Box, Cell } from "./geometry";

const LETTER_WIDTH = 0.56;
const LINE_HEIGHT = 1.15;

export interface Labelled {
  cell: Cell;
  name: string;
  /** The larger, the sooner it is named. */
  weight: number;
}

/**
 * Tell which names fit into what is shown: none across another, none out of the picture, and none
 * much wider than its ward.
 *
 * Args: `letterKm` is the height of the letters in the map's kilometres.
 */
export function labelsFor(wards: readonly Labelled[], shown: Box, letterKm: number): Set<number> {
  const order = wards
    .map((_, at) => at)
    .sort((one, other) => (wards[other]?.weight ?? 0) - (wards[one]?.weight ?? 0));
  const taken: Box[] = [];
  const named = new Set<number>();
  for (const at of order) {
    const ward = wards[at];
    if (!ward) continue;
    const box = boxOfName(ward, letterKm);
    // A name may stand out of its ward by a third to each side; it is still clear whose it is.
    if (box.width > 3.2 * ward.cell.roomKm || box.height > 2 * ward.cell.roomKm) continue;
    if (!isInside(box, shown) || taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    named.add(at);
  }
  return named;
}

function boxOfName({ cell, name }: Labelled, letterKm: number): Box {
  const width = name.length * LETTER_WIDTH * letterKm;
  const height = LINE_HEIGHT * letterKm;
  return { x: cell.centre[0] - width / 2, y: cell.centre[1] - height / 2, width, height };
}

function isInside(box: Box, shown: Box): boolean {
  return (
    box.x >= shown.x &&
    box.y >= shown.y &&
    box.x + box.width <= shown.x + shown.width &&
    box.y + box.height <= shown.y + shown.height
  );
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

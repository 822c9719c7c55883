// Which part of the map is shown, as pure functions: the whole city, nearer, further, to the side.

import type { Box, Point } from "./geometry";

export const NEAREST = 14;

export interface View {
  centre: Point;
  /** 1 shows everything. */
  scale: number;
}

/** The box that a view shows, with the proportions of the whole and never beside it. */
export function boxOf(view: View, whole: Box): Box {
  const [width, height] = [whole.width / view.scale, whole.height / view.scale];
  return {
    x: within(view.centre[0] - width / 2, whole.x, whole.x + whole.width - width),
    y: within(view.centre[1] - height / 2, whole.y, whole.y + whole.height - height),
    width,
    height,
  };
}

export function middleOf({ x, y, width, height }: Box): Point {
  return [x + width / 2, y + height / 2];
}

export function zoomed(view: View, factor: number, whole: Box): View {
  const scale = within(view.scale * factor, 1, NEAREST);
  return { centre: middleOf(boxOf({ centre: view.centre, scale }, whole)), scale };
}

/** Move by parts of what is shown. */
export function moved(view: View, right: number, down: number, whole: Box): View {
  const box = boxOf(view, whole);
  const [x, y] = middleOf(box);
  const centre: Point = [x + right * box.width, y + down * box.height];
  return { ...view, centre: middleOf(boxOf({ ...view, centre }, whole)) };
}

/** The nearest view that shows all of the points. */
export function viewOf(points: readonly Point[], whole: Box, air: number): View {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right] = [Math.min(...xs) - air, Math.max(...xs) + air];
  const [top, bottom] = [Math.min(...ys) - air, Math.max(...ys) + air];
  const scale = Math.min(whole.width / (right - left), whole.height / (bottom - top));
  return {
    centre: [(left + right) / 2, (top + bottom) / 2],
    scale: within(scale, 1, NEAREST),
  };
}

/** Whichever of the points lies nearest in a direction; null where there is none. */
export function neighbour(
  from: Point,
  [right, down]: Point,
  points: readonly Point[],
): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  points.forEach(([x, y], at) => {
    const along = (x - from[0]) * right + (y - from[1]) * down;
    const aside = Math.abs((x - from[0]) * down) + Math.abs((y - from[1]) * right);
    if (along <= 0.01) return;
    // What lies aside counts double: an arrow should go where it points.
    const far = along + 2 * aside;
    if (far < least) {
      least = far;
      best = at;
    }
  });
  return best;
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

// Draws a city of wards from their centres and areas alone, since no open data has their borders.
//
// Each ward gets the points that are nearer to its centre than to any other (a Voronoi cell). At the
// city's edge, where no neighbour ends a cell, invented centres stand around the wards: a cell then
// reaches about as far as the ward's area would as a disc. It is a picture, not a boundary.

import { Delaunay } from "d3-delaunay";

export interface Site {
  latitude: number;
  longitude: number;
  area_km2: number;
}

export type Point = readonly [x: number, y: number];

export interface Cell {
  centre: Point;
  corners: readonly Point[];
  /** Radius of the largest circle around the centre within the cell. */
  roomKm: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const KM_PER_DEGREE = 111.2;
const AROUND = 16;
/** How far the edge of the city stands off, in radii of the outer ward. */
const REACH = 1.25;
/** An invented centre this near to a real one, in its radii, would bite into the city. */
const CLEAR = 1.75;

/** Lay the wards out in kilometres, x to the east and y to the south, around their middle. */
export function layOut(sites: readonly Site[]): Cell[] {
  if (sites.length === 0) return [];
  const middle = mean(sites.map((site) => site.latitude));
  const meridian = mean(sites.map((site) => site.longitude));
  const perDegree = KM_PER_DEGREE * Math.cos((middle * Math.PI) / 180);
  const centres = sites.map(
    ({ latitude, longitude }): Point => [
      (longitude - meridian) * perDegree,
      (middle - latitude) * KM_PER_DEGREE,
    ],
  );
  const radii = sites.map(({ area_km2 }) => Math.sqrt(Math.max(area_km2, 0.05) / Math.PI));
  const all = [...centres, ...invented(centres, radii)];
  const box = boxAround(all);
  const diagram = new Delaunay(all.flat()).voronoi([
    box.x,
    box.y,
    box.x + box.width,
    box.y + box.height,
  ]);
  return centres.map((centre, at) => {
    const corners = (diagram.cellPolygon(at) ?? []).slice(0, -1) as Point[];
    return { centre, corners, roomKm: roomAround(centre, corners) };
  });
}

/** The smallest box around points, with some air. */
export function boxAround(points: readonly Point[], air = 0): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return {
    x: left - air,
    y: top - air,
    width: Math.max(...xs) - left + 2 * air,
    height: Math.max(...ys) - top + 2 * air,
  };
}

export function pathOf(corners: readonly Point[]): string {
  return corners.length === 0
    ? ""
    : `M${corners.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}Z`;
}

function invented(centres: readonly Point[], radii: readonly number[]): Point[] {
  return centres.flatMap(([x, y], at) => {
    const away = 2 * REACH * (radii[at] ?? 0);
    return Array.from({ length: AROUND }, (_, step): Point => {
      const angle = (2 * Math.PI * step) / AROUND;
      return [x + away * Math.cos(angle), y + away * Math.sin(angle)];
    }).filter((point) =>
      centres.every((other, of) => distance(point, other) >= CLEAR * (radii[of] ?? 0)),
    );
  });
}

function roomAround(centre: Point, corners: readonly Point[]): number {
  const distances = corners.map((corner, at) => {
    const next = corners[(at + 1) % corners.length] ?? corner;
    return distanceToLine(centre, corner, next);
  });
  return distances.length === 0 ? 0 : Math.min(...distances);
}

/** Distance of a point to the stretch between two others. */
function distanceToLine([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / square;
  const part = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x1 - part * dx, y - y1 - part * dy);
}

function distance([x1, y1]: Point, [x2, y2]: Point): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

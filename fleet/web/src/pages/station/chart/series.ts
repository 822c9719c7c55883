// The history of a probe as a chart and a table take it, as pure functions.

export interface Range {
  low: number | null;
  high: number | null;
}

export type Values = readonly (number | null)[];

export interface Columns {
  /** Unix time in seconds, rising. */
  at: number[];
  series: Record<string, (number | null)[]>;
}

/** Put a moment without values wherever nothing came for more than two steps: a line stops there. */
export function withGaps(
  moments: readonly string[],
  series: Readonly<Record<string, Values>>,
  stepS: number,
): Columns {
  const seconds = moments.map((moment) => new Date(moment).getTime() / 1000);
  const names = Object.keys(series);
  const at: number[] = [];
  const columns = Object.fromEntries(names.map((name) => [name, [] as (number | null)[]]));
  seconds.forEach((second, place) => {
    const before = seconds[place - 1];
    if (before !== undefined && second - before > 2 * stepS) {
      at.push(before + stepS);
      for (const name of names) columns[name]?.push(null);
    }
    at.push(second);
    for (const name of names) columns[name]?.push(series[name]?.[place] ?? null);
  });
  return { at, series: columns };
}

export function isEmpty(values: Values): boolean {
  return values.every((value) => value === null);
}

/**
 * Choose what a chart shows from bottom to top: all values, and a limit of the healthy range where
 * it isn't so far off that the line would lie flat.
 */
export function scaleOf(values: Values, { low, high }: Range): [number, number] {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return [0, 1];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const near = (limit: number, from: number) =>
    Math.abs(limit - from) <= Math.max(2 * (most - least), 0.75 * Math.abs(limit));
  const bottom = low !== null && near(low, least) ? Math.min(low, least) : least;
  const top = high !== null && near(high, most) ? Math.max(high, most) : most;
  const air = (top - bottom) * 0.08 || Math.max(Math.abs(top) * 0.1, 1);
  // No probe of a machine falls below nothing unless it did.
  return [bottom >= 0 ? Math.max(0, bottom - air) : bottom - air, top + air];
}

export interface Hour {
  /** Unix time in seconds of its start. */
  at: number;
  least: number;
  mean: number;
  most: number;
}

/** Sum a series up by the hour; hours without a value are left out. */
export function hourly(at: readonly number[], values: Values): Hour[] {
  const hours = new Map<number, number[]>();
  values.forEach((value, place) => {
    const second = at[place];
    if (value === null || second === undefined) return;
    const hour = Math.floor(second / 3600) * 3600;
    hours.set(hour, [...(hours.get(hour) ?? []), value]);
  });
  return [...hours].map(([hour, known]) => ({
    at: hour,
    least: Math.min(...known),
    mean: known.reduce((sum, value) => sum + value, 0) / known.length,
    most: Math.max(...known),
  }));
}

/** The last value that is known, and null where none is. */
export function newest(values: Values): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

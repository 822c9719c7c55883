// Which rows are ticked, as pure functions.

export interface Selection {
  ids: ReadonlySet<string>;
  /** The row that was ticked last: with Shift, all between it and the next are. */
  anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** Tick or untick a row; with `isRange`, make all rows between it and the last one alike. */
export function toggled(
  { ids, anchor }: Selection,
  id: string,
  isRange: boolean,
  rows: readonly string[],
): Selection {
  const ticks = !ids.has(id);
  const [from, to] = [anchor === null ? -1 : rows.indexOf(anchor), rows.indexOf(id)];
  const range =
    isRange && from >= 0 && to >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
  const next = new Set(ids);
  for (const one of range) {
    if (ticks) next.add(one);
    else next.delete(one);
  }
  return { ids: next, anchor: id };
}

/** Tick all rows; untick them where all are ticked already. */
export function allToggled({ ids, anchor }: Selection, rows: readonly string[]): Selection {
  const next = new Set(ids);
  const ticks = !rows.every((id) => ids.has(id));
  for (const id of rows) {
    if (ticks) next.add(id);
    else next.delete(id);
  }
  return { ids: next, anchor };
}

export function extentOf({ ids }: Selection, rows: readonly string[]): "none" | "some" | "all" {
  const count = rows.filter((id) => ids.has(id)).length;
  if (count === 0) return "none";
  return count === rows.length ? "all" : "some";
}

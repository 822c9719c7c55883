// How a ward is doing, in one word: by the share of its stations that is away, not by the worst one.

export interface Counts {
  total: number;
  online: number;
  offline: number;
  never: number;
  attention: number;
}

export type Shade = "none" | "ok" | "some" | "many";

const MANY_SHARE = 0.5;
/** One station alone that is away never makes its ward red. */
const MANY_LEAST = 2;

export function shadeOf({ total, online, offline, attention }: Counts): Shade {
  if (total === 0) return "none";
  const known = online + offline;
  if (offline >= MANY_LEAST && offline / known >= MANY_SHARE) return "many";
  if (offline > 0 || attention > 0) return "some";
  return known === 0 ? "none" : "ok";
}

/** Share of the stations that are connected, of those that ever were; null where none ever was. */
export function availability({ online, offline }: Counts): number | null {
  const known = online + offline;
  return known === 0 ? null : online / known;
}

const RANKS: Readonly<Record<Shade, number>> = { many: 0, some: 1, ok: 2, none: 3 };

/** Put the wards that need somebody first, then those with the most stations. */
export function byNeed<T extends Counts & { name: string }>(wards: readonly T[]): T[] {
  const collator = new Intl.Collator("vi");
  return [...wards].sort(
    (one, other) =>
      RANKS[shadeOf(one)] - RANKS[shadeOf(other)] ||
      other.offline + other.attention - one.offline - one.attention ||
      other.total - one.total ||
      collator.compare(one.name, other.name),
  );
}

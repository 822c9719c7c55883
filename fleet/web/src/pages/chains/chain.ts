// The way of goods, put in order for people: who held them, what a name stands for.

import type { ChainNode, ChainView } from "../../api/epcisQueries";
import type { ChainSearch } from "../../api/epcisSearch";

const LINK = /^https:\/\/id\.gs1\.org\/(00|414|417)\/(\d+)$/;
const PREFIXES: Readonly<Record<string, string>> = { "00": "SSCC", "414": "GLN", "417": "GLN" };

/** What a name in events is called: by the registry, by its number, or as it stands there. */
export function titleOf(name: string, places: ChainView["places"]): string {
  const known = places.find((place) => place.name === name)?.title;
  if (known) return known;
  const [, ai, number] = LINK.exec(name) ?? [];
  return ai && number ? `${PREFIXES[ai]} ${number}` : name;
}

/** Everybody in whose hands the goods that were asked for have been, first hands first. */
export function handsOf({ nodes }: Pick<ChainView, "nodes">): string[] {
  const own = nodes.filter((node) => node.depth === 0).flatMap((node) => node.happenings);
  const inOrder = [...own].sort((one, other) => one.at.localeCompare(other.at));
  const hands = inOrder.flatMap(({ giver, taker }) => [giver, taker]);
  return [...new Set(hands.filter((hand) => hand !== null))];
}

/** Where the way of a node itself is shown. */
export function searchOf({ gtin, lot, serial, name }: ChainNode): ChainSearch {
  if (gtin && lot) return { gtin, lot };
  if (gtin && serial) return { gtin, serial };
  return { name };
}

// What pages filter by, as it stands in their addresses: anything that isn't understood is left out.

import type { Colour, DesiredStatus, PresenceStatus, VerdictKind } from "./types";

export const STATUSES = [
  "online",
  "offline",
  "never",
  "revoked",
] as const satisfies PresenceStatus[];
export const SORTS = ["name", "station", "ward", "market", "last_seen", "scans_today"] as const;
export const STATES = ["pending", "in_force", "refused"] as const satisfies DesiredStatus[];
export const COLOUR_NAMES = ["red", "orange", "blue", "green", "grey"] as const satisfies Colour[];
export const COLUMNS = ["place", "health", "state", "software", "outbox", "scans"] as const;

export type Sort = (typeof SORTS)[number];
export type Column = (typeof COLUMNS)[number];

export interface StationFilter {
  q?: string;
  status?: PresenceStatus;
  ward?: string;
  market?: string;
  health?: "ok" | "bad";
  state?: (typeof STATES)[number];
  software?: string;
}

export interface StationSearch extends StationFilter {
  sort?: Sort;
  descending?: true;
  /** Shown besides station and status; all but the rarer ones where it is missing. */
  columns?: Column[];
}

export interface ScanFilter {
  station?: string;
  ward?: string;
  market?: string;
  verdict?: VerdictKind;
  colour?: Colour;
  q?: string;
  /** Dates in Vietnam, both included. */
  from?: string;
  to?: string;
}

export interface AlertSearch {
  state?: "closed";
}

type Raw = Record<string, unknown>;

export function stationSearch(raw: Raw): StationSearch {
  const columns = text(raw.columns)?.split(",").filter(isColumn);
  return present({
    q: text(raw.q),
    status: oneOf(raw.status, STATUSES),
    ward: text(raw.ward),
    market: text(raw.market),
    health: oneOf(raw.health, ["ok", "bad"] as const),
    state: oneOf(raw.state, STATES),
    software: text(raw.software),
    sort: oneOf(raw.sort, SORTS),
    descending: isTrue(raw.descending),
    columns,
  });
}

export function scanFilter(raw: Raw): ScanFilter {
  return present({
    station: text(raw.station),
    ward: text(raw.ward),
    market: text(raw.market),
    // Which verdicts there are is the API's to say: it refuses what it doesn't know.
    verdict: text(raw.verdict) as VerdictKind | undefined,
    colour: oneOf(raw.colour, COLOUR_NAMES),
    q: text(raw.q),
    from: day(raw.from),
    to: day(raw.to),
  });
}

export function alertSearch(raw: Raw): AlertSearch {
  return present({ state: oneOf(raw.state, ["closed"] as const) });
}

export function filterOf({ sort, descending, columns, ...filter }: StationSearch): StationFilter {
  return filter;
}

/** The query of an address: only strings, so a GTIN stays a text and no value is quoted. */
export function parseAddress(query: string): Raw {
  return Object.fromEntries(new URLSearchParams(query));
}

export function writeAddress(search: Raw): string {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
  return query.size > 0 ? `?${query}` : "";
}

export function isTrue(value: unknown): true | undefined {
  return value === true || value === "true" ? true : undefined;
}

function text(value: unknown): string | undefined {
  const kept = Array.isArray(value) ? value.join(",") : value;
  return typeof kept === "string" && kept ? kept.slice(0, 200) : undefined;
}

function day(value: unknown): string | undefined {
  const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return isDay && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

function oneOf<T extends string>(value: unknown, options: readonly T[]): T | undefined {
  return options.find((option) => option === value);
}

function isColumn(name: string): name is Column {
  return (COLUMNS as readonly string[]).includes(name);
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(all: T): Present<T> {
  const entries = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Present<T>;
}

// What the pages read, each with its key. Live events patch these entries (see live/patches.ts).

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { withScans } from "../live/patches";
import { api, reach, take } from "./client";
import { toProblem } from "./problem";
import {
  filterOf,
  type ScanFilter,
  type StationFilter,
  type StationSearch,
  writeAddress,
} from "./search";
import type { EventKind, ScanPage } from "./types";

export const FEED_LENGTH = 50;
export const PAGE_LENGTH = 50;
const CHOICES = 8;
/** Counting is dearer than listing, so it isn't done with each scan. */
const COUNT_AGAIN_MS = 15_000;
/** Health comes each minute. */
const HEALTH_AGAIN_MS = 60_000;

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => take(api.GET("/api/session")),
  staleTime: Number.POSITIVE_INFINITY,
});

export const summaryQuery = queryOptions({
  queryKey: ["summary"],
  queryFn: () => take(api.GET("/api/summary")),
});

/** The latest scans, of one station or of all. */
export function feedQuery(station?: string) {
  const query = { limit: FEED_LENGTH, ...(station ? { station } : {}) };
  return queryOptions({
    queryKey: ["feed", station ?? null],
    queryFn: async ({ client, queryKey }) => {
      const page = await take(api.GET("/api/scans", { params: { query } }));
      // What live events brought while this answer was on its way must not be lost with it.
      const here = client.getQueryData<ScanPage>(queryKey)?.scans ?? [];
      const all = client.getQueryData<ScanPage>(["feed", null])?.scans ?? [];
      const own = station ? all.filter((scan) => scan.station_id === station) : all;
      return withScans(page, [...here, ...own], FEED_LENGTH);
    },
  });
}

/** What needs somebody, as much as the overview shows. */
export const attentionQuery = queryOptions({
  queryKey: ["attention"],
  queryFn: () => take(api.GET("/api/attention", { params: { query: { limit: PAGE_LENGTH } } })),
});

export const wardsQuery = queryOptions({
  queryKey: ["wards"],
  queryFn: () => take(api.GET("/api/wards")),
});

/** The order of a list of stations, as the API takes it. */
function orderOf({ sort, descending }: StationSearch) {
  return { sort: sort ?? "name", ...(descending ? { descending } : {}) };
}

export function stationsQuery(search: StationSearch) {
  const query = { ...filterOf(search), ...orderOf(search), limit: PAGE_LENGTH };
  return infiniteQueryOptions({
    queryKey: ["stations", query],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/stations", {
          params: { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_after,
  });
}

/** Stations to choose from, by what was typed. */
export function stationChoicesQuery(typed: string) {
  const query = { q: typed, limit: CHOICES };
  return queryOptions({
    queryKey: ["station_choices", typed],
    queryFn: async () => (await take(api.GET("/api/stations", { params: { query } }))).stations,
  });
}

export function facetsQuery(filter: StationFilter) {
  return queryOptions({
    queryKey: ["facets", filter],
    queryFn: () => take(api.GET("/api/station-facets", { params: { query: filter } })),
    placeholderData: (before) => before,
  });
}

/** Where the file is that has exactly the stations of a list. */
export function stationsExport(search: StationSearch): string {
  return `/api/stations/export.csv${writeAddress({ ...filterOf(search) })}`;
}

export function scansQuery(filter: ScanFilter) {
  return infiniteQueryOptions({
    queryKey: ["scans", filter],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/scans", {
          params: {
            query: { ...filter, limit: PAGE_LENGTH, ...(pageParam ? { before: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next_before,
  });
}

export function scansCountQuery(filter: ScanFilter) {
  return queryOptions({
    queryKey: ["scans_count", filter],
    queryFn: () => take(api.GET("/api/scans/count", { params: { query: filter } })),
    refetchInterval: COUNT_AGAIN_MS,
  });
}

export function scansExport(filter: ScanFilter): string {
  return `/api/scans/export.csv${writeAddress({ ...filter })}`;
}

export function alertsQuery(state: "open" | "closed") {
  return infiniteQueryOptions({
    queryKey: ["alerts", state],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/alerts", {
          params: {
            query: { state, limit: PAGE_LENGTH, ...(pageParam ? { before: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next_before,
  });
}

export function commandsQuery(station: string) {
  return queryOptions({
    queryKey: ["commands", station],
    queryFn: () =>
      take(
        api.GET("/api/stations/{station_id}/commands", {
          params: { path: { station_id: station } },
        }),
      ),
  });
}

export function healthQuery(station: string, hours: number) {
  return queryOptions({
    queryKey: ["health", station, hours],
    queryFn: () =>
      take(
        api.GET("/api/stations/{station_id}/health", {
          params: { path: { station_id: station }, query: { hours } },
        }),
      ),
    refetchInterval: HEALTH_AGAIN_MS,
  });
}

export function timelineQuery(station: string, kinds: readonly EventKind[]) {
  return infiniteQueryOptions({
    queryKey: ["timeline", station, kinds],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/stations/{station_id}/timeline", {
          params: {
            path: { station_id: station },
            query: {
              kind: [...kinds],
              limit: PAGE_LENGTH,
              ...(pageParam ? { before: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next_before,
  });
}

export function stationQuery(station: string) {
  return queryOptions({
    queryKey: ["station", station],
    queryFn: () =>
      take(api.GET("/api/stations/{station_id}", { params: { path: { station_id: station } } })),
  });
}

export const slidesQuery = queryOptions({
  queryKey: ["slides"],
  queryFn: () => take(api.GET("/api/slides")),
});

export interface Screenshot {
  picture: Blob;
  takenAt: string;
}

/** The newest picture of a station's window; null where there is none. */
export function screenshotQuery(station: string) {
  return queryOptions({
    queryKey: ["screenshot", station],
    queryFn: async (): Promise<Screenshot | null> => {
      const address = `/api/stations/${encodeURIComponent(station)}/screenshot`;
      const response = await reach(fetch(address));
      if (response.status === 404) return null;
      if (!response.ok) throw toProblem(response, await response.json().catch(() => null));
      const takenAt = response.headers.get("X-Taken-At") ?? "";
      return { picture: await response.blob(), takenAt };
    },
  });
}

export function commandQuery(station: string, command: string) {
  return queryOptions({
    queryKey: ["command", command],
    queryFn: () =>
      take(
        api.GET("/api/stations/{station_id}/commands/{command_id}", {
          params: { path: { station_id: station, command_id: command } },
        }),
      ),
  });
}

// What the pages read, each with its key. Live events patch these entries (see live/patches.ts).

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { withScans } from "../live/patches";
import { api, reach, take } from "./client";
import { toProblem } from "./problem";
import type { PresenceStatus, ScanPage } from "./types";

export const FEED_LENGTH = 50;
export const PAGE_LENGTH = 50;

export interface StationSearch {
  q?: string;
  status?: PresenceStatus;
}

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

export function stationsQuery(search: StationSearch) {
  return infiniteQueryOptions({
    queryKey: ["stations", search],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/stations", {
          params: { query: { ...search, after: pageParam, limit: PAGE_LENGTH } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_after,
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

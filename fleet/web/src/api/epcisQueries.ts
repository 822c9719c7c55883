// What the pages of events read: documents that came in, keys of partners, the way of goods.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, take } from "./client";
import type { CaptureSearch, ChainSearch, PartnerSearch } from "./epcisSearch";
import { PAGE_LENGTH } from "./queries";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type CaptureRow = Schemas["CaptureRow"];
export type CaptureFault = Schemas["CaptureFault"];
export type PartnerRow = Schemas["PartnerRow"];
export type ChainView = Schemas["ChainView"];
export type ChainNode = Schemas["ChainNode"];

/** A document that is being read is asked about until it is done. */
const CAPTURE_AGAIN_MS = 2_000;

export function capturesQuery(search: CaptureSearch) {
  return infiniteQueryOptions({
    queryKey: ["captures", search],
    queryFn: ({ pageParam }) => {
      const query = { ...search, limit: PAGE_LENGTH, ...(pageParam ? { after: pageParam } : {}) };
      return take(api.GET("/api/captures", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next_after,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ rows }) => rows.some((row) => row.state === "running"))
        ? CAPTURE_AGAIN_MS
        : false,
  });
}

export function captureQuery(id: string) {
  return queryOptions({
    queryKey: ["capture", id],
    queryFn: () =>
      take(api.GET("/api/captures/{capture_id}", { params: { path: { capture_id: id } } })),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? CAPTURE_AGAIN_MS : false),
  });
}

export function partnersQuery(search: PartnerSearch) {
  return infiniteQueryOptions({
    queryKey: ["partners", search],
    queryFn: ({ pageParam }) => {
      const query = { ...search, limit: PAGE_LENGTH, ...(pageParam ? { after: pageParam } : {}) };
      return take(api.GET("/api/partners", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next_after,
  });
}

/** The way of a lot, a unit, or of whatever events name. */
export function chainQuery({ gtin = "", lot, serial, name = "", holder }: ChainSearch) {
  return queryOptions({
    queryKey: ["chain", gtin, lot, serial, name, holder],
    queryFn: () => {
      const query = holder ? { holder } : {};
      if (gtin && lot) {
        const path = { gtin, lot };
        return take(api.GET("/api/chains/lots/{gtin}/{lot}", { params: { path, query } }));
      }
      if (gtin && serial) {
        const path = { gtin, serial };
        return take(api.GET("/api/chains/units/{gtin}/{serial}", { params: { path, query } }));
      }
      return take(api.GET("/api/chains/things", { params: { query: { name, ...query } } }));
    },
  });
}

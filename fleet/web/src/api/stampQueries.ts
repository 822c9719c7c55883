// What the pages of stamps, keys, imports and connections read, each with its key.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, take } from "./client";
import { PAGE_LENGTH } from "./queries";
import type { components } from "./schema";
import { writeAddress } from "./search";
import type { BatchSearch, ImportSearch, StampSearch, WordSearch } from "./stampSearch";

type Schemas = components["schemas"];

export type StampRow = Schemas["StampRow"];
export type StampView = Schemas["StampView"];
export type StampAction = Schemas["Action"];
export type BatchRow = Schemas["BatchRow"];
export type ImportKind = Schemas["ImportKind"];
export type ImportState = Schemas["ImportState"];
export type Finding = Schemas["FindingView"];
export type ImportRow = Schemas["ImportRow"];
export type ImportView = Schemas["ImportView"];
export type ConnectorView = Schemas["ConnectorView"];
export type CheckResult = Schemas["CheckResult"];
export type IssuerKeyRow = Schemas["IssuerKeyRow"];
export type LookView = Schemas["LookView"];

/** An import that is worked on is asked about until it is done. */
const IMPORT_AGAIN_MS = 1_000;
const HEALTH_AGAIN_MS = 15_000;

export function stampsQuery(search: StampSearch) {
  return infiniteQueryOptions({
    queryKey: ["stamps", search],
    queryFn: async ({ pageParam }) => {
      const query = { ...search, limit: PAGE_LENGTH, ...(pageParam ? { after: pageParam } : {}) };
      const { stamps, next_after } = await take(api.GET("/api/stamps", { params: { query } }));
      return { rows: stamps, next_after };
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next_after,
  });
}

export function stampsCountQuery(search: StampSearch) {
  return queryOptions({
    queryKey: ["stamps_count", search],
    queryFn: () => take(api.GET("/api/stamps/count", { params: { query: search } })),
  });
}

export function stampsExport(search: StampSearch): string {
  return `/api/stamps/export.csv${writeAddress({ ...search })}`;
}

export function stampQuery(gtin: string, serial: string) {
  return queryOptions({
    queryKey: ["stamp", gtin, serial],
    queryFn: () =>
      take(api.GET("/api/stamps/{gtin}/{serial}", { params: { path: { gtin, serial } } })),
  });
}

export function batchesQuery(search: BatchSearch) {
  return infiniteQueryOptions({
    queryKey: ["stamp_batches", search],
    queryFn: async ({ pageParam }) => {
      const query = { ...search, limit: PAGE_LENGTH, ...(pageParam ? { before: pageParam } : {}) };
      const page = await take(api.GET("/api/stamp-batches", { params: { query } }));
      return { rows: page.batches, next_before: page.next_before };
    },
    initialPageParam: 0,
    getNextPageParam: (last) => last.next_before,
  });
}

export function batchQuery(batch: number) {
  return queryOptions({
    queryKey: ["stamp_batch", batch],
    queryFn: () => take(api.GET("/api/stamp-batches/{batch}", { params: { path: { batch } } })),
  });
}

export function keysQuery(search: WordSearch) {
  return infiniteQueryOptions({
    queryKey: ["issuer_keys", search],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/issuer-keys", {
          params: {
            query: { ...search, limit: PAGE_LENGTH, ...(pageParam ? { after: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_after,
  });
}

export function importsQuery(search: ImportSearch) {
  return infiniteQueryOptions({
    queryKey: ["imports", search],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/imports", {
          params: {
            query: { ...search, limit: PAGE_LENGTH, ...(pageParam ? { after: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_after,
  });
}

export function importQuery(id: string) {
  return queryOptions({
    queryKey: ["import", id],
    queryFn: () =>
      take(api.GET("/api/imports/{import_id}", { params: { path: { import_id: id } } })),
    refetchInterval: ({ state }) =>
      state.data?.state === "checking" || state.data?.state === "applying"
        ? IMPORT_AGAIN_MS
        : false,
  });
}

/** All of them: there are few. */
export function connectorsQuery(search: WordSearch) {
  return infiniteQueryOptions({
    queryKey: ["connectors", search],
    queryFn: async () => {
      const answer = await take(api.GET("/api/connectors", { params: { query: search } }));
      return { rows: answer.connectors, total: answer.connectors.length };
    },
    initialPageParam: "",
    getNextPageParam: () => null,
    refetchInterval: HEALTH_AGAIN_MS,
  });
}

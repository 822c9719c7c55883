// What the registry's pages read, each with its key; lists come in pages.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, take } from "./client";
import { PAGE_LENGTH } from "./queries";
import type {
  CertificateSearch,
  LotSearch,
  PartySearch,
  ProductSearch,
  RecallSearch,
} from "./registrySearch";
import type { Dossier, Establishment } from "./registryTypes";
import { writeAddress } from "./search";

interface ListPage {
  next_after: string | null;
}

interface Paged {
  limit: number;
  after?: string;
}

/** A list that goes on behind the last key of the page before. */
function listQuery<P extends ListPage, S extends object>(
  name: string,
  search: S,
  read: (query: S & Paged) => Promise<P>,
) {
  return infiniteQueryOptions({
    queryKey: [name, search],
    queryFn: ({ pageParam }) =>
      read({ ...search, limit: PAGE_LENGTH, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: "",
    getNextPageParam: (last: P) => last.next_after,
  });
}

export const productsQuery = (search: ProductSearch) =>
  listQuery("products", search, (query) => take(api.GET("/api/products", { params: { query } })));

export const lotsQuery = (search: LotSearch) =>
  listQuery("lots", search, (query) => take(api.GET("/api/lots", { params: { query } })));

export const partiesQuery = (search: PartySearch) =>
  listQuery("parties", search, (query) => take(api.GET("/api/parties", { params: { query } })));

export const certificatesQuery = (search: CertificateSearch) =>
  listQuery("certificates", search, (query) =>
    take(api.GET("/api/certificates", { params: { query } })),
  );

export const recallsQuery = (search: RecallSearch) =>
  listQuery("recalls", search, (query) => take(api.GET("/api/recalls", { params: { query } })));

/** All that is known of a product, or of one lot of it. */
export function goodsQuery(gtin: string, lot?: string) {
  return queryOptions({
    queryKey: ["goods", gtin, lot ?? null],
    queryFn: async () => {
      const view =
        lot === undefined
          ? await take(api.GET("/api/products/{gtin}", { params: { path: { gtin } } }))
          : await take(api.GET("/api/lots/{gtin}/{lot}", { params: { path: { gtin, lot } } }));
      return view.dossier as unknown as Dossier;
    },
  });
}

export function partyQuery(party: string) {
  return queryOptions({
    queryKey: ["party", party],
    queryFn: async () => {
      const path = { party_id: party };
      const view = await take(api.GET("/api/parties/{party_id}", { params: { path } }));
      return view.establishment as unknown as Establishment;
    },
  });
}

/** Where the file is that has the rows of a list. */
export function registryExport(name: string, search: object): string {
  return `/api/registry-export/${name}${writeAddress({ ...search })}`;
}

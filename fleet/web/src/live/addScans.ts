// Puts scans as they happen onto every list of scans that was read.

import type { QueryClient } from "@tanstack/react-query";
import { FEED_LENGTH } from "../api/queries";
import type { ScanFilter } from "../api/search";
import type { ScanPage, ScanView } from "../api/types";
import { isWanted, withScans, withScansOnTop } from "./patches";

export interface PagedScans {
  pages: ScanPage[];
  pageParams: unknown[];
}

export function addScans(client: QueryClient, scans: readonly ScanView[]): void {
  for (const [key] of client.getQueriesData<PagedScans>({ queryKey: ["scans"] })) {
    const wanted = scans.filter((scan) => isWanted(scan, key[1] as ScanFilter));
    const put = () =>
      client.setQueryData<PagedScans>(
        key,
        (list) => list && { ...list, pages: withScansOnTop(list.pages, wanted) },
      );
    put();
    // A page that is being read goes onto the list as it was when the reading began.
    const query = client.getQueryCache().find({ queryKey: key, exact: true });
    if (query?.state.fetchStatus !== "idle") query?.promise?.then(put, put);
  }
  for (const [key] of client.getQueriesData<ScanPage>({ queryKey: ["feed"] })) {
    const own = key[1] === null ? scans : scans.filter((scan) => scan.station_id === key[1]);
    client.setQueryData<ScanPage>(key, (feed) => feed && withScans(feed, own, FEED_LENGTH));
  }
}

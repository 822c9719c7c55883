import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import type { ScanView } from "../api/types";
import { addScans, type PagedScans } from "./addScans";

const KEY = ["scans", {}];

function scan(id: number): ScanView {
  return { id, happened_at: "2026-11-21T10:00:00Z" } as ScanView;
}

function idsOf(client: QueryClient): number[] {
  const list = client.getQueryData<PagedScans>(KEY);
  return list?.pages.flatMap((page) => page.scans.map((one) => one.id)) ?? [];
}

function listed(...ids: number[]): PagedScans {
  return { pages: [{ scans: ids.map(scan), next_before: 1 }], pageParams: [0] };
}

it("puts new scans on top of a list that was read", () => {
  const client = new QueryClient();
  client.setQueryData(KEY, listed(3, 2));
  addScans(client, [scan(4)]);
  expect(idsOf(client)).toEqual([4, 3, 2]);
});

it("keeps what comes while the list is being read anew", async () => {
  const client = new QueryClient();
  client.setQueryData(KEY, listed(3, 2));
  let answer: (list: PagedScans) => void = () => undefined;
  const read = client.fetchQuery({
    queryKey: KEY,
    queryFn: () =>
      new Promise<PagedScans>((resolve) => {
        answer = resolve;
      }),
  });
  addScans(client, [scan(4)]);
  expect(idsOf(client)).toEqual([4, 3, 2]);
  answer(listed(3, 2));
  await read;
  expect(idsOf(client)).toEqual([4, 3, 2]);
});

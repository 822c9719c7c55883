import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Refresher } from "./refresher";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const client = new QueryClient();
  const asked: string[] = [];
  vi.spyOn(client, "invalidateQueries").mockImplementation(async (filters) => {
    asked.push(String(filters?.queryKey));
  });
  return { refresher: new Refresher(client), asked };
}

it("reads each thing again once, however often it is hinted at", () => {
  const { refresher, asked } = watched();
  for (let step = 0; step < 1000; step++) refresher.soon("attention", "wards");
  refresher.soonOf("timeline", "cho-hom");
  refresher.soonOf("timeline", "cho-mo");
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(2_000);
  expect(asked).toEqual(["attention", "wards", "timeline,cho-hom", "timeline,cho-mo"]);
  vi.advanceTimersByTime(10_000);
  expect(asked).toHaveLength(4);
  refresher.soon("wards");
  vi.advanceTimersByTime(2_000);
  expect(asked).toHaveLength(5);
});

it("does nothing any more once it is stopped", () => {
  const { refresher, asked } = watched();
  refresher.soon("wards");
  refresher.stop();
  vi.advanceTimersByTime(10_000);
  expect(asked).toEqual([]);
});

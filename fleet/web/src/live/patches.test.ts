import { describe, expect, it } from "vitest";
import type { DesiredEvent, ScanPage, ScanView, StationPage, StationRow } from "../api/types";
import { newestId, withDesired, withPresence, withScans } from "./patches";

function scan(id: number): ScanView {
  return {
    id,
    event_id: `event-${id}`,
    station_id: "cho-hom-1",
    station_name: "Khu rau quả",
    seq: id,
    received_at: "2026-11-21T10:00:01Z",
    happened_at: "2026-11-21T10:00:00Z",
    clock_trusted: true,
    kind: "ean",
    valid: true,
    symbology: "EAN13",
    code: null,
    gtin: "08938501000015",
    lot: null,
    serial: null,
    host: null,
    verdict: "known",
    colour: "blue",
    via: "gateway",
    reasons: [],
    frame_to_verdict_ms: 180,
  };
}

function feed(...ids: number[]): ScanPage {
  return { scans: ids.map(scan), next_before: null };
}

function row(station: string): StationRow {
  return {
    station_id: station,
    name: station,
    market: "Chợ Hôm",
    ward: "",
    presence: { status: "online", since: null, last_seen: null },
    healthy: true,
    software: "0.1.0",
    desired_number: 3,
    reported_number: 2,
    desired_status: "pending",
    scans_today: 0,
  };
}

const page: StationPage = { stations: [row("a"), row("b")], total: 2, next_after: null };
const ids = (found: ScanPage) => found.scans.map((one) => one.id);

describe("a feed", () => {
  it("puts the newest first, whatever order they come in", () => {
    expect(ids(withScans(feed(5, 3), [scan(4), scan(6)], 10))).toEqual([6, 5, 4, 3]);
  });

  it("shows a scan once, even if it is told twice", () => {
    expect(ids(withScans(feed(5), [scan(6), scan(6), scan(5)], 10))).toEqual([6, 5]);
  });

  it("stays the same object when nothing is new, so nothing is drawn again", () => {
    const before = feed(5, 4);
    expect(withScans(before, [scan(5)], 10)).toBe(before);
  });

  it("doesn't grow without end", () => {
    expect(ids(withScans(feed(3, 2, 1), [scan(4), scan(5)], 3))).toEqual([5, 4, 3]);
  });

  it("knows its newest scan; 0 before there is any", () => {
    expect(newestId(feed(9, 4))).toBe(9);
    expect(newestId(feed())).toBe(0);
    expect(newestId(undefined)).toBe(0);
  });
});

describe("a page of stations", () => {
  it("shows who went", () => {
    const presence = { status: "offline", since: null, last_seen: "2026-11-21T10:00:00Z" } as const;
    const patched = withPresence(page, { station_id: "b", presence });
    expect(patched.stations.map((one) => one.presence.status)).toEqual(["online", "offline"]);
  });

  it("stays the same object when the station isn't on it", () => {
    const presence = { status: "offline", since: null, last_seen: null } as const;
    expect(withPresence(page, { station_id: "z", presence })).toBe(page);
  });

  it.each([
    ["in_force", 3, 3, 3],
    ["refused", 3, 3, 2],
    ["pending", 4, 4, 2],
  ] as const)("%s as number %i", (status, number, desired, reported) => {
    const event: DesiredEvent = { station_id: "a", number, status, code: "", detail: "" };
    expect(withDesired(page, event).stations[0]).toMatchObject({
      desired_number: desired,
      desired_status: status,
      reported_number: reported,
    });
  });

  it("keeps the newest state when an older one is settled", () => {
    const event: DesiredEvent = {
      station_id: "a",
      number: 2,
      status: "superseded",
      code: "",
      detail: "",
    };
    expect(withDesired(page, event).stations[0]).toEqual(row("a"));
  });
});

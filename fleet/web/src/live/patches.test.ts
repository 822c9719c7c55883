import { describe, expect, it } from "vitest";
import type {
  CommandView,
  DesiredEvent,
  ScanPage,
  ScanView,
  StationPage,
  StationRow,
} from "../api/types";
import {
  isWanted,
  newestId,
  withCommand,
  withDesired,
  withPresence,
  withScans,
  withScansOnTop,
} from "./patches";

function scan(id: number): ScanView {
  return {
    id,
    event_id: `event-${id}`,
    station_id: "cho-hom-1",
    station_name: "Khu rau quả",
    market: "Chợ Hôm",
    ward: "Phường Hai Bà Trưng",
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
    alert_causes: [],
    outbox_depth: 0,
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

describe("a list of scans in pages", () => {
  const range = (from: number, to: number) =>
    Array.from({ length: from - to + 1 }, (_, at) => from - at);

  it("gets new ones on top of its first page", () => {
    const pages = withScansOnTop([feed(5, 4), feed(3)], [scan(6), scan(5)]);
    expect(pages.map(ids)).toEqual([[6, 5, 4], [3]]);
  });

  it("holds no scan twice when events come after a reading that has them already", () => {
    const pages = [{ ...feed(6, 5), next_before: 5 }, feed(4, 3)];
    expect(withScansOnTop(pages, range(7, 3).map(scan)).map(ids)).toEqual([
      [7, 6, 5],
      [4, 3],
    ]);
  });

  it("is the same where nothing is new", () => {
    const pages = [feed(5, 4)];
    expect(withScansOnTop(pages, [scan(5)])).toBe(pages);
    expect(withScansOnTop([], [scan(5)])).toEqual([]);
  });

  it("is cut when it grows, and goes on where it was cut", () => {
    const [cut, ...rest] = withScansOnTop([feed(...range(300, 1))], [scan(301)]);
    expect(rest).toEqual([]);
    expect(cut && ids(cut)).toEqual(range(301, 202));
    expect(cut?.next_before).toBe(202);
  });

  it("isn't cut below somebody who scrolled on", () => {
    const pages = withScansOnTop([feed(...range(300, 2)), feed(1)], [scan(301), scan(302)]);
    expect(pages.flatMap(ids)).toEqual(range(302, 1));
  });
});

describe("a new scan", () => {
  it.each([
    [{}, true],
    [{ station: "cho-hom-1" }, true],
    [{ station: "cho-mo" }, false],
    [{ ward: "Hai Bà Trưng" }, true],
    [{ ward: "Phường Hai Bà Trưng" }, true],
    [{ ward: "Hoàn Kiếm" }, false],
    [{ market: "Chợ Mơ" }, false],
    [{ colour: "blue" }, true],
    [{ colour: "red" }, false],
    [{ verdict: "valid" }, false],
    [{ q: "850100" }, true],
    [{ q: "999" }, false],
    [{ from: "2026-11-21", to: "2026-11-21" }, true],
    [{ from: "2026-11-22" }, false],
    [{ to: "2026-11-20" }, false],
  ] as const)("fits %o: %s", (filter, fits) => {
    expect(isWanted(scan(1), filter)).toBe(fits);
  });
});

it("a command takes its own place in the list, or the first one", () => {
  const command = (id: string, state: CommandView["state"]) =>
    ({ command_id: id, state }) as CommandView;
  const list = { commands: [command("b", "sent"), command("a", "done")] };
  const states = (of: typeof list) => of.commands.map((one) => `${one.command_id} ${one.state}`);
  expect(states(withCommand(list, command("b", "done")))).toEqual(["b done", "a done"]);
  expect(states(withCommand(list, command("c", "queued")))).toEqual([
    "c queued",
    "b sent",
    "a done",
  ]);
});

// What live events change in what was read, as pure functions. Events may come twice.

import type {
  DesiredEvent,
  PresenceEvent,
  ScanPage,
  ScanView,
  StationPage,
  StationRow,
  StationView,
} from "../api/types";

/** Put new scans at the top of a feed: each once, newest first, no more than `limit`. */
export function withScans(feed: ScanPage, scans: readonly ScanView[], limit: number): ScanPage {
  const known = new Set(feed.scans.map((scan) => scan.id));
  const fresh = new Map(scans.filter((one) => !known.has(one.id)).map((one) => [one.id, one]));
  if (fresh.size === 0) return feed;
  const all = [...fresh.values(), ...feed.scans].sort((one, other) => other.id - one.id);
  return { ...feed, scans: all.slice(0, limit) };
}

export function newestId(feed: ScanPage | undefined): number {
  return feed?.scans.reduce((newest, scan) => Math.max(newest, scan.id), 0) ?? 0;
}

export function withPresence(page: StationPage, event: PresenceEvent): StationPage {
  return withRow(page, event.station_id, (row) => ({ ...row, presence: event.presence }));
}

export function withDesired(page: StationPage, event: DesiredEvent): StationPage {
  return withRow(page, event.station_id, (row) => {
    // A state that isn't the newest any more says nothing about the newest.
    if (event.number < row.desired_number) return row;
    const inForce = event.status === "in_force" ? event.number : row.reported_number;
    return {
      ...row,
      desired_number: event.number,
      desired_status: event.status,
      reported_number: inForce,
    };
  });
}

export function withStationPresence(station: StationView, event: PresenceEvent): StationView {
  return station.station_id === event.station_id
    ? { ...station, presence: event.presence }
    : station;
}

function withRow(
  page: StationPage,
  station: string,
  change: (row: StationRow) => StationRow,
): StationPage {
  if (!page.stations.some((row) => row.station_id === station)) return page;
  const stations = page.stations.map((row) => (row.station_id === station ? change(row) : row));
  return { ...page, stations };
}

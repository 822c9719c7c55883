// What live events change in what was read, as pure functions. Events may come twice.

import type { ScanFilter } from "../api/search";
import type {
  CommandView,
  DesiredEvent,
  PresenceEvent,
  ScanPage,
  ScanView,
  StationPage,
  StationRow,
  StationView,
} from "../api/types";
import { fold } from "../text/fold";
import { vietnamDay } from "../text/format";

/** Put new scans at the top of a feed: each once, newest first, no more than `limit`. */
export function withScans(feed: ScanPage, scans: readonly ScanView[], limit: number): ScanPage {
  const known = new Set(feed.scans.map((scan) => scan.id));
  const fresh = new Map(scans.filter((one) => !known.has(one.id)).map((one) => [one.id, one]));
  if (fresh.size === 0) return feed;
  const all = [...fresh.values(), ...feed.scans].sort((one, other) => other.id - one.id);
  return { ...feed, scans: all.slice(0, limit) };
}

/** With one page only, a list that nobody scrolls through would grow for days. */
const LONGEST_PAGE = 300;
const KEPT = 100;

/** Put new scans on top of a list that is read in pages. */
export function withScansOnTop(pages: ScanPage[], scans: readonly ScanView[]): ScanPage[] {
  const [first, ...rest] = pages;
  if (!first || scans.length === 0) return pages;
  // Events may come after a reading that has them already: what is older stands on later pages.
  const above = scans.filter((scan) => scan.id >= (first.next_before ?? 0));
  const longer = withScans(first, above, Number.POSITIVE_INFINITY);
  if (longer === first) return pages;
  if (rest.length > 0 || longer.scans.length <= LONGEST_PAGE) return [longer, ...rest];
  const kept = longer.scans.slice(0, KEPT);
  // Whoever goes on reads again what was dropped: the list has no hole.
  return [{ scans: kept, next_before: kept.at(-1)?.id ?? null }];
}

/** Whether a new scan belongs into a list with these filters; the API says what each means. */
export function isWanted(scan: ScanView, filter: ScanFilter): boolean {
  const { station, ward, market, verdict, colour, q, from, to } = filter;
  const day = vietnamDay(scan.happened_at);
  return (
    (!station || scan.station_id === station) &&
    (!ward || isSameWard(scan.ward, ward)) &&
    (!market || scan.market === market) &&
    (!verdict || scan.verdict === verdict) &&
    (!colour || scan.colour === colour) &&
    (!from || day >= from) &&
    (!to || day <= to) &&
    (!q || [scan.code, scan.gtin, scan.lot].some((text) => text && includes(text, q)))
  );
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.trim().toLowerCase());
}

/** "Phường Hoàn Kiếm" and "Hoàn Kiếm" are one ward. */
function isSameWard(one: string, other: string): boolean {
  // With its accents, since there are wards called Phương Liệt and Phượng Dực.
  const bare = (name: string) => fold(name.normalize("NFC").replace(/^(phường|xã) /i, ""));
  return bare(one) === bare(other);
}

export function withCommand(
  list: { commands: CommandView[] },
  command: CommandView,
): { commands: CommandView[] } {
  const isKnown = list.commands.some((one) => one.command_id === command.command_id);
  return {
    commands: isKnown
      ? list.commands.map((one) => (one.command_id === command.command_id ? command : one))
      : [command, ...list.commands],
  };
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

// Keeps what the pages have read fresh by live events, and tells how the connection stands.

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type PropsWithChildren,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { api, take } from "../api/client";
import { isSignedOut } from "../api/problem";
import { feedQuery, sessionQuery, stationQuery, summaryQuery } from "../api/queries";
import type { CommandView, ScanView, StationPage, StationView, Summary } from "../api/types";
import { addScans } from "./addScans";
import type { ConnectionState } from "./connection";
import { newestId, withCommand, withDesired, withPresence, withStationPresence } from "./patches";
import { Refresher } from "./refresher";
import { type LiveEvent, LiveStream } from "./stream";

interface Live {
  connection: ConnectionState;
  /** What to add to this machine's clock to get the server's. */
  offsetMs: number;
}

const LiveContext = createContext<Live | null>(null);

export function LiveProvider({
  onSignedOut,
  children,
}: PropsWithChildren<{ onSignedOut: () => void }>) {
  const client = useQueryClient();
  const [connection, setConnection] = useState<ConnectionState>({ kind: "connecting" });
  const [offsetMs, setOffsetMs] = useState(0);
  const signedOut = useRef(onSignedOut);
  signedOut.current = onSignedOut;

  useEffect(() => {
    let stream: LiveStream | null = null;
    let stopped = false;
    const refresher = new Refresher(client);
    const begin = () => {
      if (stopped) return;
      stream = new LiveStream({
        newestScan: () => newestId(client.getQueryData(feedQuery().queryKey)),
        isSignedIn,
        onEvents: (events) => {
          apply(client, refresher, events);
          const counters = events.findLast((event) => event.kind === "counters");
          if (counters) setOffsetMs(new Date(counters.body.at).getTime() - Date.now());
        },
        onState: (state) => {
          setConnection(state);
          if (state.kind === "signed_out") signedOut.current();
        },
        onCaughtUp: () => void refresh(client),
      });
      stream.start();
    };
    // The feed comes first: its newest scan is where the events go on.
    client.ensureQueryData(feedQuery()).then(begin, begin);
    return () => {
      stopped = true;
      refresher.stop();
      stream?.stop();
    };
  }, [client]);

  return <LiveContext value={{ connection, offsetMs }}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive needs a LiveProvider above it");
  return live;
}

async function isSignedIn(): Promise<boolean> {
  try {
    await take(api.GET("/api/session"));
    return true;
  } catch (error) {
    if (isSignedOut(error)) return false;
    throw error;
  }
}

/** Read again what events don't carry in full; scans and counters come by themselves. */
function refresh(client: QueryClient): Promise<void> {
  const carried = new Set<unknown>(["feed", "summary", ...sessionQuery.queryKey]);
  return client.invalidateQueries({ predicate: ({ queryKey }) => !carried.has(queryKey[0]) });
}

function apply(client: QueryClient, refresher: Refresher, events: readonly LiveEvent[]): void {
  const scans: ScanView[] = [];
  for (const event of events) {
    switch (event.kind) {
      case "scan":
        scans.push(event.body);
        break;
      case "counters":
        if (hasOtherTroubles(client.getQueryData(summaryQuery.queryKey), event.body)) {
          refresher.soon("attention", "wards");
        }
        client.setQueryData(summaryQuery.queryKey, event.body);
        break;
      case "presence":
        patchPages(client, (page) => withPresence(page, event.body));
        client.setQueryData<StationView>(
          stationQuery(event.body.station_id).queryKey,
          (station) => station && withStationPresence(station, event.body),
        );
        refresher.soon("attention", "wards", "facets");
        refresher.soonOf("timeline", event.body.station_id);
        break;
      case "desired":
        patchPages(client, (page) => withDesired(page, event.body));
        void client.invalidateQueries({ queryKey: ["station", event.body.station_id] });
        refresher.soon("attention", "slides");
        refresher.soonOf("timeline", event.body.station_id);
        break;
      case "command":
        addCommand(client, event.body);
        refresher.soonOf("timeline", event.body.station_id);
        break;
      case "alert":
        refresher.soon("attention", "alerts", "wards");
        refresher.soonOf("station", event.body.station_id);
        refresher.soonOf("timeline", event.body.station_id);
        break;
      case "reset":
        void client.invalidateQueries();
        break;
      case "signed_out":
        break;
    }
  }
  if (scans.length > 0) addScans(client, scans);
}

/** Whether the counters speak of troubles that the list of them doesn't show yet. */
function hasOtherTroubles(before: Summary | undefined, now: Summary): boolean {
  return (
    before === undefined ||
    before.attention !== now.attention ||
    before.alerts.open !== now.alerts.open ||
    before.stations.total !== now.stations.total
  );
}

function addCommand(client: QueryClient, command: CommandView): void {
  client.setQueryData(["command", command.command_id], command);
  client.setQueryData<{ commands: CommandView[] }>(
    ["commands", command.station_id],
    (list) => list && withCommand(list, command),
  );
}

function patchPages(client: QueryClient, patch: (page: StationPage) => StationPage): void {
  client.setQueriesData<{ pages: StationPage[]; pageParams: unknown[] }>(
    { queryKey: ["stations"] },
    (list) => list && { ...list, pages: list.pages.map(patch) },
  );
}

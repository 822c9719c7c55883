// How the live connection stands, as a pure table: what the bar at the top of each page shows.

export type ConnectionState =
  | { kind: "connecting" }
  | { kind: "live"; lastAtMs: number }
  | { kind: "lost"; sinceMs: number; lastAtMs: number | null }
  | { kind: "signed_out" };

export type ConnectionEvent =
  | { kind: "heard"; atMs: number }
  | { kind: "broke"; atMs: number }
  | { kind: "signed_out" };

/** The server tells its counters every 15 s; silence of two and a half rounds is no connection. */
export const SILENCE_MS = 40_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

export function next(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  if (state.kind === "signed_out") return state;
  switch (event.kind) {
    case "heard":
      return { kind: "live", lastAtMs: event.atMs };
    case "broke":
      if (state.kind === "lost") return state;
      return {
        kind: "lost",
        sinceMs: event.atMs,
        lastAtMs: state.kind === "live" ? state.lastAtMs : null,
      };
    case "signed_out":
      return { kind: "signed_out" };
  }
}

export function isSilent(state: ConnectionState, nowMs: number): boolean {
  return state.kind === "live" && nowMs - state.lastAtMs > SILENCE_MS;
}

/** How long to wait before attempt number `attempt` (from 0): longer each time, up to 15 s. */
export function waitMs(attempt: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
}

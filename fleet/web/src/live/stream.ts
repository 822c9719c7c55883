// One EventSource for the whole console, opened again by itself whenever it breaks.
//
// Browsers end an EventSource for good on any answer but 200, and know no time-out for silence, so
// both are handled here. `after` tells the server which scan the page has, so nothing is missed.

import type {
  AlertView,
  CommandView,
  DesiredEvent,
  PresenceEvent,
  ScanView,
  Summary,
} from "../api/types";
import { type ConnectionState, isSilent, next, waitMs } from "./connection";

export type LiveEvent =
  | { kind: "scan"; body: ScanView }
  | { kind: "counters"; body: Summary }
  | { kind: "presence"; body: PresenceEvent }
  | { kind: "desired"; body: DesiredEvent }
  | { kind: "command"; body: CommandView }
  | { kind: "alert"; body: AlertView }
  | { kind: "reset"; body: unknown }
  | { kind: "signed_out"; body: unknown };

const KINDS = [
  "scan",
  "counters",
  "presence",
  "desired",
  "command",
  "alert",
  "reset",
  "signed_out",
] as const;
const FLUSH_MS = 100;
const LOOK_MS = 5_000;

export interface StreamOptions {
  /** Id of the newest scan that the page has. */
  newestScan: () => number;
  /** Whether the session still holds; asked before each new attempt. */
  isSignedIn: () => Promise<boolean>;
  onEvents: (events: LiveEvent[]) => void;
  onState: (state: ConnectionState) => void;
  /** The first word after each (new) connection: whatever was read before may be old. */
  onCaughtUp: () => void;
}

export class LiveStream {
  readonly #options: StreamOptions;
  #state: ConnectionState = { kind: "connecting" };
  #source: EventSource | null = null;
  #waiting: LiveEvent[] = [];
  #flush: number | undefined;
  #retry: number | undefined;
  #watch: number | undefined;
  #attempt = 0;
  #heardSinceOpen = false;
  #stopped = false;

  constructor(options: StreamOptions) {
    this.#options = options;
  }

  start(): void {
    this.#watch = window.setInterval(() => this.#lookForSilence(), LOOK_MS);
    window.addEventListener("online", this.#atOnce);
    window.addEventListener("offline", this.#broke);
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    window.clearInterval(this.#watch);
    window.clearTimeout(this.#flush);
    window.clearTimeout(this.#retry);
    window.removeEventListener("online", this.#atOnce);
    window.removeEventListener("offline", this.#broke);
    this.#source?.close();
  }

  #open(): void {
    this.#heardSinceOpen = false;
    const source = new EventSource(`/api/events?after=${this.#options.newestScan()}`);
    this.#source = source;
    for (const kind of KINDS) {
      source.addEventListener(kind, (message: MessageEvent<string>) => {
        if (source === this.#source) this.#hear({ kind, body: JSON.parse(message.data) });
      });
    }
    source.onerror = () => {
      if (source === this.#source) this.#broke();
    };
  }

  #hear(event: LiveEvent): void {
    this.#attempt = 0;
    if (event.kind === "signed_out") {
      this.#to(next(this.#state, { kind: "signed_out" }));
      this.stop();
      return;
    }
    this.#to(next(this.#state, { kind: "heard", atMs: Date.now() }));
    this.#waiting.push(event);
    // A timer, since animation frames stand still in a tab that isn't shown.
    this.#flush ??= window.setTimeout(() => this.#deliver(), FLUSH_MS);
    if (!this.#heardSinceOpen) {
      this.#heardSinceOpen = true;
      this.#options.onCaughtUp();
    }
  }

  #deliver(): void {
    this.#flush = undefined;
    const events = this.#waiting;
    this.#waiting = [];
    this.#options.onEvents(events);
  }

  readonly #broke = (): void => {
    this.#source?.close();
    this.#source = null;
    this.#to(next(this.#state, { kind: "broke", atMs: Date.now() }));
    window.clearTimeout(this.#retry);
    this.#retry = window.setTimeout(() => void this.#again(), waitMs(this.#attempt++));
  };

  readonly #atOnce = (): void => {
    if (this.#source) return;
    this.#attempt = 0;
    window.clearTimeout(this.#retry);
    void this.#again();
  };

  async #again(): Promise<void> {
    let signedIn: boolean;
    try {
      signedIn = await this.#options.isSignedIn();
    } catch {
      if (!this.#stopped) this.#broke();
      return;
    }
    if (this.#stopped || this.#source) return;
    if (signedIn) this.#open();
    else this.#to(next(this.#state, { kind: "signed_out" }));
  }

  #lookForSilence(): void {
    if (isSilent(this.#state, Date.now())) this.#broke();
  }

  #to(state: ConnectionState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}

// Reads again what live events only hint at, at most once in a while however many of them come:
// when a broker restarts, ten thousand stations come and go within a minute.

import type { QueryClient } from "@tanstack/react-query";

const SETTLE_MS = 1_500;

export class Refresher {
  readonly #client: QueryClient;
  #keys = new Map<string, readonly string[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  /** Read again whatever begins with these keys. */
  soon(...keys: string[]): void {
    for (const key of keys) this.#add([key]);
  }

  /** Read again what one key says of one station. */
  soonOf(key: string, station: string): void {
    this.#add([key, station]);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #add(queryKey: readonly string[]): void {
    this.#keys.set(queryKey.join(" "), queryKey);
    this.#timer ??= setTimeout(() => {
      const due = [...this.#keys.values()];
      this.#keys = new Map();
      this.#timer = undefined;
      for (const one of due) void this.#client.invalidateQueries({ queryKey: one });
    }, SETTLE_MS);
  }
}

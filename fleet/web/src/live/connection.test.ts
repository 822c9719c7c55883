import { describe, expect, it } from "vitest";
import { type ConnectionState, isSilent, next, SILENCE_MS, waitMs } from "./connection";

const LIVE: ConnectionState = { kind: "live", lastAtMs: 1_000 };
const LOST: ConnectionState = { kind: "lost", sinceMs: 2_000, lastAtMs: 1_000 };

describe("the connection", () => {
  it("is live from the first word on, and each word is newer", () => {
    const first = next({ kind: "connecting" }, { kind: "heard", atMs: 1_000 });
    expect(first).toEqual(LIVE);
    expect(next(first, { kind: "heard", atMs: 5_000 })).toEqual({ kind: "live", lastAtMs: 5_000 });
  });

  it("remembers how old the figures are when it breaks", () => {
    expect(next(LIVE, { kind: "broke", atMs: 2_000 })).toEqual(LOST);
  });

  it("that never was has no figures to be old", () => {
    expect(next({ kind: "connecting" }, { kind: "broke", atMs: 2_000 })).toEqual({
      kind: "lost",
      sinceMs: 2_000,
      lastAtMs: null,
    });
  });

  it("is lost since the first break, however many attempts fail", () => {
    expect(next(LOST, { kind: "broke", atMs: 9_000 })).toBe(LOST);
  });

  it("comes back with a word", () => {
    expect(next(LOST, { kind: "heard", atMs: 9_000 })).toEqual({ kind: "live", lastAtMs: 9_000 });
  });

  it("stays over once the session is", () => {
    const over = next(LIVE, { kind: "signed_out" });
    expect(over).toEqual({ kind: "signed_out" });
    expect(next(over, { kind: "heard", atMs: 9_000 })).toBe(over);
    expect(next(over, { kind: "broke", atMs: 9_000 })).toBe(over);
  });

  it("counts as broken after a long silence, and only while it seemed live", () => {
    expect(isSilent(LIVE, 1_000 + SILENCE_MS)).toBe(false);
    expect(isSilent(LIVE, 1_001 + SILENCE_MS)).toBe(true);
    expect(isSilent(LOST, 1_001 + SILENCE_MS)).toBe(false);
  });

  it("is tried again ever more patiently", () => {
    expect([0, 1, 2, 3, 4, 50].map(waitMs)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  });
});

import { describe, expect, it } from "vitest";
import type { DesiredRow } from "../../api/types";
import { changesOf } from "./changes";

function row(number: number, configuration: Record<string, unknown>, slides: string[]): DesiredRow {
  return {
    number,
    status: "pending",
    created_at: "2026-11-21T10:00:00Z",
    created_by: "an",
    changed_at: "2026-11-21T10:00:00Z",
    configuration,
    slides,
    code: "",
    detail: "",
  };
}

describe("the changes of a state", () => {
  const before = row(1, { slide_s: 8, default_language: "vi" }, ["a"]);

  it("are unknown without the state before it", () => {
    expect(changesOf(before, undefined)).toBeNull();
  });

  it("name each setting with both values", () => {
    const after = row(2, { slide_s: 12, default_language: "vi" }, ["a"]);
    expect(changesOf(after, before)).toEqual({
      settings: [{ key: "slide_s", from: 8, to: 12 }],
      slides: null,
    });
  });

  it("see a slide that took another's place", () => {
    const after = row(2, before.configuration, ["b"]);
    expect(changesOf(after, before)).toEqual({ settings: [], slides: { from: 1, to: 1 } });
  });
});

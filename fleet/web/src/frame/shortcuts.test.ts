import { describe, expect, it } from "vitest";
import { type Pressed, shortcutOf } from "./shortcuts";

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  withControl: false,
  withAlt: false,
  isTyping: false,
  ...more,
});

describe("the keys of every page", () => {
  it("open the palette, also while somebody types", () => {
    expect(shortcutOf(press("k", { withControl: true, isTyping: true }), false).kind).toBe(
      "palette",
    );
    expect(shortcutOf(press("?"), false).kind).toBe("palette");
  });

  it("jump after a g", () => {
    expect(shortcutOf(press("g"), false).kind).toBe("jump_begun");
    expect(shortcutOf(press("s"), true)).toEqual({ kind: "jump", to: "/stations" });
    expect(shortcutOf(press("s"), false).kind).toBe("none");
    expect(shortcutOf(press("x"), true).kind).toBe("none");
    expect(shortcutOf(press("constructor"), true).kind).toBe("none");
  });

  it("leave letters to fields, and other chords to the browser", () => {
    expect(shortcutOf(press("/", { isTyping: true }), false).kind).toBe("none");
    expect(shortcutOf(press("g", { isTyping: true }), false).kind).toBe("none");
    expect(shortcutOf(press("g", { withControl: true }), false).kind).toBe("none");
    expect(shortcutOf(press("/"), false).kind).toBe("search");
  });
});

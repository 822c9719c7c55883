// The keys that work on every page, as a pure table; useShortcuts does what it says.

export const JUMPS = {
  o: "/",
  s: "/stations",
  q: "/scans",
  a: "/alerts",
  c: "/content",
} as const;

export type JumpTo = (typeof JUMPS)[keyof typeof JUMPS];

export type Shortcut =
  | { kind: "none" }
  | { kind: "palette" }
  | { kind: "search" }
  /** A "g" was pressed: the next key says where to go. */
  | { kind: "jump_begun" }
  | { kind: "jump"; to: JumpTo };

export interface Pressed {
  key: string;
  /** Ctrl, or Command on a Mac. */
  withControl: boolean;
  withAlt: boolean;
  /** Whether the key goes into a field. */
  isTyping: boolean;
}

/** Tell what a key means; `isJumping` is whether a "g" came right before it. */
export function shortcutOf(pressed: Pressed, isJumping: boolean): Shortcut {
  const { key, withControl, withAlt, isTyping } = pressed;
  if (withControl && !withAlt && key.toLowerCase() === "k") return { kind: "palette" };
  if (withControl || withAlt || isTyping) return { kind: "none" };
  if (isJumping && isJump(key)) return { kind: "jump", to: JUMPS[key] };
  if (key === "g") return { kind: "jump_begun" };
  if (key === "/") return { kind: "search" };
  if (key === "?") return { kind: "palette" };
  return { kind: "none" };
}

function isJump(key: string): key is keyof typeof JUMPS {
  return Object.hasOwn(JUMPS, key);
}

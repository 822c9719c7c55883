// Does what the keys of every page say (see shortcuts.ts).

import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { shortcutOf } from "./shortcuts";

const JUMP_WITHIN_MS = 1_500;

/** The search field of a page, if it has one, carries this attribute. */
export const SEARCH_FIELD = "data-page-search";

export function useShortcuts(openPalette: () => void): void {
  const router = useRouter();
  const jumpUntilMs = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      const shortcut = shortcutOf(
        {
          key: event.key,
          withControl: event.ctrlKey || event.metaKey,
          withAlt: event.altKey,
          isTyping: isField(event.target),
        },
        event.timeStamp < jumpUntilMs.current,
      );
      jumpUntilMs.current = 0;
      switch (shortcut.kind) {
        case "none":
          return;
        case "palette":
          openPalette();
          break;
        case "search": {
          const field = document.querySelector<HTMLElement>(`[${SEARCH_FIELD}]`);
          if (field) field.focus();
          else openPalette();
          break;
        }
        case "jump_begun":
          jumpUntilMs.current = event.timeStamp + JUMP_WITHIN_MS;
          return;
        case "jump":
          void router.navigate({ to: shortcut.to });
          break;
      }
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [router, openPalette]);
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isText = target instanceof HTMLInputElement && !["checkbox", "radio"].includes(target.type);
  return isText || target.isContentEditable || target.matches("textarea,select,dialog *");
}

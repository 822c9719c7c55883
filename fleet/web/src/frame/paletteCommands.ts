// What the palette can do besides finding stations.

import { useNavigate } from "@tanstack/react-router";
import { useText } from "../text/useText";
import { useScheme } from "../ui/scheme";
import { REGISTRY } from "./places";
import { JUMPS, type JumpTo } from "./shortcuts";

export interface Command {
  key: string;
  label: string;
  detail?: string;
  /** The keys that do the same without the palette. */
  keys?: string;
  run: () => void;
}

const PAGE_TEXTS = {
  "/": "nav.overview",
  "/stations": "nav.stations",
  "/scans": "nav.scans",
  "/alerts": "nav.alerts",
  "/content": "nav.content",
} as const satisfies Record<JumpTo, string>;

export function useCommands(): Command[] {
  const { t, chosen, setLanguage } = useText();
  const { shown, setChoice } = useScheme();
  const navigate = useNavigate();
  const pages = Object.entries(JUMPS).map(
    ([key, to]): Command => ({
      key: to,
      label: t(PAGE_TEXTS[to]),
      keys: `g ${key}`,
      run: () => void navigate({ to }),
    }),
  );
  const registry = REGISTRY.map(
    ({ to, text }): Command => ({ key: to, label: t(text), run: () => void navigate({ to }) }),
  );
  const other = chosen === "vi" ? "en" : "vi";
  const scheme = shown === "light" ? "dark" : "light";
  return [
    ...pages,
    ...registry,
    {
      key: "offline",
      label: t("palette.offline"),
      run: () => void navigate({ to: "/stations", search: { status: "offline" } }),
    },
    { key: "new_slide", label: t("content.add"), run: () => void navigate({ to: "/content/new" }) },
    { key: "scheme", label: t(`palette.scheme.${scheme}`), run: () => setChoice(scheme) },
    // Each language is offered in its own words.
    {
      key: "language",
      label: other === "en" ? "Switch to English" : "Chuyển sang tiếng Việt",
      run: () => setLanguage(other),
    },
  ];
}

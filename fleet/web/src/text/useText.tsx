// Texts and formats in the reader's language. English is fetched only when someone asks for it.

import {
  createContext,
  type PropsWithChildren,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import * as format from "./format";
import { interpolate, type Values } from "./interpolate";
import { own } from "./own";
import { type Catalogue, type TextKey, vi } from "./vi";

const STORED_AS = "tq-language";

export interface Text {
  language: format.Language;
  /** What the reader asked for; it becomes `language` once its texts are here. */
  chosen: format.Language;
  setLanguage: (language: format.Language) => void;
  t: (key: TextKey, values?: Values) => string;
  /** The text of a key that is put together, where there is one. */
  find: (key: string, values?: Values) => string | undefined;
  number: (value: number, digits?: number) => string;
  bytes: (value: number) => string;
  age: (moment: string | Date, nowMs: number) => string;
}

const TextContext = createContext<Text | null>(null);

function stored(): format.Language {
  return document.documentElement.lang === "en" ? "en" : "vi";
}

function remembered(): format.Language {
  try {
    return localStorage.getItem(STORED_AS) === "en" ? "en" : "vi";
  } catch {
    return stored();
  }
}

function remember(language: format.Language): void {
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // Storage is blocked in this browser: the choice holds until the page is closed.
  }
}

export function TextProvider({ children }: PropsWithChildren) {
  const [wanted, choose] = useState(stored);
  const [english, setEnglish] = useState<Catalogue | null>(null);
  // Until the other language is here, a page that is already shown goes on in its own.
  const [language, show] = useState(wanted);

  useEffect(() => {
    if (wanted === "vi" || english) {
      show(wanted);
      document.documentElement.lang = wanted;
      return;
    }
    import("./en").then((module) => setEnglish(module.en));
  }, [wanted, english]);

  useEffect(() => {
    // Chosen in another tab.
    const follow = ({ key }: StorageEvent) => key === STORED_AS && choose(remembered());
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, []);

  const setLanguage = useCallback((next: format.Language) => {
    remember(next);
    choose(next);
  }, []);

  const catalogue = language === "vi" ? vi : english;

  const text = useMemo<Text | null>(() => {
    if (!catalogue) return null;
    const entries: Record<string, string> = catalogue;
    return {
      language,
      chosen: wanted,
      setLanguage,
      t: (key, values) => interpolate(catalogue[key], values),
      find: (key, values) => {
        const entry = own(entries, key);
        return entry === undefined ? undefined : interpolate(entry, values);
      },
      number: (value, digits) => format.formatNumber(value, language, digits),
      bytes: (value) => format.formatBytes(value, language),
      age: (moment, nowMs) => format.formatAge(moment, nowMs, language),
    };
  }, [catalogue, language, wanted, setLanguage]);

  return text && <TextContext value={text}>{children}</TextContext>;
}

export function useText(): Text {
  const text = useContext(TextContext);
  if (!text) throw new Error("useText needs a TextProvider above it");
  return text;
}

// Texts that only one page says travel with that page, in both languages, instead of with the shell.

import { useMemo } from "react";
import { interpolate, type Values } from "./interpolate";
import { own } from "./own";
import { useText } from "./useText";

export interface Words<K extends string> {
  vi: Readonly<Record<K, string>>;
  en: Readonly<Record<K, string>>;
}

/** Make both languages have the same texts: the compiler names the one that is missing. */
export function words<K extends string>(
  vi: Readonly<Record<K, string>>,
  en: Readonly<Record<NoInfer<K>, string>>,
): Words<K> {
  return { vi, en };
}

export interface PageText<K extends string> {
  w: (key: K, values?: Values) => string;
  /** The text of a key that is put together, where there is one. */
  findWord: (key: string, values?: Values) => string | undefined;
}

export function useWords<K extends string>(catalogues: Words<K>): PageText<K> {
  const { language } = useText();
  return useMemo(() => {
    const spoken = catalogues[language];
    const entries: Readonly<Record<string, string>> = spoken;
    return {
      w: (key, values) => interpolate(spoken[key], values),
      findWord: (key, values) => {
        const entry = own(entries, key);
        return entry === undefined ? undefined : interpolate(entry, values);
      },
    };
  }, [catalogues, language]);
}

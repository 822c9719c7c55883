// Light, dark, or as the machine has it. public/before-paint.js sets the same before the first
// paint; both keep to the attribute that Mantine's styles look at.

import {
  createContext,
  type PropsWithChildren,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";

export type Choice = "light" | "dark" | "auto";

interface Scheme {
  choice: Choice;
  setChoice: (choice: Choice) => void;
  shown: "light" | "dark";
}

const STORED_AS = "tq-theme";
const SchemeContext = createContext<Scheme | null>(null);

function stored(): Choice {
  try {
    const value = localStorage.getItem(STORED_AS);
    return value === "light" || value === "dark" ? value : "auto";
  } catch {
    return "auto";
  }
}

export function SchemeProvider({ children }: PropsWithChildren) {
  const [choice, choose] = useState(stored);
  const machineIsDark = useMachineIsDark();
  const shown = choice === "auto" ? (machineIsDark ? "dark" : "light") : choice;

  useEffect(() => {
    document.documentElement.setAttribute("data-mantine-color-scheme", shown);
  }, [shown]);

  const setChoice = useCallback((next: Choice) => {
    choose(next);
    try {
      localStorage.setItem(STORED_AS, next);
    } catch {
      // Storage is blocked in this browser: the choice holds until the page is closed.
    }
  }, []);
  const scheme = useMemo(() => ({ choice, setChoice, shown }) as const, [choice, setChoice, shown]);
  return <SchemeContext value={scheme}>{children}</SchemeContext>;
}

export function useScheme(): Scheme {
  const scheme = useContext(SchemeContext);
  if (!scheme) throw new Error("useScheme needs a SchemeProvider above it");
  return scheme;
}

function useMachineIsDark(): boolean {
  const [query] = useState(() => window.matchMedia("(prefers-color-scheme: dark)"));
  const [isDark, setIsDark] = useState(query.matches);
  useEffect(() => {
    const onChange = () => setIsDark(query.matches);
    query.addEventListener("change", onChange);
    return () => query.removeEventListener("change", onChange);
  }, [query]);
  return isDark;
}

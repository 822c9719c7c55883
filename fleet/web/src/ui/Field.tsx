// Fields that filter a page: the browser's own, so that phones show their own wheels and calendars.

import {
  type ComponentProps,
  type PropsWithChildren,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import classes from "./Field.module.css";
import { Icon } from "./icons";

const SETTLE_MS = 250;

interface FieldProps {
  label: string;
  children: (id: string) => ReactNode;
}

function Field({ label, children }: FieldProps) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

export interface Option {
  value: string;
  label: string;
}

interface SelectFieldProps {
  label: string;
  /** Empty for all. */
  value: string;
  /** What "all" is called, where one may choose it. */
  all?: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}

export function SelectField({ label, value, all, options, onChange }: SelectFieldProps) {
  // What an address asks for is shown even where no station has it.
  const isListed = value === "" || options.some((option) => option.value === value);
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          className={classes.input}
          data-set={value !== "" || undefined}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {all !== undefined && <option value="">{all}</option>}
          {!isListed && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface DayFieldProps {
  label: string;
  /** "2026-11-22", or empty. */
  value: string;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (value: string) => void;
}

export function DayField({ label, value, min, max, onChange }: DayFieldProps) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          type="date"
          className={classes.input}
          data-set={value !== "" || undefined}
          value={value}
          min={min}
          max={max}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface TextFieldProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
}

/** A line of text in a form. */
export function TextField({
  label,
  hint,
  value,
  onChange,
  ...input
}: TextFieldProps & Omit<ComponentProps<"input">, keyof TextFieldProps | "id">) {
  const described = useId();
  return (
    <Field label={label}>
      {(id) => (
        <>
          <input
            id={id}
            type="text"
            className={classes.input}
            autoComplete="off"
            aria-describedby={hint ? described : undefined}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            {...input}
          />
          {hint && (
            <span id={described} className={classes.hint}>
              {hint}
            </span>
          )}
        </>
      )}
    </Field>
  );
}

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Tells what was typed once the typing pauses; "/" brings one here (frame/useShortcuts.ts). */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useTyped(value, onChange);
  return (
    <Field label={label}>
      {(id) => (
        <span className={classes.search}>
          <Icon name="search" size={18} />
          <input
            id={id}
            type="search"
            className={classes.input}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-page-search
          />
        </span>
      )}
    </Field>
  );
}

function useTyped(value: string, onChange: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const send = useRef(onChange);
  send.current = onChange;
  useEffect(() => {
    // Somebody went back, or cleared the filters.
    if (value !== sent.current) setTyped(value);
    sent.current = value;
  }, [value]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === sent.current) return;
    const timer = window.setTimeout(() => {
      sent.current = wanted;
      send.current(wanted);
    }, SETTLE_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped] as const;
}

/** A tick box with a target that a finger hits. */
export function Tick({ label, ...input }: { label: string } & ComponentProps<"input">) {
  return (
    <label className={classes.tick}>
      <input type="checkbox" {...input} />
      <span className="tq-hidden">{label}</span>
    </label>
  );
}

export function Filters({ children }: PropsWithChildren) {
  return <search className={classes.filters}>{children}</search>;
}

// Fields of filters and forms: the browser's own, so that phones show their own wheels and calendars.

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

interface Told {
  hint?: string | undefined;
  /** What is wrong with the value. */
  error?: string | undefined;
}

interface FieldProps extends Told {
  label: string;
  children: (props: {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": true | undefined;
  }) => ReactNode;
}

function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const told = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        "aria-describedby": hint || error ? told : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {(hint || error) && (
        <span id={told} className={classes.told}>
          {error && <span className={classes.error}>{error}</span>}
          {hint && <span>{hint}</span>}
        </span>
      )}
    </div>
  );
}

export interface Option {
  value: string;
  label: string;
}

interface SelectFieldProps extends Told {
  label: string;
  /** Empty for all. */
  value: string;
  /** What "all" is called, where one may choose it. */
  all?: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}

export function SelectField({ label, value, all, options, onChange, ...told }: SelectFieldProps) {
  // What an address asks for is shown even where no station has it.
  const isListed = value === "" || options.some((option) => option.value === value);
  return (
    <Field label={label} {...told}>
      {(props) => (
        <select
          {...props}
          className={classes.input}
          // Where one has to choose, each choice is as good as another.
          data-set={(all !== undefined && value !== "") || undefined}
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

interface DayFieldProps extends Told {
  label: string;
  /** "2026-11-22", or empty. */
  value: string;
  min?: string | undefined;
  max?: string | undefined;
  /** In a form; in a filter a day narrows the list down, and shows it. */
  required?: boolean;
  onChange: (value: string) => void;
}

export function DayField({ label, value, min, max, required, onChange, ...told }: DayFieldProps) {
  return (
    <Field label={label} {...told}>
      {(props) => (
        <input
          {...props}
          type="date"
          className={classes.input}
          data-set={(required === undefined && value !== "") || undefined}
          value={value}
          min={min}
          max={max}
          required={required}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface TextFieldProps extends Told {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

type Others<E extends "input" | "textarea"> = Omit<
  ComponentProps<E>,
  keyof TextFieldProps | "id" | "className"
>;

/** A line of text in a form. */
export function TextField(props: TextFieldProps & Others<"input">) {
  const { label, hint, error, value, onChange, ...input } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(own) => (
        <input
          type="text"
          autoComplete="off"
          {...input}
          {...own}
          className={classes.input}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** Lines of text in a form. */
export function AreaField(props: TextFieldProps & Others<"textarea">) {
  const { label, hint, error, value, onChange, ...area } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(own) => (
        <textarea
          spellCheck={false}
          {...area}
          {...own}
          className={`${classes.input} ${classes.area}`}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
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
      {(props) => (
        <span className={classes.search}>
          <Icon name="search" size={18} />
          <input
            {...props}
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

// One of a few, side by side: radio buttons of the browser, so arrows and screen readers work.

import { useId } from "react";
import classes from "./Choice.module.css";

interface ChoiceProps<T extends string> {
  label: string;
  hint?: string;
  /** Said to screen readers only, where a heading above says it to the others. */
  hideLabel?: boolean;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string }[];
  disabled?: boolean;
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, hint, hideLabel = false, value, onChange, options, disabled = false } = props;
  const name = useId();
  return (
    <fieldset className={classes.choice} disabled={disabled}>
      <legend className={hideLabel ? "tq-hidden" : undefined}>{label}</legend>
      {hint && <p className={classes.hint}>{hint}</p>}
      <div className={classes.options} data-many={options.length > 3 || undefined}>
        {options.map((option) => (
          <label key={option.value} className={classes.option}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

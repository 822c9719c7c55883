// One setting: its field, its range, what the station runs with, what somebody else has set.

import { TextInput } from "@mantine/core";
import { useId } from "react";
import { STATION_WORDS } from "../../text/stationWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Choice } from "../../ui/Choice";
import classes from "./SettingsPanel.module.css";
import type { Parsed, Spec } from "./settings";
import { valueText } from "./valueText";

interface SettingFieldProps {
  spec: Spec;
  typed: string;
  error: Extract<Parsed, { ok: false }> | undefined;
  /** What the station says is in force, where that differs from what is wanted. */
  running: unknown;
  theirs: unknown;
  disabled: boolean;
  onChange: (typed: string) => void;
}

export function SettingField(props: SettingFieldProps) {
  const { spec, typed, error, running, theirs, disabled, onChange } = props;
  const text = useText();
  const words = useWords(STATION_WORDS);
  const { w, findWord } = words;
  const { number } = text;
  const under = useId();
  const label = findWord(`settings.${spec.key}`) ?? spec.key;
  const hint = findWord(`settings.${spec.key}.hint`) ?? "";
  const notes = (
    <div id={under} className={classes.under}>
      {running !== undefined && (
        <span>{w("settings.running", { value: valueText(text, words, spec.key, running) })}</span>
      )}
      {theirs !== undefined && (
        <span className={classes.theirs}>
          {w("settings.theirs", { value: valueText(text, words, spec.key, theirs) })}
        </span>
      )}
    </div>
  );
  if (spec.kind === "choice") {
    return (
      <div>
        <Choice
          label={label}
          hint={hint}
          value={typed}
          disabled={disabled}
          onChange={onChange}
          options={spec.options.map((value) => ({
            value,
            label: valueText(text, words, spec.key, value),
          }))}
        />
        {notes}
      </div>
    );
  }
  const range = w("settings.range", { min: number(spec.min, 2), max: number(spec.max, 2) });
  const unit = spec.key.endsWith("_s") ? ` ${w("settings.seconds")}` : "";
  return (
    <div>
      <TextInput
        label={label}
        description={`${hint} (${range}${unit})`}
        value={typed}
        disabled={disabled}
        inputMode={spec.isInteger ? "numeric" : "decimal"}
        autoComplete="off"
        error={error && w(`settings.error.${error.code}`, error.values)}
        onChange={(event) => onChange(event.currentTarget.value)}
        rightSection={unit && <span className="tq-quiet">{unit.trim()}</span>}
        rightSectionWidth={64}
        data-testid={`setting-${spec.key}`}
      />
      {notes}
    </div>
  );
}

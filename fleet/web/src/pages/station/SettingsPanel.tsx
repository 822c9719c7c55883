// The settings of a station: checked while they are typed, sent as a new numbered state.

import { Button } from "@mantine/core";
import type { FormEvent } from "react";
import type { StationView } from "../../api/types";
import { STATION_WORDS } from "../../text/stationWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Note } from "../../ui/Note";
import { Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { SettingField } from "./SettingField";
import classes from "./SettingsPanel.module.css";
import { useSettingsForm } from "./useSettingsForm";

interface SettingsPanelProps {
  station: StationView;
  canChange: boolean;
}

export function SettingsPanel({ station, canChange }: SettingsPanelProps) {
  const { number } = useText();
  const { w } = useWords(STATION_WORDS);
  const form = useSettingsForm(station);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save();
  };
  return (
    <Panel title={w("settings.title")}>
      <form className={classes.form} onSubmit={submit} noValidate>
        {!canChange && <Note tone="grey">{w("settings.viewer")}</Note>}
        {form.conflict && (
          <Note tone="orange" title={w("settings.conflict")}>
            {w("settings.conflict_hint", { number: number(form.conflict.number) })}
          </Note>
        )}
        <div className={classes.fields}>
          {form.specs.map((spec) => (
            <SettingField
              key={spec.key}
              spec={spec}
              typed={form.typed(spec.key)}
              error={form.errors[spec.key]}
              running={form.running(spec.key)}
              theirs={form.conflict?.theirs[spec.key]}
              disabled={!canChange}
              onChange={(typed) => form.edit(spec.key, typed)}
            />
          ))}
        </div>
        {form.problem && <ProblemNote error={form.problem} />}
        {form.savedAs !== null && (
          <Note tone="green">{w("settings.saved", { number: number(form.savedAs) })}</Note>
        )}
        {canChange && (
          <div className={classes.actions}>
            <Button type="submit" loading={form.isSaving} disabled={!form.isChanged}>
              {w("settings.save")}
            </Button>
            {form.isChanged ? (
              <Button variant="default" onClick={form.undo}>
                {w("settings.undo")}
              </Button>
            ) : (
              <span className="tq-quiet">{w("settings.unchanged")}</span>
            )}
          </div>
        )}
      </form>
    </Panel>
  );
}

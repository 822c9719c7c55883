// The settings of a station: checked while they are typed, sent as a new numbered state.

import { Button } from "@mantine/core";
import type { FormEvent } from "react";
import type { StationView } from "../../api/types";
import { useText } from "../../text/useText";
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
  const { t, number } = useText();
  const form = useSettingsForm(station);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save();
  };
  return (
    <Panel title={t("settings.title")}>
      <form className={classes.form} onSubmit={submit} noValidate>
        {!canChange && <Note tone="grey">{t("settings.viewer")}</Note>}
        {form.conflict && (
          <Note tone="orange" title={t("settings.conflict")}>
            {t("settings.conflict_hint", { number: number(form.conflict.number) })}
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
          <Note tone="green">{t("settings.saved", { number: number(form.savedAs) })}</Note>
        )}
        {canChange && (
          <div className={classes.actions}>
            <Button type="submit" loading={form.isSaving} disabled={!form.isChanged}>
              {t("settings.save")}
            </Button>
            {form.isChanged ? (
              <Button variant="default" onClick={form.undo}>
                {t("settings.undo")}
              </Button>
            ) : (
              <span className="tq-quiet">{t("settings.unchanged")}</span>
            )}
          </div>
        )}
      </form>
    </Panel>
  );
}

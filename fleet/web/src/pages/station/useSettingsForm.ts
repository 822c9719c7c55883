// The state of the settings form.
//
// Edits are kept apart from what the server says, with the number of the state on which they were
// made. If somebody else changes the station meanwhile, the server answers 409: the edits stay, the
// new values are shown beside them, and the next attempt starts from the new number.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, take } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { stationQuery } from "../../api/queries";
import type { StationView } from "../../api/types";
import { useText } from "../../text/useText";
import { differing, type Parsed, parse, realEdits, type Settings, specsOf } from "./settings";

interface Base {
  number: number;
  desired: Settings;
}

interface Conflict {
  number: number;
  theirs: Settings;
}

type Errors = Record<string, Extract<Parsed, { ok: false }>>;

export function useSettingsForm(station: StationView) {
  const { language } = useText();
  const { settings } = station;
  const specs = useMemo(() => specsOf(settings.json_schema), [settings.json_schema]);
  const [edits, setEdits] = useState<Record<string, string>>({});
  const [heldBase, setHeldBase] = useState<Base | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [savedAs, setSavedAs] = useState<number | null>(null);
  const base = heldBase ?? settings;
  const shown = (value: unknown) =>
    language === "vi" ? String(value).replace(".", ",") : String(value);

  const forget = () => {
    setEdits({});
    setHeldBase(null);
    setConflict(null);
  };
  const saving = useSaving(station.station_id, {
    onSaved: (number) => {
      forget();
      setSavedAs(number);
    },
    onConflict: (fresh) => {
      const keys = differing(base.desired, fresh.desired);
      setConflict({
        number: fresh.number,
        theirs: Object.fromEntries(keys.map((key) => [key, fresh.desired[key]])),
      });
      setHeldBase(fresh);
    },
  });

  const changed = realEdits(specs, edits, base.desired);
  const errors: Errors = {};
  const values: Record<string, unknown> = { ...base.desired };
  for (const spec of specs) {
    const typed = changed[spec.key];
    if (typed === undefined) continue;
    const parsed = parse(spec, typed);
    if (parsed.ok) values[spec.key] = parsed.value;
    else errors[spec.key] = parsed;
  }

  return {
    specs,
    errors,
    conflict,
    savedAs,
    // A conflict is explained; only if its details could not be read is it shown as an error.
    problem: conflict && isConflict(saving.error) ? null : saving.error,
    isSaving: saving.isPending,
    isChanged: Object.keys(changed).length > 0,
    typed: (key: string) => edits[key] ?? shown(base.desired[key]),
    running: (key: string) => {
      const running = settings.reported?.[key];
      return running === settings.desired[key] ? undefined : running;
    },
    edit: (key: string, typed: string) => {
      setSavedAs(null);
      saving.reset();
      setHeldBase((held) => held ?? { number: settings.number, desired: settings.desired });
      setEdits((before) => ({ ...before, [key]: typed }));
    },
    undo: () => {
      saving.reset();
      forget();
    },
    save: () => {
      if (Object.keys(errors).length === 0) {
        saving.mutate({ expected_number: base.number, settings: values });
      }
    },
  };
}

interface SavingOptions {
  onSaved: (number: number) => void;
  onConflict: (fresh: Base) => void;
}

function useSaving(station: string, { onSaved, onConflict }: SavingOptions) {
  const client = useQueryClient();
  const { queryKey } = stationQuery(station);
  return useMutation({
    mutationFn: (body: { expected_number: number; settings: Record<string, unknown> }) =>
      take(
        api.PUT("/api/stations/{station_id}/settings", {
          params: { path: { station_id: station } },
          body,
        }),
      ),
    onSuccess: (row) => {
      onSaved(row.number);
      return client.invalidateQueries({ queryKey });
    },
    onError: async (error) => {
      if (!isConflict(error)) return;
      const fresh = await client.fetchQuery({ ...stationQuery(station), staleTime: 0 });
      onConflict(fresh.settings);
    },
  });
}

function isConflict(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "desired.number";
}

// Describes a new connection, or one that there is anew. Secrets are named here, never held.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { api, take } from "../../api/client";
import type { ConnectorView } from "../../api/stampQueries";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { Drawer } from "../../ui/Drawer";
import { AreaField, SelectField, TextField } from "../../ui/Field";
import { StampProblem } from "../stamps/StampProblem";
import classes from "../stamps/Stamps.module.css";
import {
  begin,
  type Complaint,
  CREDENTIALS,
  complaintsOf,
  type Draft,
  type DraftField,
  documentOf,
  KINDS,
  refusalOf,
  restOf,
} from "./draft";

interface ConnectorEditorProps {
  connector?: ConnectorView;
  onClose: () => void;
  onSaved: (name: string) => void;
}

export function ConnectorEditor({ connector, onClose, onSaved }: ConnectorEditorProps) {
  const { w } = useWords(STAMP_WORDS);
  const [draft, setDraft] = useState(() => begin(connector));
  const [complaints, setComplaints] = useState<readonly Complaint[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const saving = useSaving(connector);
  const complain = (found: readonly Complaint[]) => {
    setComplaints(found);
    const first = found[0]?.field;
    form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = complaintsOf(draft);
    complain(found);
    if (found.length > 0) return;
    saving.mutate(draft, {
      onSuccess: () => onSaved(draft.name),
      onError: (error) => {
        const refusal = refusalOf(error);
        if (refusal) complain([refusal]);
      },
    });
  };
  return (
    <Drawer title={w(connector ? "connectors.edit" : "connectors.add")} onClose={onClose}>
      <form ref={form} className={classes.form} onSubmit={submit} noValidate>
        <EditorFields
          draft={draft}
          complaints={complaints}
          isNew={!connector}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        {saving.error && !refusalOf(saving.error) && <StampProblem error={saving.error} />}
        <div className={classes.buttons}>
          <button type="submit" className="tq-button" data-primary disabled={saving.isPending}>
            {w("connectors.save")}
          </button>
          <button type="button" className="tq-button" onClick={onClose}>
            {w("form.cancel")}
          </button>
        </div>
      </form>
    </Drawer>
  );
}

interface EditorFieldsProps {
  draft: Draft;
  complaints: readonly Complaint[];
  isNew: boolean;
  onChange: (part: Partial<Draft>) => void;
}

function EditorFields({ draft, complaints, isNew, onChange }: EditorFieldsProps) {
  const { w } = useWords(STAMP_WORDS);
  const errorAt = (field: DraftField) => {
    const found = complaints.find((one) => one.field === field);
    return (
      found && (found.key ? w(found.key) : w("connectors.error.said", { said: found.said ?? "" }))
    );
  };
  const text = (field: Exclude<DraftField, "enabled" | "kind" | "credential">) => ({
    name: field,
    label: w(`connectors.field.${field}`),
    value: draft[field],
    error: errorAt(field),
    onChange: (value: string) => onChange({ [field]: value }),
  });
  const choose = (value: string) => {
    const kind = KINDS.find((one) => one === value) ?? draft.kind;
    // What somebody wrote is kept; what a kind begins with follows the kind.
    const isUntouched = draft.rest === restOf(draft.kind);
    onChange({ kind, ...(isUntouched ? { rest: restOf(kind) } : {}) });
  };
  return (
    <>
      <TextField {...text("title")} maxLength={100} required />
      <TextField
        {...text("name")}
        hint={w("connectors.hint.name")}
        maxLength={40}
        spellCheck={false}
        readOnly={!isNew}
        required
      />
      <SelectField
        label={w("connectors.column.kind")}
        value={draft.kind}
        options={KINDS.map((value) => ({ value, label: w(`connectors.kind.${value}`) }))}
        onChange={choose}
      />
      <TextField
        {...text("url")}
        hint={w(`connectors.hint.url.${draft.kind}`)}
        type="url"
        required
      />
      <div className={classes.pair}>
        <TextField {...text("place")} hint={w("connectors.hint.place")} inputMode="numeric" />
        <TextField {...text("timeout_s")} inputMode="decimal" />
      </div>
      <SelectField
        label={w("connectors.field.credential")}
        value={draft.credential}
        options={CREDENTIALS.map((value) => ({
          value,
          label: w(`connectors.credential.${value || "none"}`),
        }))}
        onChange={(value) =>
          onChange({ credential: CREDENTIALS.find((one) => one === value) ?? "" })
        }
      />
      {draft.credential && (
        <TextField {...text("secret")} hint={w("connectors.hint.secret")} spellCheck={false} />
      )}
      {draft.credential === "header" && <TextField {...text("header")} spellCheck={false} />}
      <TextField {...text("gtin_prefixes")} hint={w("connectors.hint.prefixes")} />
      <TextField {...text("hosts")} hint={w("connectors.hint.hosts")} spellCheck={false} />
      <AreaField {...text("rest")} hint={w("connectors.hint.rest")} rows={8} />
      <label className={classes.tick}>
        <input
          type="checkbox"
          checked={draft.enabled}
          onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
        />
        {w("connectors.field.enabled")}
      </label>
    </>
  );
}

function useSaving(connector: ConnectorView | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) => {
      const { name, enabled } = draft;
      const place = Number(draft.place);
      const body = { title: draft.title.trim(), enabled, place, document: documentOf(draft) };
      return connector
        ? take(
            api.PUT("/api/connectors/{name}", {
              params: { path: { name } },
              body: { ...body, expected_revision: connector.revision },
            }),
          )
        : take(api.POST("/api/connectors", { body: { ...body, name } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["connectors"] }),
  });
}

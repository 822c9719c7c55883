// Does something to a stamp or to a batch: which, why, and what became of it.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, take } from "../../api/client";
import type { components } from "../../api/schema";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { TextField } from "../../ui/Field";
import { Note } from "../../ui/Note";
import { isFinal, needsReason, type PersonAction } from "./actions";
import { StampProblem } from "./StampProblem";
import classes from "./Stamps.module.css";

type StampOrder = components["schemas"]["StampOrder"];

interface ActFormProps {
  /** Which stamps: those of a batch, or one by its serial. */
  target: { batch: number } | { gtin: string; serials: string[] };
  actions: readonly PersonAction[];
}

export function ActForm({ target, actions }: ActFormProps) {
  const { w } = useWords(STAMP_WORDS);
  const [action, choose] = useState<PersonAction | null>(null);
  const acting = useActing();
  // A stamp that has just ended still shows what became of it.
  if (actions.length === 0 && !acting.data) return null;
  return (
    <section className={classes.part}>
      <h3>{w("action.title")}</h3>
      {action ? (
        <Reasoned
          action={action}
          isPending={acting.isPending}
          onCancel={() => choose(null)}
          onSubmit={(said) =>
            acting.mutate(
              { ...target, action, leave_ended: "batch" in target, ...said },
              { onSuccess: () => choose(null) },
            )
          }
        />
      ) : (
        <div className={classes.buttons}>
          {actions.map((one) => (
            <button
              key={one}
              type="button"
              className="tq-button"
              onClick={() => {
                acting.reset();
                choose(one);
              }}
            >
              {w(`action.${one}`)}
            </button>
          ))}
        </div>
      )}
      {acting.error && <StampProblem error={acting.error} />}
      {acting.data && (
        <Note tone="green">
          <span>
            {w("action.done", acting.data)}
            {acting.data.left > 0 && ` ${w("action.skipped", { n: acting.data.left })}`}
          </span>
        </Note>
      )}
    </section>
  );
}

interface ReasonedProps {
  action: PersonAction;
  isPending: boolean;
  onCancel: () => void;
  onSubmit: (said: { note: string; replacement?: string }) => void;
}

function Reasoned({ action, isPending, onCancel, onSubmit }: ReasonedProps) {
  const { w } = useWords(STAMP_WORDS);
  const [note, setNote] = useState("");
  const [replacement, setReplacement] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const other = replacement.trim();
    onSubmit({ note: note.trim(), ...(other ? { replacement: other } : {}) });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {action === "replace" && (
        <TextField
          label={w("action.replacement")}
          value={replacement}
          onChange={setReplacement}
          required
          maxLength={20}
        />
      )}
      <TextField
        label={w(needsReason(action) ? "form.reason" : "action.note")}
        value={note}
        onChange={setNote}
        required={needsReason(action)}
        maxLength={300}
      />
      {isFinal(action) && <p className="tq-quiet">{w("action.final")}</p>}
      <div className={classes.buttons}>
        <button type="submit" className="tq-button" data-primary disabled={isPending}>
          {w(`action.${action}`)}
        </button>
        <button type="button" className="tq-button" onClick={onCancel}>
          {w("form.cancel")}
        </button>
      </div>
    </form>
  );
}

function useActing() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StampOrder) => take(api.POST("/api/stamp-actions", { body })),
    onSuccess: () =>
      Promise.all(
        ["stamps", "stamps_count", "stamp", "stamp_batch"].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  });
}

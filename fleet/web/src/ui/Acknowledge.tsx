// Somebody takes an alert on, with a word about it; for a moment it can be taken back.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { api, take } from "../api/client";
import { useText } from "../text/useText";
import classes from "./Acknowledge.module.css";
import { Age } from "./Age";
import { ProblemNote } from "./ProblemNote";

const LONGEST = 500;

export interface Acknowledged {
  by: string;
  at: string;
  comment: string;
}

interface AcknowledgeProps {
  alert: number;
  station: string;
  acknowledged: Acknowledged | null;
  canChange: boolean;
}

export function Acknowledge({ alert, station, acknowledged, canChange }: AcknowledgeProps) {
  const { t } = useText();
  const [isOpen, setIsOpen] = useState(false);
  const { send, takeBack } = useAcknowledging(alert, () => setIsOpen(false));
  if (acknowledged) {
    return (
      <p className={classes.done}>
        <span>
          {t("alert.acknowledged", { by: acknowledged.by })} <Age moment={acknowledged.at} />
          {acknowledged.comment && `: ${acknowledged.comment}`}
        </span>
        {canChange && (
          <button
            type="button"
            className={classes.link}
            disabled={takeBack.isPending}
            aria-label={t("alert.take_back_label", { station })}
            onClick={() => takeBack.mutate()}
          >
            {t("alert.take_back")}
          </button>
        )}
        {takeBack.error && <ProblemNote error={takeBack.error} />}
      </p>
    );
  }
  if (!canChange) return null;
  if (!isOpen) {
    return (
      <button
        type="button"
        className={classes.link}
        aria-label={t("alert.acknowledge_label", { station })}
        onClick={() => setIsOpen(true)}
      >
        {t("alert.acknowledge")}
      </button>
    );
  }
  return (
    <CommentForm
      isSending={send.isPending}
      error={send.error}
      onSend={(comment) => send.mutate(comment)}
      onCancel={() => setIsOpen(false)}
    />
  );
}

interface CommentFormProps {
  isSending: boolean;
  error: Error | null;
  onSend: (comment: string) => void;
  onCancel: () => void;
}

function CommentForm({ isSending, error, onSend, onCancel }: CommentFormProps) {
  const { t } = useText();
  const id = useId();
  const [comment, setComment] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend(comment.trim());
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <label htmlFor={id}>{t("alert.comment")}</label>
      <input
        id={id}
        // biome-ignore lint/a11y/noAutofocus: the button that was here had the focus
        autoFocus
        autoComplete="off"
        maxLength={LONGEST}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && onCancel()}
      />
      <button type="submit" className="tq-button" data-primary disabled={isSending}>
        {t("alert.acknowledge")}
      </button>
      <button type="button" className="tq-button" onClick={onCancel}>
        {t("slide.cancel")}
      </button>
      {error && <ProblemNote error={error} />}
    </form>
  );
}

function useAcknowledging(alert: number, onDone: () => void) {
  const client = useQueryClient();
  const params = { path: { alert_id: alert } };
  const refresh = () =>
    Promise.all(
      ["attention", "alerts", "station"].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    );
  const send = useMutation({
    mutationFn: (comment: string) =>
      take(api.POST("/api/alerts/{alert_id}/acknowledge", { params, body: { comment } })),
    onSuccess: async () => {
      await refresh();
      onDone();
    },
  });
  const takeBack = useMutation({
    mutationFn: () => take(api.DELETE("/api/alerts/{alert_id}/acknowledge", { params })),
    onSuccess: refresh,
  });
  return { send, takeBack };
}

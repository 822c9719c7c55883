// Issues a batch of stamps. The request has a number of its own, so sending it twice issues once.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, take } from "../../api/client";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { Drawer } from "../../ui/Drawer";
import { TextField } from "../../ui/Field";
import { Note } from "../../ui/Note";
import { ProblemNote } from "../../ui/ProblemNote";
import classes from "./Stamps.module.css";

const EMPTY = { gtin: "", issuer: "", lot: "", count: "", twoLayer: false };

export function IssueDrawer({ onClose }: { onClose: () => void }) {
  const { w } = useWords(STAMP_WORDS);
  const [order, setOrder] = useState(EMPTY);
  const [request, setRequest] = useState(newRequest);
  const issuing = useIssuing(request);
  const change = (part: Partial<typeof EMPTY>) => setOrder((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    issuing.mutate(order, {
      onSuccess: () => {
        setOrder(EMPTY);
        setRequest(newRequest());
      },
    });
  };
  return (
    <Drawer title={w("batches.issue")} onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <TextField
          label={w("batches.gtin")}
          value={order.gtin}
          onChange={(gtin) => change({ gtin })}
          inputMode="numeric"
          required
          maxLength={14}
        />
        <TextField
          label={w("batches.party")}
          value={order.issuer}
          onChange={(issuer) => change({ issuer })}
          required
          maxLength={100}
        />
        <TextField
          label={w("batches.lot")}
          value={order.lot}
          onChange={(lot) => change({ lot })}
          maxLength={20}
        />
        <TextField
          label={w("batches.amount")}
          hint={w("batches.amount_hint")}
          value={order.count}
          onChange={(count) => change({ count })}
          type="number"
          min={1}
          max={100_000}
          required
        />
        <label className={classes.tick}>
          <input
            type="checkbox"
            checked={order.twoLayer}
            onChange={(event) => change({ twoLayer: event.currentTarget.checked })}
          />
          {w("batches.two_layer")}
        </label>
        {issuing.error && <ProblemNote error={issuing.error} />}
        {issuing.data && <Note tone="green">{w("batches.issued", { n: issuing.data.batch })}</Note>}
        <div className={classes.buttons}>
          <button type="submit" className="tq-button" data-primary disabled={issuing.isPending}>
            {w("batches.submit")}
          </button>
        </div>
      </form>
    </Drawer>
  );
}

/** Browsers give `randomUUID` to pages over HTTPS only; this is as hard to meet twice. */
function newRequest(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `console-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function useIssuing(request: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ gtin, issuer, lot, count, twoLayer }: typeof EMPTY) =>
      take(
        api.POST("/api/stamp-batches", {
          body: {
            gtin: gtin.trim(),
            issuer: issuer.trim(),
            ...(lot.trim() ? { lot: lot.trim() } : {}),
            count: Number(count),
            two_layer: twoLayer,
            request,
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["stamp_batches"] }),
  });
}

// Issues a batch of stamps. The request has a number of its own, so sending it twice issues once.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, take } from "../../api/client";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Choice } from "../../ui/Choice";
import { Drawer } from "../../ui/Drawer";
import { AreaField, DayField, TextField } from "../../ui/Field";
import { Note } from "../../ui/Note";
import { EMPTY, type Order, orderOf, SERIALS } from "./order";
import { StampProblem } from "./StampProblem";
import classes from "./Stamps.module.css";

export function IssueDrawer({ onClose }: { onClose: () => void }) {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  const [order, setOrder] = useState(EMPTY);
  const [request, setRequest] = useState(newRequest);
  const issuing = useIssuing(request);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    issuing.mutate(order, {
      onSuccess: () => {
        setOrder(EMPTY);
        setRequest(newRequest());
      },
    });
  };
  const done = issuing.data;
  return (
    <Drawer title={w("batches.issue")} onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <OrderFields
          order={order}
          onChange={(part) => setOrder((before) => ({ ...before, ...part }))}
        />
        {issuing.error && <StampProblem error={issuing.error} />}
        {done && (
          <Note tone="green">
            {w("batches.issued", { n: done.batch, count: number(done.count) })}
          </Note>
        )}
        <div className={classes.buttons}>
          <button type="submit" className="tq-button" data-primary disabled={issuing.isPending}>
            {w("batches.submit")}
          </button>
        </div>
      </form>
    </Drawer>
  );
}

interface OrderFieldsProps {
  order: Order;
  onChange: (part: Partial<Order>) => void;
}

function OrderFields({ order, onChange }: OrderFieldsProps) {
  const { w } = useWords(STAMP_WORDS);
  const text = (field: Exclude<keyof Order, "how" | "twoLayer">) => ({
    label: w(`batches.${field}`),
    value: order[field],
    onChange: (value: string) => onChange({ [field]: value }),
  });
  return (
    <>
      <TextField {...text("gtin")} inputMode="numeric" required maxLength={14} />
      <TextField {...text("party")} required maxLength={100} />
      <TextField {...text("lot")} maxLength={20} />
      <Choice
        label={w("batches.serials")}
        value={order.how}
        onChange={(how) => onChange({ how })}
        options={SERIALS.map((value) => ({ value, label: w(`batches.serials.${value}`) }))}
      />
      {order.how === "made" && (
        <TextField
          {...text("amount")}
          hint={w("batches.amount_hint")}
          type="number"
          min={1}
          max={100_000}
          required
        />
      )}
      {order.how === "range" && (
        <>
          <div className={classes.pair}>
            <TextField {...text("first")} required maxLength={20} spellCheck={false} />
            <TextField {...text("last")} required maxLength={20} spellCheck={false} />
          </div>
          <p className="tq-quiet">{w("batches.range_hint")}</p>
        </>
      )}
      {order.how === "list" && (
        <AreaField {...text("list")} hint={w("batches.list_hint")} rows={5} required />
      )}
      <TextField {...text("area")} hint={w("batches.area_hint")} />
      <DayField
        label={w("batches.expires")}
        hint={w("batches.expires_hint")}
        value={order.expires}
        required={false}
        onChange={(expires) => onChange({ expires })}
      />
      <label className={classes.tick}>
        <input
          type="checkbox"
          checked={order.twoLayer}
          onChange={(event) => onChange({ twoLayer: event.currentTarget.checked })}
        />
        {w("batches.two_layer")}
      </label>
    </>
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
    mutationFn: (order: Order) =>
      take(api.POST("/api/stamp-batches", { body: { ...orderOf(order), request } })),
    onSuccess: () =>
      Promise.all(
        ["stamp_batches", "stamps", "stamps_count"].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  });
}

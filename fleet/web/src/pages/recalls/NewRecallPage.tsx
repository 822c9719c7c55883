// Entering a recall: what is recalled, what the order says, and a last look before it takes effect.

import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { api, take } from "../../api/client";
import { formatDay, vietnamDay } from "../../text/format";
import { useWords } from "../../text/useWords";
import { Note } from "../../ui/Note";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { Widgets } from "../../ui/Widgets";
import { PageHead } from "../registry/parts";
import { REGISTRY } from "../registry/texts";
import { begin, complaintsOf, type Draft, orderOf } from "./draft";
import { ReachLine } from "./ReachLine";
import { GoodsFields, OrderFields, ShopperFields } from "./RecallFields";
import classes from "./Recalls.module.css";
import { scopeText } from "./scopeText";
import { useNamed } from "./useNamed";

const route = getRouteApi("/app/recalls/new");

export function NewRecallPage() {
  const { w } = useWords(REGISTRY);
  usePageTitle(w("recall.new"));
  return (
    <>
      <PageHead back={<Link to="/recalls">{w("back.recalls")}</Link>} title={w("recall.new")} />
      <Widgets>
        <RecallForm />
      </Widgets>
    </>
  );
}

function RecallForm() {
  const { w } = useWords(REGISTRY);
  const form = useRef<HTMLFormElement>(null);
  const search = route.useSearch();
  const [draft, setDraft] = useState(() => begin(search, vietnamDay(new Date())));
  const [tried, setTried] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const entering = useEntering();
  const complaints = tried ? complaintsOf(draft) : {};

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(complaintsOf(draft)).length === 0) {
      setIsChecked(true);
      return;
    }
    // Once the complaints are drawn, the first field that has one is where to go on.
    window.requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    );
  };

  if (isChecked) {
    return (
      <LastLook
        draft={draft}
        error={entering.error}
        isSending={entering.isPending}
        onConfirm={() => entering.mutate(draft)}
        onEdit={() => {
          entering.reset();
          setIsChecked(false);
        }}
      />
    );
  }
  const fields = {
    draft,
    complaints,
    onChange: (part: Partial<Draft["fields"]>) =>
      setDraft((before) => ({ ...before, fields: { ...before.fields, ...part } })),
  };
  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <GoodsFields {...fields} onScope={(scope) => setDraft((before) => ({ ...before, scope }))} />
      <OrderFields {...fields} />
      <ShopperFields {...fields} />
      <div className={classes.actions}>
        <Button type="submit">{w("recall.check")}</Button>
        <Link to="/recalls" className="tq-button">
          {w("recall.cancel")}
        </Link>
      </div>
    </form>
  );
}

interface LastLookProps {
  draft: Draft;
  error: Error | null;
  isSending: boolean;
  onConfirm: () => void;
  onEdit: () => void;
}

function LastLook({ draft, error, isSending, onConfirm, onEdit }: LastLookProps) {
  const words = useWords(REGISTRY);
  const { w } = words;
  const order = orderOf(draft);
  const named = useNamed(draft);
  return (
    <div className={classes.form}>
      <Note tone="orange" title={w("recall.sure")}>
        <div className={classes.scope}>
          {scopeText(words, order)}
          {named.name && ` (${named.name})`}
        </div>
        <div>{order.reason_vi}</div>
        <div>
          {order.recall_id}, {order.authority}, {formatDay(order.since)}
        </div>
        <ReachLine order={order} />
        <div>{w("recall.means")}</div>
      </Note>
      {error && <ProblemNote error={error} />}
      <div className={classes.actions}>
        <Button loading={isSending} onClick={onConfirm}>
          {w("recall.confirm")}
        </Button>
        <button type="button" className="tq-button" disabled={isSending} onClick={onEdit}>
          {w("recall.edit")}
        </button>
      </div>
    </div>
  );
}

function useEntering() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (draft: Draft) => take(api.POST("/api/recalls", { body: orderOf(draft) })),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["recalls"] }),
        client.invalidateQueries({ queryKey: ["goods"] }),
      ]);
      await navigate({ to: "/recalls" });
    },
  });
}

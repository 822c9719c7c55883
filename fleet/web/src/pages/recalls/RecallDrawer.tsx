// One recall with all that its order says; ending it is asked for twice, since it can't be undone.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, take } from "../../api/client";
import type { RecallRow } from "../../api/registryTypes";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Drawer } from "../../ui/Drawer";
import { Fact, Facts } from "../../ui/Facts";
import { Mark } from "../../ui/Mark";
import { Note } from "../../ui/Note";
import { ProblemNote } from "../../ui/ProblemNote";
import { Day, PartyLink } from "../registry/parts";
import { REGISTRY } from "../registry/texts";
import classes from "./Recalls.module.css";
import { scopeText } from "./scopeText";

export function RecallMark({ lifted }: { lifted: boolean }) {
  const { w } = useWords(REGISTRY);
  return (
    <Mark shape={lifted ? "ring" : "octagon"} tone={lifted ? "grey" : "red"} strong={!lifted}>
      {w(lifted ? "recall.state.lifted" : "recall.state.open")}
    </Mark>
  );
}

interface RecallDrawerProps {
  recall: RecallRow;
  canChange: boolean;
  onClose: () => void;
}

export function RecallDrawer({ recall, canChange, onClose }: RecallDrawerProps) {
  const { language } = useText();
  const words = useWords(REGISTRY);
  const { w } = words;
  const said = (vi: string | null, en: string | null) => (language === "en" && en) || vi;
  const action = said(recall.action_vi, recall.action_en);
  return (
    <Drawer title={w("recall.one", { recall: recall.recall_id })} onClose={onClose}>
      <Facts>
        <Fact name={w("recall.state")}>
          <RecallMark lifted={recall.lifted_at !== null} />
        </Fact>
        <Fact name={w("recall.scope")}>
          {scopeText(words, recall)}
          <Goods recall={recall} />
        </Fact>
        <Fact name={w("recall.reason")}>{said(recall.reason_vi, recall.reason_en)}</Fact>
        {action && <Fact name={w("recall.action")}>{action}</Fact>}
        <Fact name={w("recall.authority")}>{recall.authority}</Fact>
        <Fact name={w("recall.class")}>{recall.recall_class || w("recall.class_none")}</Fact>
        {recall.hotline && <Fact name={w("recall.hotline")}>{recall.hotline}</Fact>}
        <Fact name={w("recall.since")}>
          <Day day={recall.since} />
        </Fact>
        {recall.source_time && (
          <Fact name={w("recall.entered")}>
            <Moment moment={recall.source_time} />
          </Fact>
        )}
        {recall.lifted_at && (
          <Fact name={w("recall.lifted_at")}>
            <Moment moment={recall.lifted_at} />
          </Fact>
        )}
        <Fact name={w("source")}>{recall.source || w("source_own")}</Fact>
      </Facts>
      {canChange && recall.lifted_at === null && <Lift recall={recall.recall_id} />}
    </Drawer>
  );
}

function Goods({ recall: { gtin, party } }: { recall: RecallRow }) {
  const { w } = useWords(REGISTRY);
  if (!gtin) {
    return (
      <div>
        <PartyLink party={party} />
      </div>
    );
  }
  return (
    <div>
      <Link to="/products/$gtin" params={{ gtin }}>
        {w("lot.product")}
      </Link>
    </div>
  );
}

function Lift({ recall }: { recall: string }) {
  const { w } = useWords(REGISTRY);
  const client = useQueryClient();
  const [isAsked, setIsAsked] = useState(false);
  const lifting = useMutation({
    mutationFn: () =>
      take(api.POST("/api/recalls/{recall_id}/lift", { params: { path: { recall_id: recall } } })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["recalls"] }),
        client.invalidateQueries({ queryKey: ["goods"] }),
      ]),
  });
  if (!isAsked) {
    return (
      <div className={classes.actions}>
        <button type="button" className="tq-button" onClick={() => setIsAsked(true)}>
          {w("recall.lift")}
        </button>
      </div>
    );
  }
  return (
    <div className={classes.confirm}>
      <Note tone="orange" title={w("recall.lift_sure")}>
        <div>{w("recall.lift_means")}</div>
      </Note>
      {lifting.error && <ProblemNote error={lifting.error} />}
      <div className={classes.actions}>
        <button
          type="button"
          className="tq-button"
          data-primary
          disabled={lifting.isPending}
          onClick={() => lifting.mutate()}
        >
          {w("recall.lift_yes")}
        </button>
        <button type="button" className="tq-button" onClick={() => setIsAsked(false)}>
          {w("recall.keep")}
        </button>
      </div>
    </div>
  );
}

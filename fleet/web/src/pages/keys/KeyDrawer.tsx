// One key: for whom it holds, and for administrators the key that follows it, or its end.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "../../api/client";
import type { IssuerKeyRow } from "../../api/stampQueries";
import { formatDay } from "../../text/format";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { CopyId } from "../../ui/CopyId";
import { Drawer } from "../../ui/Drawer";
import { Fact, Facts } from "../../ui/Facts";
import { DayField, TextField } from "../../ui/Field";
import { StampProblem } from "../stamps/StampProblem";
import classes from "../stamps/Stamps.module.css";
import { KeyMark } from "./KeysPage";

interface KeyDrawerProps {
  issuerKey: IssuerKeyRow;
  canChange: boolean;
  onClose: () => void;
}

export function KeyDrawer({ issuerKey, canChange, onClose }: KeyDrawerProps) {
  const { w } = useWords(STAMP_WORDS);
  return (
    <Drawer title={w("keys.one")} onClose={onClose}>
      <Facts>
        <Fact name={w("keys.column.state")}>
          <KeyMark issuerKey={issuerKey} />
        </Fact>
        <Fact name={w("keys.id")}>
          <CopyId value={issuerKey.kid} what={w("keys.id")} />
        </Fact>
        <Fact name={w("keys.party")}>{issuerKey.party}</Fact>
        <Fact name={w("keys.column.prefixes")}>{issuerKey.prefixes.join(", ")}</Fact>
        <Fact name={w("keys.column.validity")}>
          {formatDay(issuerKey.not_before)} – {formatDay(issuerKey.not_after)}
        </Fact>
        <Fact name={w("keys.algorithm")}>{issuerKey.algorithm}</Fact>
        <Fact name={w("keys.public")}>
          <CopyId value={issuerKey.public_key} what={w("keys.public")} />
        </Fact>
        <Fact name={w("keys.source")}>{issuerKey.source ?? w("keys.source.own")}</Fact>
        {issuerKey.revoked_at && (
          <Fact name={w("keys.revoked_at")}>{formatDay(issuerKey.revoked_at)}</Fact>
        )}
        {issuerKey.reason && <Fact name={w("form.reason")}>{issuerKey.reason}</Fact>}
      </Facts>
      {canChange && !issuerKey.revoked_at && (
        <>
          <Rotate kid={issuerKey.kid} from={issuerKey.not_after} onDone={onClose} />
          <Revoke kid={issuerKey.kid} />
        </>
      )}
    </Drawer>
  );
}

function Rotate({ kid, from, onDone }: { kid: string; from: string; onDone: () => void }) {
  const { w } = useWords(STAMP_WORDS);
  const client = useQueryClient();
  const [day, setDay] = useState("");
  const rotating = useMutation({
    mutationFn: () =>
      take(
        api.POST("/api/issuer-keys/{kid}/rotate", {
          params: { path: { kid } },
          body: { last_day: day },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["issuer_keys"] });
      onDone();
    },
  });
  return (
    <section className={classes.part}>
      <h3>{w("keys.rotate")}</h3>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          rotating.mutate();
        }}
      >
        <p className="tq-quiet">{w("keys.rotate_hint")}</p>
        <DayField label={w("keys.last_day")} value={day} min={from} onChange={setDay} />
        {rotating.error && <StampProblem error={rotating.error} />}
        <div className={classes.buttons}>
          <button type="submit" className="tq-button" disabled={!day || rotating.isPending}>
            {w("keys.rotate")}
          </button>
        </div>
      </form>
    </section>
  );
}

function Revoke({ kid }: { kid: string }) {
  const { w } = useWords(STAMP_WORDS);
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const revoking = useMutation({
    mutationFn: () =>
      take(
        api.POST("/api/issuer-keys/{kid}/revoke", {
          params: { path: { kid } },
          body: { reason: reason.trim() },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["issuer_keys"] }),
  });
  return (
    <section className={classes.part}>
      <h3>{w("keys.revoke")}</h3>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          revoking.mutate();
        }}
      >
        <p className="tq-quiet">{w("keys.revoke_hint")}</p>
        <TextField
          label={w("form.reason")}
          value={reason}
          onChange={setReason}
          required
          maxLength={300}
        />
        <p className="tq-quiet">{w("action.final")}</p>
        {revoking.error && <StampProblem error={revoking.error} />}
        <div className={classes.buttons}>
          <button type="submit" className="tq-button" disabled={revoking.isPending}>
            {w("keys.revoke")}
          </button>
        </div>
      </form>
    </section>
  );
}

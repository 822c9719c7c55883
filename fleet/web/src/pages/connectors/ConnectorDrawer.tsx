// One connection: how it does, how it is asked, a code to try it with, and its switch.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, take } from "../../api/client";
import type { Dossier } from "../../api/registryTypes";
import type { CheckResult, ConnectorView } from "../../api/stampQueries";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Drawer } from "../../ui/Drawer";
import { Fact, Facts } from "../../ui/Facts";
import { TextField } from "../../ui/Field";
import { Note } from "../../ui/Note";
import { Second } from "../../ui/Rows";
import { StampProblem } from "../stamps/StampProblem";
import classes from "../stamps/Stamps.module.css";
import { ConnectorEditor } from "./ConnectorEditor";
import { FailureText, StandingMark } from "./marks";

interface ConnectorDrawerProps {
  connector: ConnectorView;
  onClose: () => void;
}

export function ConnectorDrawer({ connector, onClose }: ConnectorDrawerProps) {
  const { w, findWord } = useWords(STAMP_WORDS);
  const [isEditing, setIsEditing] = useState(false);
  const { health, document } = connector;
  if (isEditing) {
    const leave = () => setIsEditing(false);
    return <ConnectorEditor connector={connector} onClose={leave} onSaved={leave} />;
  }
  return (
    <Drawer title={connector.title} onClose={onClose}>
      <Facts>
        <Fact name={w("connectors.column.state")}>
          <StandingMark connector={connector} />
        </Fact>
        <Fact name={w("connectors.column.kind")}>
          {findWord(`connectors.kind.${connector.kind}`) ?? connector.kind}
        </Fact>
        <Fact name={w("connectors.field.url")}>{String(document.url ?? "")}</Fact>
        <Fact name={w("connectors.place")}>{connector.place}</Fact>
        {health.failures > 0 && <Fact name={w("connectors.failures")}>{health.failures}</Fact>}
        {health.reason && (
          <Fact name={w("connectors.reason")}>
            <FailureText reason={health.reason} />
          </Fact>
        )}
        {health.failed_at && (
          <Fact name={w("connectors.failed_at")}>
            <Moment moment={health.failed_at} />
          </Fact>
        )}
        {health.retry_at && (
          <Fact name={w("connectors.retry_at")}>
            <Moment moment={health.retry_at} />
          </Fact>
        )}
        {health.answered_at && (
          <Fact name={w("connectors.column.answered")}>
            <Moment moment={health.answered_at} />
          </Fact>
        )}
        <Fact name={w("connectors.changed")}>
          <Moment moment={connector.changed_at} />
          <Second>{connector.changed_by}</Second>
        </Fact>
      </Facts>
      <Switch connector={connector} onEdit={() => setIsEditing(true)} />
      <CheckForm name={connector.name} />
      <details className={classes.part}>
        <summary>{w("connectors.document")}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys too */}
        <pre className={`tq-mono ${classes.document}`} tabIndex={0}>
          {JSON.stringify(document, null, 2)}
        </pre>
      </details>
    </Drawer>
  );
}

function Switch({ connector, onEdit }: { connector: ConnectorView; onEdit: () => void }) {
  const { w } = useWords(STAMP_WORDS);
  const client = useQueryClient();
  const { name, title, enabled, place, document, revision } = connector;
  const switching = useMutation({
    mutationFn: () =>
      take(
        api.PUT("/api/connectors/{name}", {
          params: { path: { name } },
          body: { title, enabled: !enabled, place, document, expected_revision: revision },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["connectors"] }),
  });
  return (
    <section className={classes.part}>
      <div className={classes.buttons}>
        <button
          type="button"
          className="tq-button"
          disabled={switching.isPending}
          onClick={() => switching.mutate()}
        >
          {w(enabled ? "connectors.disable" : "connectors.enable")}
        </button>
        <button type="button" className="tq-button" onClick={onEdit}>
          {w("connectors.edit")}
        </button>
      </div>
      {switching.error && <StampProblem error={switching.error} />}
    </section>
  );
}

function CheckForm({ name }: { name: string }) {
  const { w } = useWords(STAMP_WORDS);
  const client = useQueryClient();
  const [code, setCode] = useState("");
  const checking = useMutation({
    mutationFn: () =>
      take(
        api.POST("/api/connectors/{name}/check", {
          params: { path: { name } },
          body: { code: code.trim() },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["connectors"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    checking.mutate();
  };
  return (
    <section className={classes.part}>
      <h3>{w("connectors.check")}</h3>
      <form className={classes.form} onSubmit={submit}>
        <TextField label={w("connectors.code")} value={code} onChange={setCode} required />
        <div className={classes.buttons}>
          <button type="submit" className="tq-button" disabled={checking.isPending}>
            {w("connectors.ask")}
          </button>
        </div>
        {checking.error && <StampProblem error={checking.error} />}
        {checking.data && <Outcome result={checking.data} />}
      </form>
    </section>
  );
}

const TONES = { known: "green", not_known: "grey", unavailable: "orange" } as const;

function Outcome({ result }: { result: CheckResult }) {
  const { number } = useText();
  const { w, findWord } = useWords(STAMP_WORDS);
  const dossier = result.dossier as unknown as Dossier | null;
  const reason = findWord(`failure.${result.reason}`) ?? result.reason ?? "";
  const values = { name: dossier?.item.name.vi ?? "", reason };
  return (
    <Note tone={TONES[result.outcome]} title={w(`connectors.outcome.${result.outcome}`, values)}>
      <span className="tq-quiet">{w("connectors.took", { n: number(result.took_ms) })}</span>
    </Note>
  );
}

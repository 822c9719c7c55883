// What a shopper would see of any code. The code goes in the body of the request and stays out of
// the address, since it may be one about a person.

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, take } from "../../api/client";
import type { LookView } from "../../api/stampQueries";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Fact, Facts } from "../../ui/Facts";
import { TextField } from "../../ui/Field";
import { COLOUR_SHAPES, Sign } from "../../ui/Mark";
import { Note } from "../../ui/Note";
import { Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { REASONS } from "../scans/reasonWords";
import { DossierPanels, EstablishmentPanel } from "./DossierPanels";
import classes from "./LookPage.module.css";
import { WindowBox } from "./WindowBox";

export function LookPage() {
  const { w } = useWords(STAMP_WORDS);
  const [code, setCode] = useState("");
  const looking = useMutation({
    mutationFn: (asked: string) => take(api.POST("/api/look", { body: { code: asked } })),
  });
  usePageTitle(w("look.title"));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim()) looking.mutate(code.trim());
  };
  return (
    <>
      <div className={classes.head}>
        <h1>{w("look.title")}</h1>
        <p className="tq-quiet">{w("look.lead")}</p>
      </div>
      <form className={classes.form} onSubmit={submit}>
        <TextField
          label={w("look.code")}
          hint={w("look.code_hint")}
          value={code}
          onChange={setCode}
          spellCheck={false}
          maxLength={20_000}
          data-page-search
        />
        <button
          type="submit"
          className="tq-button"
          data-primary
          disabled={looking.isPending || !code.trim()}
        >
          {w("look.submit")}
        </button>
      </form>
      {looking.error && <ProblemNote error={looking.error} />}
      {looking.data && (
        <Verdict view={looking.data} code={looking.variables} askedAt={looking.submittedAt} />
      )}
    </>
  );
}

interface VerdictProps {
  view: LookView;
  code: string;
  askedAt: number;
}

function Verdict({ view, code, askedAt }: VerdictProps) {
  const { t } = useText();
  const { w } = useWords(STAMP_WORDS);
  const isBare = !view.dossier && !view.establishment;
  return (
    <div className={classes.answer} data-testid="verdict">
      <section className={classes.verdict} data-tone={view.colour} aria-live="polite">
        <Sign shape={COLOUR_SHAPES[view.colour]} tone={view.colour} size={56} />
        <div>
          {view.kind !== "valid" && <p className={classes.colour}>{t(`colour.${view.colour}`)}</p>}
          <h2>{t(`verdict.${view.kind}`)}</h2>
        </div>
      </section>
      {view.dates_withheld && <Note tone="orange">{w("look.withheld")}</Note>}
      <WindowBox code={code} askedAt={askedAt} verdict={t(`verdict.${view.kind}`)} />
      <div className={classes.panels}>
        <CodePanel view={view} />
        {view.dossier && <DossierPanels dossier={view.dossier} />}
        {view.establishment && <EstablishmentPanel establishment={view.establishment} />}
        {isBare && (
          <Panel title={w("look.source")}>
            <p className={classes.none}>{w("look.no_record")}</p>
          </Panel>
        )}
      </div>
    </div>
  );
}

function CodePanel({ view }: { view: LookView }) {
  const { find } = useText();
  const { w } = useWords(STAMP_WORDS);
  const { findWord } = useWords(REASONS);
  const reasons = view.reasons.map(({ code }) => findWord(code) ?? code);
  return (
    <Panel title={w("look.reasons")}>
      {reasons.length > 0 && (
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <Facts>
        <Fact name={w("look.reading")}>{find(`kind.${view.reading}`) ?? view.reading}</Fact>
        {view.code && <Fact name={w("look.goods")}>{view.code}</Fact>}
        {view.host && <Fact name={w("look.host")}>{view.host}</Fact>}
        {view.error && <Fact name={w("look.error")}>{view.error}</Fact>}
        {view.warnings.length > 0 && (
          <Fact name={w("look.warnings")}>{view.warnings.join(", ")}</Fact>
        )}
        {view.unavailable && <Fact name={w("look.unavailable")}>{view.unavailable}</Fact>}
      </Facts>
    </Panel>
  );
}

// One batch: how its stamps stand, what can be done to all of them, and the file for the printer.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, take } from "../../api/client";
import { sessionQuery } from "../../api/queries";
import type { components } from "../../api/schema";
import { type BatchRow, batchQuery } from "../../api/stampQueries";
import { STAMP_STATES } from "../../api/stampSearch";
import { formatDay } from "../../text/format";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Drawer } from "../../ui/Drawer";
import { Fact, Facts } from "../../ui/Facts";
import { SelectField } from "../../ui/Field";
import { LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { ActForm } from "./ActForm";
import { BATCH_ACTIONS } from "./actions";
import { StampMark } from "./StampMark";
import { StampProblem } from "./StampProblem";
import classes from "./Stamps.module.css";

type StampForm = components["schemas"]["StampForm"];
type PrintKind = components["schemas"]["PrintKind"];

const FORMS = ["link", "signed_link", "vt1"] as const satisfies StampForm[];
const KINDS = ["csv", "svg", "pdf"] as const satisfies PrintKind[];
const SUFFIXES: Record<PrintKind, string> = { csv: "csv", svg: "zip", pdf: "pdf" };

export function BatchDrawer({ batch, onClose }: { batch: number; onClose: () => void }) {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  const { data, error, refetch } = useQuery(batchQuery(batch));
  const { data: who } = useQuery(sessionQuery);
  return (
    <Drawer title={w("batches.one", { n: batch })} onClose={onClose}>
      {error && !data && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingRows rows={6} />}
      {data && (
        <>
          <BatchFacts batch={data.batch} />
          <section className={classes.part}>
            <h3>{w("batches.states")}</h3>
            <Facts>
              {STAMP_STATES.filter((state) => data.states[state]).map((state) => (
                <div key={state} className={classes.state}>
                  <dt>
                    <StampMark state={state} />
                  </dt>
                  <dd>{number(data.states[state] ?? 0)}</dd>
                </div>
              ))}
            </Facts>
            <p className={classes.further}>
              <Link to="/stamps" search={{ batch }}>
                {w("batches.all")}
              </Link>
            </p>
          </section>
          {who?.can_change && (
            <>
              <PrintForm batch={batch} />
              <ActForm target={{ batch }} actions={BATCH_ACTIONS} />
            </>
          )}
        </>
      )}
    </Drawer>
  );
}

function BatchFacts({ batch }: { batch: BatchRow }) {
  const { w } = useWords(STAMP_WORDS);
  return (
    <Facts>
      <Fact name={w("stamps.column.product")}>{batch.name_vi}</Fact>
      <Fact name="GTIN">{batch.gtin}</Fact>
      {batch.lot && <Fact name={w("stamps.column.lot")}>{batch.lot}</Fact>}
      <Fact name={w("stamps.issuer")}>{batch.issuer_name || batch.issuer}</Fact>
      <Fact name={w("stamps.layers")}>
        {w(batch.two_layer ? "stamps.layers.two" : "stamps.layers.one")}
      </Fact>
      <Fact name={w("stamps.area")}>{batch.area.join(", ") || w("stamps.area.any")}</Fact>
      {batch.expires && <Fact name={w("batches.expires")}>{formatDay(batch.expires)}</Fact>}
    </Facts>
  );
}

function PrintForm({ batch }: { batch: number }) {
  const { w } = useWords(STAMP_WORDS);
  const [form, setForm] = useState<StampForm>("link");
  const [kind, setKind] = useState<PrintKind>("pdf");
  const printing = usePrinting(batch);
  return (
    <section className={classes.part}>
      <h3>{w("batches.print")}</h3>
      <div className={classes.form}>
        <p className="tq-quiet">{w("batches.print_hint")}</p>
        <SelectField
          label={w("batches.form")}
          value={form}
          options={FORMS.map((value) => ({ value, label: w(`batches.form.${value}`) }))}
          onChange={(value) => setForm(FORMS.find((one) => one === value) ?? "link")}
        />
        <SelectField
          label={w("batches.kind")}
          value={kind}
          options={KINDS.map((value) => ({ value, label: w(`batches.kind.${value}`) }))}
          onChange={(value) => setKind(KINDS.find((one) => one === value) ?? "pdf")}
        />
        {printing.error && <StampProblem error={printing.error} />}
        <div className={classes.buttons}>
          <button
            type="button"
            className="tq-button"
            disabled={printing.isPending}
            onClick={() => printing.mutate({ form, kind })}
          >
            {w("batches.download")}
          </button>
        </div>
      </div>
    </section>
  );
}

/** Fetch the file and hand it to the browser: what it has is sent as an answer to POST only. */
function usePrinting(batch: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (wanted: { form: StampForm; kind: PrintKind }) => {
      const file = await take(
        api.POST("/api/stamp-batches/{batch}/print", {
          params: { path: { batch } },
          body: wanted,
          parseAs: "blob",
        }),
      );
      save(file as unknown as Blob, `tem-dot-${batch}.${SUFFIXES[wanted.kind]}`);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["stamp_batch", batch] }),
  });
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

// One file: what was found in it, row by row, and whether it is to be stored.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { api, take } from "../../api/client";
import { sessionQuery } from "../../api/queries";
import { type Finding, type ImportView, importQuery } from "../../api/stampQueries";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Fact, Facts } from "../../ui/Facts";
import { Icon } from "../../ui/icons";
import { Note } from "../../ui/Note";
import { LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { type Column, Rows } from "../../ui/Rows";
import { usePageTitle } from "../../ui/usePageTitle";
import { StampProblem } from "../stamps/StampProblem";
import { ImportMark } from "./ImportMark";
import classes from "./Imports.module.css";

const route = getRouteApi("/app/imports/$importId");

export function ImportPage() {
  const { w } = useWords(STAMP_WORDS);
  const { importId } = route.useParams();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(importQuery(importId));
  const state = data?.state;
  usePageTitle(data?.file_name ?? w("imports.title"));
  useEffect(() => {
    // The lists that it changed are read anew.
    if (state === "applied") void client.invalidateQueries();
    else if (state) void client.invalidateQueries({ queryKey: ["imports"] });
  }, [state, client]);
  return (
    <>
      <Link to="/imports" className={classes.back ?? ""}>
        <Icon name="back" size={18} />
        {w("imports.back")}
      </Link>
      {error && !data && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingRows rows={6} />}
      {data && (
        <div className={classes.page}>
          <h1>{data.file_name || w("imports.title")}</h1>
          <Standing view={data} />
          <ImportFacts view={data} />
          <Findings title={w("imports.errors")} rows={data.errors} total={data.error_count} />
          <Findings title={w("imports.warnings")} rows={data.warnings} total={data.warning_count} />
        </div>
      )}
    </>
  );
}

function Standing({ view }: { view: ImportView }) {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  const { data: who } = useQuery(sessionQuery);
  const applying = useApplying(view.id);
  if (view.state === "checking" || view.state === "applying") {
    const progress = w("imports.progress", { done: number(view.done), rows: number(view.rows) });
    return (
      <div className={classes.progress} role="status">
        <ImportMark state={view.state} />
        <progress
          aria-label={w(`imports.state.${view.state}`)}
          max={Math.max(view.rows, 1)}
          {...(view.rows > 0 ? { value: view.done } : {})}
        />
        {view.rows > 0 && <span className="tq-quiet tq-tabular">{progress}</span>}
      </div>
    );
  }
  if (view.state === "ready") {
    return (
      <Note tone="blue" title={w("imports.state.ready")}>
        <span>{w("imports.ready_hint")}</span>
        {who?.can_change && (
          <button
            type="button"
            className="tq-button"
            data-primary
            disabled={applying.isPending}
            onClick={() => applying.mutate()}
          >
            {w("imports.apply")}
          </button>
        )}
        {applying.error && <StampProblem error={applying.error} />}
      </Note>
    );
  }
  const tone = { refused: "orange", failed: "red", applied: "green" } as const;
  return (
    <Note tone={tone[view.state]} title={w(`imports.state.${view.state}`)}>
      {view.state === "refused" && <span>{w("imports.refused_hint")}</span>}
      {view.state === "applied" && <span>{w("imports.applied_hint")}</span>}
      {view.message && <span>{view.message}</span>}
    </Note>
  );
}

function useApplying(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      take(api.POST("/api/imports/{import_id}/apply", { params: { path: { import_id: id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: importQuery(id).queryKey }),
  });
}

function ImportFacts({ view }: { view: ImportView }) {
  const { number, bytes } = useText();
  const { w } = useWords(STAMP_WORDS);
  return (
    <Panel title={w("imports.facts")}>
      <Facts>
        <Fact name={w("imports.kind")}>{w(`imports.kind.${view.kind}`)}</Fact>
        <Fact name={w("imports.source")}>{view.source}</Fact>
        <Fact name={w("imports.column.when")}>
          <Moment moment={view.created_at} /> · {view.created_by} · {bytes(view.size)}
        </Fact>
        {(["rows", "added", "changed", "unchanged"] as const).map((name) => (
          <Fact key={name} name={w(`imports.${name}`)}>
            {number(view[name])}
          </Fact>
        ))}
      </Facts>
    </Panel>
  );
}

interface FindingsProps {
  title: string;
  rows: readonly Finding[];
  total: number;
}

function Findings({ title, rows, total }: FindingsProps) {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  if (rows.length === 0) return null;
  const columns: Column<Finding>[] = [
    {
      name: w("imports.row"),
      cell: ({ row }) => (row > 0 ? row : w("imports.whole")),
      isWhole: true,
    },
    {
      name: w("imports.column"),
      cell: ({ column }) => column || w("none"),
      isEmpty: ({ column }) => !column,
      isWhole: true,
    },
    {
      name: w("imports.value"),
      cell: ({ value }) => <span className="tq-mono">{value || w("none")}</span>,
      isEmpty: ({ value }) => !value,
    },
    { name: w("imports.message"), cell: ({ message, code }) => message || code },
  ];
  return (
    <Panel
      title={title}
      flush
      aside={w("imports.shown", { shown: number(rows.length), total: number(total) })}
    >
      <Rows
        columns={columns}
        rows={rows}
        keyOf={({ row, column, code }) => `${row} ${column} ${code}`}
      />
    </Panel>
  );
}

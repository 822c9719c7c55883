// The systems of others that are asked, how they do, and a way to try each of them with a code.

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { ApiProblem } from "../../api/problem";
import { type ConnectorView, connectorsQuery } from "../../api/stampQueries";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { Age } from "../../ui/Age";
import { Filters, SearchField } from "../../ui/Field";
import { Mark } from "../../ui/Mark";
import { Note } from "../../ui/Note";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { RowOpen, Rows, RowsFrame, Second } from "../../ui/Rows";
import { usePageTitle } from "../../ui/usePageTitle";
import classes from "../stamps/Stamps.module.css";
import { ConnectorDrawer } from "./ConnectorDrawer";
import { STANDING_MARKS, standingOf } from "./state";

const route = getRouteApi("/app/connectors");

export function ConnectorsPage() {
  const { w } = useWords(STAMP_WORDS);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isPending, refetch } = useQuery(connectorsQuery(search));
  const [open, setOpen] = useState<string | null>(null);
  usePageTitle(w("connectors.title"));
  const connectors = data?.connectors ?? [];
  const shown = connectors.find((one) => one.name === open);
  const mayNot = error instanceof ApiProblem && error.status === 403;
  return (
    <>
      <div className={classes.head}>
        <h1>{w("connectors.title")}</h1>
        <p className={`tq-quiet ${classes.lead}`}>{w("connectors.lead")}</p>
      </div>
      {mayNot ? (
        <Note tone="blue">{w("connectors.admin")}</Note>
      ) : (
        <>
          <Filters>
            <SearchField
              label={w("connectors.search")}
              value={search.q ?? ""}
              onChange={(q) => void navigate({ replace: true, search: q ? { q } : {} })}
            />
          </Filters>
          <RowsFrame label={w("connectors.title")}>
            {error && !data && <ProblemNote error={error} onRetry={() => void refetch()} />}
            {isPending && <LoadingRows rows={4} height={56} />}
            {data && connectors.length === 0 && (
              <Empty
                title={w(search.q ? "connectors.not_found" : "connectors.empty")}
                {...(search.q ? {} : { hint: w("connectors.empty_hint") })}
              />
            )}
            {connectors.length > 0 && <ConnectorTable connectors={connectors} onOpen={setOpen} />}
          </RowsFrame>
        </>
      )}
      {shown && <ConnectorDrawer connector={shown} onClose={() => setOpen(null)} />}
    </>
  );
}

interface ConnectorTableProps {
  connectors: readonly ConnectorView[];
  onOpen: (name: string) => void;
}

function ConnectorTable({ connectors, onOpen }: ConnectorTableProps) {
  const { w, findWord } = useWords(STAMP_WORDS);
  const heads = (["name", "kind", "state", "answered"] as const).map((one) =>
    w(`connectors.column.${one}`),
  );
  return (
    <Rows heads={heads}>
      {connectors.map((one) => (
        <tr key={one.name}>
          <td>
            <RowOpen onOpen={() => onOpen(one.name)}>{one.title}</RowOpen>
            <Second>{one.name}</Second>
          </td>
          <td>{findWord(`connectors.kind.${one.kind}`) ?? one.kind}</td>
          <td>
            <StandingMark connector={one} />
            {one.health.failures > 0 && <Second>{one.health.reason}</Second>}
          </td>
          <td>{one.health.answered_at ? <Age moment={one.health.answered_at} /> : w("none")}</td>
        </tr>
      ))}
    </Rows>
  );
}

export function StandingMark({ connector }: { connector: ConnectorView }) {
  const { w } = useWords(STAMP_WORDS);
  const standing = standingOf(connector);
  const [shape, tone] = STANDING_MARKS[standing];
  return (
    <Mark shape={shape} tone={tone} strong={tone === "red" || tone === "orange"}>
      {w(`connectors.state.${standing}`)}
    </Mark>
  );
}

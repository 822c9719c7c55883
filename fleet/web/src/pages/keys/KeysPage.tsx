// The keys with which issuers sign their stamps.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery } from "../../api/queries";
import { type IssuerKeyRow, keysQuery } from "../../api/stampQueries";
import { formatDay, vietnamDay } from "../../text/format";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { useNow } from "../../ui/Age";
import { Filters, SearchField } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { Mark, type Shape, type Tone } from "../../ui/Mark";
import { MoreRows } from "../../ui/MoreRows";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { RowOpen, Rows, RowsFrame, Second } from "../../ui/Rows";
import { usePageTitle } from "../../ui/usePageTitle";
import classes from "../stamps/Stamps.module.css";
import { KeyDrawer } from "./KeyDrawer";
import { NewKeyDrawer } from "./NewKeyDrawer";
import { type KeyState, keyState } from "./state";

const route = getRouteApi("/app/keys");

export function KeysPage() {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: who } = useQuery(sessionQuery);
  const list = useInfiniteQuery(keysQuery(search));
  const [open, setOpen] = useState<string | null>(null);
  const [isMaking, setIsMaking] = useState(false);
  usePageTitle(w("keys.title"));
  const keys = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = list.data?.pages[0]?.total;
  const shown = keys.find((key) => key.kid === open);
  const isAdmin = who?.role === "administrator";
  return (
    <>
      <div className={classes.head}>
        <h1>{w("keys.title")}</h1>
        {total !== undefined && (
          <span className="tq-quiet tq-tabular">{w("keys.count", { n: number(total) })}</span>
        )}
        {isAdmin && (
          <div className={classes.tools}>
            <button
              type="button"
              className="tq-button"
              data-primary
              onClick={() => setIsMaking(true)}
            >
              <Icon name="plus" />
              {w("keys.create")}
            </button>
          </div>
        )}
      </div>
      <Filters>
        <SearchField
          label={w("keys.search")}
          value={search.q ?? ""}
          onChange={(q) => void navigate({ replace: true, search: q ? { q } : {} })}
        />
      </Filters>
      <RowsFrame label={w("keys.title")}>
        {list.error && !list.data && (
          <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingRows rows={4} height={56} />}
        {list.data && keys.length === 0 && (
          <Empty
            title={w(search.q ? "keys.not_found" : "keys.empty")}
            {...(search.q ? {} : { hint: w("keys.empty_hint") })}
          />
        )}
        {keys.length > 0 && <KeyTable keys={keys} onOpen={setOpen} />}
      </RowsFrame>
      <MoreRows list={list} shown={keys.length} />
      {shown && <KeyDrawer issuerKey={shown} canChange={isAdmin} onClose={() => setOpen(null)} />}
      {isMaking && <NewKeyDrawer onClose={() => setIsMaking(false)} />}
    </>
  );
}

interface KeyTableProps {
  keys: readonly IssuerKeyRow[];
  onOpen: (kid: string) => void;
}

function KeyTable({ keys, onOpen }: KeyTableProps) {
  const { w } = useWords(STAMP_WORDS);
  const heads = (["key", "prefixes", "validity", "state"] as const).map((one) =>
    w(`keys.column.${one}`),
  );
  return (
    <Rows heads={heads}>
      {keys.map((key) => (
        <tr key={key.kid}>
          <td>
            <RowOpen onOpen={() => onOpen(key.kid)}>
              <span className="tq-mono">{key.kid}</span>
            </RowOpen>
            <Second>{key.party}</Second>
          </td>
          <td className="tq-tabular">{key.prefixes.join(", ")}</td>
          <td className="tq-tabular">
            {formatDay(key.not_before)} – {formatDay(key.not_after)}
          </td>
          <td>
            <KeyMark issuerKey={key} />
          </td>
        </tr>
      ))}
    </Rows>
  );
}

const MARKS: Record<KeyState, [Shape, Tone]> = {
  good: ["check", "green"],
  not_yet: ["half", "blue"],
  over: ["ring", "grey"],
  revoked: ["crossed", "red"],
};

export function KeyMark({ issuerKey }: { issuerKey: IssuerKeyRow }) {
  const { w } = useWords(STAMP_WORDS);
  const now = useNow();
  const state = keyState(issuerKey, vietnamDay(new Date(now)));
  const [shape, tone] = MARKS[state];
  return (
    <Mark shape={shape} tone={tone} strong={state === "revoked"}>
      {w(`keys.state.${state}`)}
    </Mark>
  );
}

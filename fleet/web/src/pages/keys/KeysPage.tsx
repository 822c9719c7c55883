// The keys with which issuers sign their stamps.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
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
import { ListPage } from "../../ui/ListPage";
import { Mark, type Shape, type Tone } from "../../ui/Mark";
import { type Column, OpenButton, Title } from "../../ui/Rows";
import { KeyDrawer } from "./KeyDrawer";
import { NewKeyDrawer } from "./NewKeyDrawer";
import { type KeyState, keyState } from "./state";

const route = getRouteApi("/app/keys");

export function KeysPage() {
  const { t } = useText();
  const { w } = useWords(STAMP_WORDS);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: who } = useQuery(sessionQuery);
  const list = useInfiniteQuery(keysQuery(search));
  const [open, setOpen] = useState<string | null>(null);
  const [isMaking, setIsMaking] = useState(false);
  const shown = list.data?.pages.flatMap((page) => page.rows).find((key) => key.kid === open);
  const isAdmin = who?.role === "administrator";
  return (
    <>
      <ListPage
        title={w("keys.title")}
        list={list}
        columns={useColumns(setOpen)}
        keyOf={(key) => key.kid}
        filters={
          <Filters>
            <SearchField
              label={w("keys.search")}
              value={search.q ?? ""}
              onChange={(q) => void navigate({ replace: true, search: q ? { q } : {} })}
            />
          </Filters>
        }
        clear={
          search.q && (
            <Link to="/keys" search={{}}>
              {t("stations.clear")}
            </Link>
          )
        }
        action={
          isAdmin && (
            <button
              type="button"
              className="tq-button"
              data-primary
              onClick={() => setIsMaking(true)}
            >
              <Icon name="plus" />
              {w("keys.create")}
            </button>
          )
        }
        empty={{ title: w("keys.empty"), hint: w("keys.empty_hint") }}
      />
      {shown && <KeyDrawer issuerKey={shown} canChange={isAdmin} onClose={() => setOpen(null)} />}
      {isMaking && <NewKeyDrawer onClose={() => setIsMaking(false)} />}
    </>
  );
}

function useColumns(onOpen: (kid: string) => void): Column<IssuerKeyRow>[] {
  const { w } = useWords(STAMP_WORDS);
  return [
    {
      name: w("keys.column.key"),
      cell: ({ kid, party }) => (
        <Title second={party}>
          <OpenButton onOpen={() => onOpen(kid)}>
            <span className="tq-mono">{kid}</span>
          </OpenButton>
        </Title>
      ),
    },
    {
      name: w("keys.column.prefixes"),
      cell: ({ prefixes }) => <span className="tq-tabular">{prefixes.join(", ")}</span>,
    },
    {
      name: w("keys.column.validity"),
      isWhole: true,
      cell: (key) => (
        <span className="tq-tabular">
          {formatDay(key.not_before)} – {formatDay(key.not_after)}
        </span>
      ),
    },
    {
      name: w("keys.column.state"),
      isWhole: true,
      cell: (key) => <KeyMark issuerKey={key} />,
    },
  ];
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

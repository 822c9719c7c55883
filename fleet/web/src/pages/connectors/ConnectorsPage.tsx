// The systems of others that are asked, how they do, and a way to try each of them with a code.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery } from "../../api/queries";
import { type ConnectorView, connectorsQuery } from "../../api/stampQueries";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Age } from "../../ui/Age";
import { Filters, SearchField } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { ListPage } from "../../ui/ListPage";
import { Note } from "../../ui/Note";
import { type Column, OpenButton, Title } from "../../ui/Rows";
import { usePageTitle } from "../../ui/usePageTitle";
import { ConnectorDrawer } from "./ConnectorDrawer";
import { ConnectorEditor } from "./ConnectorEditor";
import { FailureText, StandingMark } from "./marks";

const route = getRouteApi("/app/connectors");

export function ConnectorsPage() {
  const { t } = useText();
  const { w } = useWords(STAMP_WORDS);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: who } = useQuery(sessionQuery);
  const list = useInfiniteQuery(connectorsQuery(search));
  const [open, setOpen] = useState<string | null>(null);
  const [isMaking, setIsMaking] = useState(false);
  const columns = useColumns(setOpen);
  const shown = list.data?.pages.flatMap((page) => page.rows).find((one) => one.name === open);
  if (who && who.role !== "administrator") return <NotForYou />;
  return (
    <>
      <ListPage
        title={w("connectors.title")}
        lead={w("connectors.lead")}
        list={list}
        columns={columns}
        keyOf={(one) => one.name}
        filters={
          <Filters>
            <SearchField
              label={w("connectors.search")}
              value={search.q ?? ""}
              onChange={(q) => void navigate({ replace: true, search: q ? { q } : {} })}
            />
          </Filters>
        }
        clear={
          search.q && (
            <Link to="/connectors" search={{}}>
              {t("stations.clear")}
            </Link>
          )
        }
        action={
          <button
            type="button"
            className="tq-button"
            data-primary
            onClick={() => setIsMaking(true)}
          >
            <Icon name="plus" />
            {w("connectors.add")}
          </button>
        }
        empty={{ title: w("connectors.empty"), hint: w("connectors.empty_hint") }}
      />
      {shown && (
        <ConnectorDrawer key={shown.name} connector={shown} onClose={() => setOpen(null)} />
      )}
      {isMaking && (
        <ConnectorEditor
          onClose={() => setIsMaking(false)}
          onSaved={(name) => {
            setIsMaking(false);
            setOpen(name);
          }}
        />
      )}
    </>
  );
}

/** Who isn't an administrator may know that there is such a page. */
function NotForYou() {
  const { w } = useWords(STAMP_WORDS);
  usePageTitle(w("connectors.title"));
  return (
    <>
      <h1>{w("connectors.title")}</h1>
      <Note tone="blue">{w("connectors.admin")}</Note>
    </>
  );
}

function useColumns(onOpen: (name: string) => void): Column<ConnectorView>[] {
  const { w, findWord } = useWords(STAMP_WORDS);
  return [
    {
      name: w("connectors.column.name"),
      cell: ({ name, title }) => (
        <Title second={name}>
          <OpenButton onOpen={() => onOpen(name)}>{title}</OpenButton>
        </Title>
      ),
    },
    {
      name: w("connectors.column.kind"),
      isWhole: true,
      cell: ({ kind }) => findWord(`connectors.kind.${kind}`) ?? kind,
    },
    { name: w("connectors.place"), cell: ({ place }) => place },
    {
      name: w("connectors.column.state"),
      isWhole: true,
      cell: (one) => (
        <Title second={one.health.failures > 0 && <FailureText reason={one.health.reason} />}>
          <StandingMark connector={one} />
        </Title>
      ),
    },
    {
      name: w("connectors.column.answered"),
      isWhole: true,
      cell: ({ health }) => (health.answered_at ? <Age moment={health.answered_at} /> : w("none")),
      isEmpty: ({ health }) => !health.answered_at,
    },
  ];
}

// The documents of events that came in, and how each fared.

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { type CaptureRow, capturesQuery } from "../../api/epcisQueries";
import { CAPTURE_STATES, type CaptureSearch } from "../../api/epcisSearch";
import { EPCIS_WORDS } from "../../text/epcisWords";
import { formatMoment } from "../../text/format";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Filters, SearchField, SelectField } from "../../ui/Field";
import { ListPage } from "../../ui/ListPage";
import { type Column, OpenButton, Title } from "../../ui/Rows";
import { CaptureDrawer } from "./CaptureDrawer";
import { CaptureMark, useSender } from "./parts";

const route = getRouteApi("/app/captures");

export function CapturesPage() {
  const { t } = useText();
  const { w } = useWords(EPCIS_WORDS);
  const search = route.useSearch();
  const list = useInfiniteQuery(capturesQuery(search));
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <ListPage
        title={w("captures.title")}
        lead={w("captures.lead")}
        list={list}
        columns={useColumns(setOpen)}
        keyOf={(row) => row.id}
        filters={<CaptureFilters search={search} />}
        clear={
          Object.keys(search).length > 0 && (
            <Link to="/captures" search={{}}>
              {t("stations.clear")}
            </Link>
          )
        }
        empty={{ title: w("captures.empty"), hint: w("captures.empty_hint") }}
      />
      {open && <CaptureDrawer key={open} id={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function useColumns(onOpen: (id: string) => void): Column<CaptureRow>[] {
  const { number } = useText();
  const { w, findWord } = useWords(EPCIS_WORDS);
  const senderOf = useSender();
  return [
    {
      name: w("captures.column.when"),
      isWhole: true,
      cell: (row) => (
        <Title second={senderOf(row.who)}>
          <OpenButton onOpen={() => onOpen(row.id)}>{formatMoment(row.created_at)}</OpenButton>
        </Title>
      ),
    },
    {
      name: w("captures.column.state"),
      isWhole: true,
      cell: (row) => <CaptureMark state={row.state} />,
    },
    {
      name: w("captures.column.events"),
      isWhole: true,
      isEmpty: (row) => row.state === "running",
      cell: (row) => (
        <Title
          second={w("captures.counts", {
            stored: number(row.stored),
            rejected: number(row.rejected),
          })}
        >
          <span className="tq-tabular">{number(row.events)}</span>
        </Title>
      ),
    },
    {
      name: w("captures.column.fault"),
      isEmpty: (row) => !row.first_error,
      cell: ({ first_error: fault }) =>
        fault ? (
          <Title second={<span className="tq-mono">{fault.path}</span>}>
            <span>{findWord(`fault.${fault.code}`) ?? fault.message}</span>
          </Title>
        ) : (
          w("none")
        ),
    },
  ];
}

function CaptureFilters({ search }: { search: CaptureSearch }) {
  const { t } = useText();
  const { w } = useWords(EPCIS_WORDS);
  const navigate = route.useNavigate();
  const set = (name: keyof CaptureSearch, value: string) =>
    void navigate({
      replace: name === "q",
      search: ({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    });
  return (
    <Filters>
      <SearchField
        label={w("captures.search")}
        value={search.q ?? ""}
        onChange={(value) => set("q", value)}
      />
      <SelectField
        label={w("captures.column.state")}
        value={search.state ?? ""}
        all={t("filter.all")}
        options={CAPTURE_STATES.map((value) => ({ value, label: w(`captures.state.${value}`) }))}
        onChange={(value) => set("state", value)}
      />
    </Filters>
  );
}

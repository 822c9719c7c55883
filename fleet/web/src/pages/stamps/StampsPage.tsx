// Every stamp, narrowed down by what stands in the address; a row opens with its history.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { type StampRow, stampsCountQuery, stampsExport, stampsQuery } from "../../api/stampQueries";
import { STAMP_STATES, type StampSearch } from "../../api/stampSearch";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Filters, SearchField, SelectField } from "../../ui/Field";
import { ListPage } from "../../ui/ListPage";
import { type Column, OpenButton, Title } from "../../ui/Rows";
import { StampDrawer } from "./StampDrawer";
import { StampMark } from "./StampMark";

const route = getRouteApi("/app/stamps");

export function StampsPage() {
  const { t } = useText();
  const { w } = useWords(STAMP_WORDS);
  const search = route.useSearch();
  const list = useInfiniteQuery(stampsQuery(search));
  const [open, setOpen] = useState<StampRow | null>(null);
  return (
    <>
      <ListPage
        title={w("stamps.title")}
        count={<Count search={search} />}
        list={list}
        columns={useColumns(setOpen)}
        keyOf={({ gtin, serial }) => `${gtin} ${serial}`}
        filters={<StampFilters search={search} />}
        clear={Object.keys(search).length > 0 && <Narrowed search={search} />}
        action={
          <>
            <a className="tq-button" href={stampsExport(search)} download>
              {t("export.csv")}
            </a>
            <Link to="/stamp-batches" className="tq-button">
              {w("stamps.batches")}
            </Link>
          </>
        }
        empty={{ title: w("stamps.empty"), hint: w("stamps.empty_hint") }}
      />
      {open && <StampDrawer gtin={open.gtin} serial={open.serial} onClose={() => setOpen(null)} />}
    </>
  );
}

function useColumns(onOpen: (stamp: StampRow) => void): Column<StampRow>[] {
  const { w } = useWords(STAMP_WORDS);
  return [
    {
      name: w("stamps.column.stamp"),
      isWhole: true,
      cell: (stamp) => (
        <Title second={<span className="tq-tabular">{stamp.gtin}</span>}>
          <OpenButton onOpen={() => onOpen(stamp)}>
            <span className="tq-mono">{stamp.serial}</span>
          </OpenButton>
        </Title>
      ),
    },
    {
      name: w("stamps.column.product"),
      cell: (stamp) => (
        <Title second={stamp.issuer_name || stamp.issuer}>
          <span>{stamp.name_vi}</span>
        </Title>
      ),
    },
    {
      name: w("stamps.column.lot"),
      cell: (stamp) => stamp.lot ?? w("none"),
      isEmpty: (stamp) => !stamp.lot,
      isWhole: true,
    },
    {
      name: w("stamps.column.state"),
      cell: (stamp) => <StampMark state={stamp.state} />,
      isWhole: true,
    },
  ];
}

function StampFilters({ search }: { search: StampSearch }) {
  const { w } = useWords(STAMP_WORDS);
  const navigate = route.useNavigate();
  const set = (part: Partial<StampSearch>, cleared: keyof StampSearch, replace = false) =>
    void navigate({
      replace,
      search: ({ [cleared]: _before, ...rest }) => ({ ...rest, ...part }),
    });
  const states = STAMP_STATES.map((value) => ({ value, label: w(`state.${value}`) }));
  return (
    <Filters>
      <SearchField
        label={w("stamps.search")}
        value={search.q ?? ""}
        onChange={(q) => set(q ? { q } : {}, "q", true)}
      />
      <SelectField
        label={w("stamps.state")}
        value={search.state ?? ""}
        all={w("all")}
        options={states}
        onChange={(value) => {
          const state = STAMP_STATES.find((one) => one === value);
          set(state ? { state } : {}, "state");
        }}
      />
      <SelectField
        label={w("stamps.hints")}
        value={search.hints ? "true" : ""}
        all={w("all")}
        options={[{ value: "true", label: w("stamps.hints.true") }]}
        onChange={(value) => set(value ? { hints: true } : {}, "hints")}
      />
    </Filters>
  );
}

/** What the list was narrowed to by a link, and the way back. */
function Narrowed({ search }: { search: StampSearch }) {
  const { t } = useText();
  const { w } = useWords(STAMP_WORDS);
  const of = [
    search.batch !== undefined && w("stamps.of_batch", { n: search.batch }),
    search.gtin && `GTIN ${search.gtin}`,
    search.lot && `${w("stamps.column.lot")} ${search.lot}`,
    search.issuer,
  ].filter(Boolean);
  return (
    <>
      {of.length > 0 && <strong>{of.join(" · ")}</strong>}
      <Link to="/stamps" search={{}}>
        {t("stations.clear")}
      </Link>
    </>
  );
}

function Count({ search }: { search: StampSearch }) {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  const { data } = useQuery(stampsCountQuery(search));
  return data && w(data.capped ? "stamps.more_than" : "stamps.count", { n: number(data.total) });
}

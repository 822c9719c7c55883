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
import { MoreRows } from "../../ui/MoreRows";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { RowOpen, Rows, RowsFrame, Second } from "../../ui/Rows";
import { usePageTitle } from "../../ui/usePageTitle";
import { StampDrawer } from "./StampDrawer";
import { StampMark } from "./StampMark";
import classes from "./Stamps.module.css";

const route = getRouteApi("/app/stamps");

export function StampsPage() {
  const { t } = useText();
  const { w } = useWords(STAMP_WORDS);
  const search = route.useSearch();
  const list = useInfiniteQuery(stampsQuery(search));
  const [open, setOpen] = useState<StampRow | null>(null);
  usePageTitle(w("stamps.title"));
  const stamps = list.data?.pages.flatMap((page) => page.stamps) ?? [];
  return (
    <>
      <div className={classes.head}>
        <h1>{w("stamps.title")}</h1>
        <Count search={search} />
        <div className={classes.tools}>
          <Link to="/stamp-batches" className="tq-button">
            {w("stamps.batches")}
          </Link>
          <a className="tq-button" href={stampsExport(search)} download data-print="no">
            {t("export.csv")}
          </a>
        </div>
      </div>
      <StampFilters search={search} />
      <RowsFrame label={w("stamps.title")}>
        {list.error && !list.data && (
          <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingRows rows={8} height={56} />}
        {list.data && stamps.length === 0 && <NoStamps search={search} />}
        {stamps.length > 0 && <StampTable stamps={stamps} onOpen={setOpen} />}
      </RowsFrame>
      <MoreRows list={list} shown={stamps.length} />
      {open && <StampDrawer gtin={open.gtin} serial={open.serial} onClose={() => setOpen(null)} />}
    </>
  );
}

interface StampTableProps {
  stamps: readonly StampRow[];
  onOpen: (stamp: StampRow) => void;
}

function StampTable({ stamps, onOpen }: StampTableProps) {
  const { w } = useWords(STAMP_WORDS);
  const heads = (["stamp", "product", "lot", "state"] as const).map((one) =>
    w(`stamps.column.${one}`),
  );
  return (
    <Rows heads={heads}>
      {stamps.map((stamp) => (
        <tr key={`${stamp.gtin} ${stamp.serial}`}>
          <td>
            <RowOpen onOpen={() => onOpen(stamp)}>
              <span className="tq-mono">{stamp.serial}</span>
            </RowOpen>
            <Second>
              <span className="tq-tabular">{stamp.gtin}</span>
            </Second>
          </td>
          <td>
            {stamp.name_vi}
            <Second>{stamp.issuer_name || stamp.issuer}</Second>
          </td>
          <td>{stamp.lot ?? w("none")}</td>
          <td>
            <StampMark state={stamp.state} />
          </td>
        </tr>
      ))}
    </Rows>
  );
}

function StampFilters({ search }: { search: StampSearch }) {
  const { t } = useText();
  const { w } = useWords(STAMP_WORDS);
  const navigate = route.useNavigate();
  const set = (part: Partial<StampSearch>, cleared: keyof StampSearch, replace = false) =>
    void navigate({
      replace,
      search: ({ [cleared]: _before, ...rest }) => ({ ...rest, ...part }),
    });
  const states = STAMP_STATES.map((value) => ({ value, label: w(`state.${value}`) }));
  const of = [
    search.batch !== undefined && w("stamps.of_batch", { n: search.batch }),
    search.gtin && `GTIN ${search.gtin}`,
    search.lot && `${w("stamps.column.lot")} ${search.lot}`,
    search.issuer,
  ].filter(Boolean);
  return (
    <>
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
      {Object.keys(search).length > 0 && (
        <p className={classes.set}>
          {of.length > 0 && <strong>{of.join(" · ")}</strong>}
          <Link to="/stamps" search={{}}>
            {t("stations.clear")}
          </Link>
        </p>
      )}
    </>
  );
}

function Count({ search }: { search: StampSearch }) {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  const { data } = useQuery(stampsCountQuery(search));
  return (
    <span className="tq-quiet tq-tabular">
      {data && w(data.capped ? "stamps.more_than" : "stamps.count", { n: number(data.total) })}
    </span>
  );
}

function NoStamps({ search }: { search: StampSearch }) {
  const { w } = useWords(STAMP_WORDS);
  return Object.keys(search).length === 0 ? (
    <Empty title={w("stamps.empty")} hint={w("stamps.empty_hint")} />
  ) : (
    <Empty title={w("stamps.not_found")} hint={w("stamps.not_found_hint")} />
  );
}

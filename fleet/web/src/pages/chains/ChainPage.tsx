// The way of goods from events: one step back and one forward of whoever held them, and all of it.

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type ChainView, chainQuery } from "../../api/epcisQueries";
import type { ChainSearch } from "../../api/epcisSearch";
import { EPCIS_WORDS, type EpcisWord } from "../../text/epcisWords";
import { useText } from "../../text/useText";
import { type PageText, useWords } from "../../text/useWords";
import { Fact, Facts } from "../../ui/Facts";
import { SelectField, TextField } from "../../ui/Field";
import { Note } from "../../ui/Note";
import { Empty, LoadingRows, Panel } from "../../ui/Panel";
import { usePageTitle } from "../../ui/usePageTitle";
import { EpcisProblem } from "../captures/parts";
import { PageHead } from "../registry/parts";
import { ChainNodes } from "./ChainNodes";
import classes from "./ChainPage.module.css";
import { handsOf, searchOf, titleOf } from "./chain";

const route = getRouteApi("/app/chains");

export function ChainPage() {
  const { t } = useText();
  const { w } = useWords(EPCIS_WORDS);
  const search = route.useSearch();
  const { gtin, lot, serial, name } = search;
  const isAsked = Boolean(name || (gtin && (lot || serial)));
  const { data: chain, error } = useQuery({ ...chainQuery(search), enabled: isAsked });
  const title = titleText(w, search);
  usePageTitle(title);
  return (
    <>
      <PageHead
        back={
          gtin && lot ? (
            <Link to="/lots/$gtin/$lot" params={{ gtin, lot }}>
              {w("chain.back")}
            </Link>
          ) : (
            <Link to="/lots">{t("nav.lots")}</Link>
          )
        }
        title={title}
        second={gtin ?? name}
      />
      {!gtin && <NameForm key={name} name={name ?? ""} />}
      {error && <EpcisProblem error={error} />}
      {isAsked && !chain && !error && <LoadingRows rows={4} height={64} />}
      {chain && <Way chain={chain} />}
    </>
  );
}

function titleText(w: PageText<EpcisWord>["w"], search: ChainSearch) {
  if (search.gtin && search.lot) return w("chain.of_lot", { lot: search.lot });
  if (search.gtin && search.serial) return w("chain.of_serial", { serial: search.serial });
  return w("chain.title");
}

function NameForm({ name }: { name: string }) {
  const { w } = useWords(EPCIS_WORDS);
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ search: { name: typed.trim() } });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextField
        label={w("chain.search")}
        hint={w("chain.search_hint")}
        value={typed}
        onChange={setTyped}
        spellCheck={false}
        maxLength={200}
        data-page-search
      />
      <button type="submit" className="tq-button" data-primary disabled={!typed.trim()}>
        {w("chain.show")}
      </button>
    </form>
  );
}

function Way({ chain }: { chain: ChainView }) {
  const { w } = useWords(EPCIS_WORDS);
  if (chain.nodes.every((node) => node.happenings.length === 0)) {
    return (
      <Panel title={w("chain.whole")}>
        <Empty title={w("chain.nothing")} hint={w("chain.nothing_hint")} />
      </Panel>
    );
  }
  return (
    <div className={classes.way}>
      {chain.cut && (
        <Note tone="orange" title={w("chain.cut")}>
          {w("chain.cut_hint")}
        </Note>
      )}
      <StepPanel chain={chain} />
      <Panel title={w("chain.whole")}>
        <ChainNodes chain={chain} />
      </Panel>
    </div>
  );
}

function StepPanel({ chain }: { chain: ChainView }) {
  const { w } = useWords(EPCIS_WORDS);
  const navigate = route.useNavigate();
  const hands = handsOf(chain);
  const titled = (name: string) => titleOf(name, chain.places);
  return (
    <Panel title={w("chain.steps")}>
      {chain.holder ? (
        <div className={classes.holder}>
          <SelectField
            label={w("chain.holder")}
            value={chain.holder}
            options={hands.map((value) => ({ value, label: titled(value) }))}
            onChange={(holder) => void navigate({ search: (before) => ({ ...before, holder }) })}
          />
        </div>
      ) : (
        <p className="tq-quiet">{w("chain.holder_unknown")}</p>
      )}
      <Facts>
        <Fact name={w("chain.givers")}>
          <Hands names={chain.givers} chain={chain} />
        </Fact>
        <Fact name={w("chain.takers")}>
          <Hands names={chain.takers} chain={chain} />
        </Fact>
        <Fact name={w("chain.made_of")}>
          <Goods names={chain.made_of} chain={chain} />
        </Fact>
        <Fact name={w("chain.made")}>
          <Goods names={chain.made} chain={chain} />
        </Fact>
      </Facts>
    </Panel>
  );
}

interface NamesProps {
  names: readonly string[];
  chain: ChainView;
}

function Nobody() {
  const { w } = useWords(EPCIS_WORDS);
  return <span className="tq-quiet">{w("chain.nobody")}</span>;
}

function Hands({ names, chain: { places } }: NamesProps) {
  if (names.length === 0) return <Nobody />;
  return (
    <ul className={classes.names}>
      {names.map((name) => {
        const party = places.find((place) => place.name === name)?.party_id;
        return (
          <li key={name}>
            {party ? (
              <Link to="/parties/$partyId" params={{ partyId: party }} preload={false}>
                {titleOf(name, places)}
              </Link>
            ) : (
              titleOf(name, places)
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Goods({ names, chain: { nodes, places } }: NamesProps) {
  const { w } = useWords(EPCIS_WORDS);
  if (names.length === 0) return <Nobody />;
  return (
    <ul className={classes.names}>
      {names.map((name) => {
        const node = nodes.find((one) => one.name === name);
        if (!node) return <li key={name}>{titleOf(name, places)}</li>;
        return (
          <li key={name}>
            <Link to="/chains" search={searchOf(node)} preload={false}>
              {node.lot
                ? w("chain.lot", { lot: node.lot })
                : node.serial
                  ? w("chain.serial", { serial: node.serial })
                  : titleOf(name, places)}
            </Link>
            {node.gtin && <span className="tq-quiet"> {node.gtin}</span>}
          </li>
        );
      })}
    </ul>
  );
}

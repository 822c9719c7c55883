// What the pages of a product and of a lot both show of a dossier.

import { Link } from "@tanstack/react-router";
import type { Dossier } from "../../api/registryTypes";
import { formatDay } from "../../text/format";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Fact, Facts } from "../../ui/Facts";
import { Note } from "../../ui/Note";
import { Panel } from "../../ui/Panel";
import { CertificateTable } from "../certificates/CertificateTable";
import { PartyLink, useSourceText } from "../registry/parts";
import { REGISTRY } from "../registry/texts";
import classes from "./GoodsPanels.module.css";

/** The recalls in force, before anything else. */
export function RecallNotes({ dossier }: { dossier: Dossier }) {
  const { language } = useText();
  const { w } = useWords(REGISTRY);
  const open = dossier.recalls.filter((recall) => recall.lifted_at === null);
  const isWhole = (recall: (typeof open)[number]) =>
    recall.serial_from === null &&
    recall.serial_to === null &&
    (recall.lot === null || recall.lot === dossier.lot?.lot);
  return (
    <>
      {open.map((recall) => (
        <div key={recall.recall_id} className={classes.note}>
          <Note
            tone={isWhole(recall) ? "red" : "orange"}
            title={w(isWhole(recall) ? "goods.recalled" : "goods.recalled_part")}
          >
            <div>
              {(language === "en" && recall.reason.en) || recall.reason.vi} ({recall.authority},{" "}
              {formatDay(recall.since)})
            </div>
            <Link to="/recalls" search={{ q: recall.recall_id }}>
              {w("goods.recall_see", { recall: recall.recall_id })}
            </Link>
          </Note>
        </div>
      ))}
    </>
  );
}

export function ProductPanel({ dossier }: { dossier: Dossier }) {
  const { language } = useText();
  const { w } = useWords(REGISTRY);
  const sourceText = useSourceText();
  const { item, parties, source, source_time } = dossier;
  const said = (text: { vi: string; en: string }) => (language === "en" && text.en) || text.vi;
  const producer = parties.find((party) => party.party_id === item.producer);
  const facts: [name: string, value: string][] = [
    [w("product.name_en"), item.name.en],
    [w("product.brand"), item.brand],
    [w("product.category"), item.category],
    [w("product.net"), item.net_content],
    [w("product.origin"), said(item.origin)],
    [w("product.shelf_life"), item.shelf_life],
    [w("product.standards"), item.standards.join(", ")],
    [w("product.warnings"), item.safety_warnings.map(said).join("; ")],
  ];
  return (
    <Panel title={w("product.facts")}>
      <Facts>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        <Fact name={w("product.producer")}>
          <PartyLink party={item.producer} name={producer?.name} />
        </Fact>
        <Fact name={w("source")}>
          {sourceText(source)}, <Moment moment={source_time} />
        </Fact>
      </Facts>
    </Panel>
  );
}

export function PartiesPanel({ dossier }: { dossier: Dossier }) {
  const { w, findWord } = useWords(REGISTRY);
  return (
    <Panel title={w("goods.parties")}>
      {dossier.parties.length === 0 && <p className={classes.none}>{w("goods.parties_none")}</p>}
      <Facts>
        {dossier.parties.map((party) => (
          <Fact key={party.party_id} name={findWord(`party.role.${party.role}`) ?? party.role}>
            <PartyLink party={party.party_id} name={party.name} />
            {party.address && <div className="tq-quiet">{party.address}</div>}
          </Fact>
        ))}
      </Facts>
    </Panel>
  );
}

export function CertificatesPanel({ certificates }: Pick<Dossier, "certificates">) {
  const { w } = useWords(REGISTRY);
  return (
    <Panel title={w("goods.certificates")} flush={certificates.length > 0}>
      {certificates.length === 0 ? (
        <p className={classes.none}>{w("goods.certificates_none")}</p>
      ) : (
        <CertificateTable certificates={certificates} />
      )}
    </Panel>
  );
}

export function StepsPanel({ dossier }: { dossier: Dossier }) {
  const { language } = useText();
  const { w } = useWords(REGISTRY);
  const { findWord } = useWords(STAMP_WORDS);
  return (
    <Panel title={w("goods.steps")}>
      {dossier.steps.length === 0 && <p className={classes.none}>{w("goods.steps_none")}</p>}
      <ol className={classes.steps}>
        {dossier.steps.map((step) => (
          <li key={`${step.at} ${step.biz_step}`}>
            <Moment moment={step.at} />
            <span>
              <strong>{findWord(`step.${step.biz_step}`) ?? step.biz_step}</strong>
              {step.place && `, ${step.place}`}
              {step.note && (
                <span className="tq-quiet">
                  {" "}
                  {(language === "en" && step.note.en) || step.note.vi}
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

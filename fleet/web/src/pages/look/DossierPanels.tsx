// All that the records say about goods, or about an establishment.

import type { Certificate, Dossier, Establishment, Recall } from "../../api/registryTypes";
import { formatDay, formatMoment } from "../../text/format";
import { STAMP_WORDS, type StampWord } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Fact, Facts } from "../../ui/Facts";
import { Mark } from "../../ui/Mark";
import { Panel } from "../../ui/Panel";
import { Second } from "../../ui/Rows";
import classes from "./LookPage.module.css";

const DATES = ["harvested", "produced", "packed", "best_before", "use_by"] as const;

/** The API describes these documents only as such; their fields are those of the records. */
export function DossierPanels({ dossier: told }: { dossier: Record<string, unknown> }) {
  const dossier = told as unknown as Dossier;
  const { w, findWord } = useWords(STAMP_WORDS);
  return (
    <>
      <GoodsPanel dossier={dossier} />
      {dossier.recalls.length > 0 && <RecallsPanel recalls={dossier.recalls} />}
      {dossier.parties.length > 0 && (
        <Panel title={w("look.parties")}>
          <ul className={classes.list}>
            {dossier.parties.map((party) => (
              <li key={`${party.party_id} ${party.role}`}>
                {party.name}
                <Second>
                  {[findWord(`role.${party.role}`), party.address].filter(Boolean).join(" · ")}
                </Second>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <CertificatesPanel certificates={dossier.certificates} />
      {dossier.steps.length > 0 && (
        <Panel title={w("look.steps")}>
          <ol className={classes.list}>
            {dossier.steps.map((step) => (
              <li key={`${step.at} ${step.biz_step}`}>
                {findWord(`step.${step.biz_step}`) ?? step.biz_step}
                <Second>{[formatMoment(step.at), step.place].filter(Boolean).join(" · ")}</Second>
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </>
  );
}

function GoodsPanel({ dossier }: { dossier: Dossier }) {
  const { language } = useText();
  const { w, findWord } = useWords(STAMP_WORDS);
  const { item, lot } = dossier;
  const said = (text: { vi: string; en: string }) => (language === "en" && text.en) || text.vi;
  const plain: [StampWord, string][] = [
    ["look.brand", item.brand],
    ["look.content", item.net_content],
    ["look.origin", said(item.origin)],
  ];
  return (
    <Panel title={w("look.product")}>
      <Facts>
        <Fact name={w("look.product")}>
          {said(item.name)}
          <Second>{item.gtin}</Second>
        </Fact>
        {plain.map(
          ([key, value]) =>
            value && (
              <Fact key={key} name={w(key)}>
                {value}
              </Fact>
            ),
        )}
        {lot && (
          <Fact name={w("look.lot")}>
            {lot.lot}
            <Second>{findWord(`look.lot_state.${lot.state}`)}</Second>
          </Fact>
        )}
        {lot &&
          DATES.map((name) => {
            const day = lot[name];
            return (
              day && (
                <Fact key={name} name={w(`look.${name}`)}>
                  {formatDay(day)}
                </Fact>
              )
            );
          })}
        <Fact name={w("look.source")}>
          {dossier.source}
          <Second>{formatMoment(dossier.source_time)}</Second>
        </Fact>
      </Facts>
    </Panel>
  );
}

function RecallsPanel({ recalls }: { recalls: readonly Recall[] }) {
  const { language } = useText();
  const { w } = useWords(STAMP_WORDS);
  return (
    <Panel title={w("look.recalls")}>
      <ul className={classes.list}>
        {recalls.map((recall) => (
          <li key={recall.recall_id}>
            <Mark
              shape={recall.lifted_at ? "ring" : "octagon"}
              tone={recall.lifted_at ? "grey" : "red"}
              strong
            >
              {(language === "en" && recall.reason.en) || recall.reason.vi}
            </Mark>
            <Second>
              {w("look.recall_since", {
                authority: recall.authority,
                day: formatDay(recall.since),
              })}
              {recall.lifted_at && ` · ${w("look.recall_lifted")}`}
            </Second>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function CertificatesPanel({ certificates }: { certificates: readonly Certificate[] }) {
  const { w, findWord } = useWords(STAMP_WORDS);
  if (certificates.length === 0) return null;
  return (
    <Panel title={w("look.certificates")}>
      <ul className={classes.list}>
        {certificates.map((one) => (
          <li key={`${one.kind} ${one.number}`}>
            {findWord(`certificate.${one.kind}`) ?? one.kind}
            {one.stars ? ` ${"★".repeat(one.stars)}` : ""}
            <Second>
              {[
                one.number,
                one.issuer,
                one.valid_until && w("look.until", { day: formatDay(one.valid_until) }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </Second>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function EstablishmentPanel({ establishment }: { establishment: Record<string, unknown> }) {
  const { party, certificates, source, source_time } = establishment as unknown as Establishment;
  const { w, findWord } = useWords(STAMP_WORDS);
  return (
    <>
      <Panel title={w("look.establishment")}>
        <Facts>
          <Fact name={w("look.establishment")}>
            {party.name}
            <Second>{findWord(`role.${party.role}`)}</Second>
          </Fact>
          {party.address && <Fact name={w("look.address")}>{party.address}</Fact>}
          {party.gln && <Fact name="GLN">{party.gln}</Fact>}
          <Fact name={w("look.source")}>
            {source}
            <Second>{formatMoment(source_time)}</Second>
          </Fact>
        </Facts>
      </Panel>
      <CertificatesPanel certificates={certificates} />
    </>
  );
}

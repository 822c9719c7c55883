// One stamp: what it is on, what was done to it, where it was seen, and what the rules found.

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sessionQuery } from "../../api/queries";
import { type StampView, stampQuery } from "../../api/stampQueries";
import { formatDay, formatMoment, formatTime } from "../../text/format";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { CopyId } from "../../ui/CopyId";
import { Drawer } from "../../ui/Drawer";
import { Fact, Facts } from "../../ui/Facts";
import { Note } from "../../ui/Note";
import { LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { Second } from "../../ui/Rows";
import { ActForm } from "./ActForm";
import { actionsFor } from "./actions";
import { StampMark } from "./StampMark";
import classes from "./Stamps.module.css";

interface StampDrawerProps {
  gtin: string;
  serial: string;
  onClose: () => void;
}

export function StampDrawer({ gtin, serial, onClose }: StampDrawerProps) {
  const { w } = useWords(STAMP_WORDS);
  const { data, error, refetch } = useQuery(stampQuery(gtin, serial));
  const { data: who } = useQuery(sessionQuery);
  return (
    <Drawer title={w("stamps.one", { serial })} onClose={onClose}>
      {error && !data && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingRows rows={6} />}
      {data && (
        <>
          <StampFacts view={data} />
          {who?.can_change && (
            <ActForm target={{ gtin, serials: [serial] }} actions={actionsFor(data.stamp.state)} />
          )}
          <Found hints={data.hints} />
          <Seen sightings={data.sightings} />
          <Changes changes={data.changes} />
        </>
      )}
    </Drawer>
  );
}

function StampFacts({ view }: { view: StampView }) {
  const { language } = useText();
  const { w } = useWords(STAMP_WORDS);
  const { stamp } = view;
  const note = (language === "en" && stamp.note_en) || stamp.note_vi;
  return (
    <Facts>
      <Fact name={w("stamps.state")}>
        <StampMark state={stamp.state} />
      </Fact>
      <Fact name={w("stamps.serial")}>
        <CopyId value={stamp.serial} what={w("stamps.serial")} />
      </Fact>
      <Fact name={w("stamps.column.product")}>
        {stamp.name_vi}
        <Second>
          <span className="tq-tabular">{stamp.gtin}</span>
        </Second>
      </Fact>
      {stamp.lot && <Fact name={w("stamps.column.lot")}>{stamp.lot}</Fact>}
      <Fact name={w("stamps.issuer")}>{stamp.issuer_name || stamp.issuer}</Fact>
      <Fact name={w("stamps.batch")}>
        {stamp.batch_id === null ? (
          w("stamps.imported")
        ) : (
          <Link to="/stamps" search={{ batch: stamp.batch_id }}>
            {w("stamps.of_batch", { n: stamp.batch_id })}
          </Link>
        )}
        {stamp.position !== null && <Second>{w("stamps.position", { n: stamp.position })}</Second>}
      </Fact>
      <Fact name={w("stamps.layers")}>
        {w(view.sealed ? "stamps.layers.two" : "stamps.layers.one")}
      </Fact>
      <Fact name={w("stamps.area")}>{view.area.join(", ") || w("stamps.area.any")}</Fact>
      {stamp.activated_at && (
        <Fact name={w("stamps.activated")}>
          <Moment moment={stamp.activated_at} />
        </Fact>
      )}
      {stamp.ended_at && (
        <Fact name={w("stamps.ended")}>
          <Moment moment={stamp.ended_at} />
        </Fact>
      )}
      {note && <Fact name={w("stamps.note")}>{note}</Fact>}
      {stamp.replaced_by && <Fact name={w("stamps.replaced_by")}>{stamp.replaced_by}</Fact>}
    </Facts>
  );
}

function Found({ hints }: Pick<StampView, "hints">) {
  const { language } = useText();
  const { w } = useWords(STAMP_WORDS);
  if (hints.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3>{w("stamps.found")}</h3>
      <div className={classes.list}>
        {hints.map((hint) => (
          <Note key={`${hint.code} ${hint.first_at}`} tone={hint.cleared_at ? "grey" : "orange"}>
            <span>{(language === "vi" ? hint.text_vi : hint.text_en) || hint.code}</span>
            {hint.cleared_at && (
              <span className="tq-quiet">
                {w("stamps.cleared", { moment: formatMoment(hint.cleared_at) })}
              </span>
            )}
          </Note>
        ))}
      </div>
    </section>
  );
}

function Seen({ sightings }: Pick<StampView, "sightings">) {
  const { number } = useText();
  const { w } = useWords(STAMP_WORDS);
  return (
    <section className={classes.part}>
      <h3>{w("stamps.seen")}</h3>
      {sightings.length === 0 && <p className="tq-quiet">{w("stamps.seen_none")}</p>}
      <ul className={classes.list}>
        {sightings.map((one) => (
          <li key={`${one.station_id} ${one.first_at}`}>
            <Link to="/stations/$stationId" params={{ stationId: one.station_id }}>
              {[one.market, one.ward].filter(Boolean).join(" · ") || one.station_id}
            </Link>
            <Second>
              {formatDay(one.day)} {formatTime(one.first_at)} ·{" "}
              {w("stamps.scans", { n: number(one.count) })}
            </Second>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changes({ changes }: Pick<StampView, "changes">) {
  const { w } = useWords(STAMP_WORDS);
  return (
    <section className={classes.part}>
      <h3>{w("stamps.changes")}</h3>
      {changes.length === 0 && <p className="tq-quiet">{w("stamps.changes_none")}</p>}
      <ol className={classes.list}>
        {changes.map((one) => (
          <li key={`${one.at} ${one.action}`}>
            {w(`action.${one.action}`)}
            {one.note && `: ${one.note}`}
            <Second>{w("stamps.by", { who: one.who, moment: formatMoment(one.at) })}</Second>
          </li>
        ))}
      </ol>
    </section>
  );
}

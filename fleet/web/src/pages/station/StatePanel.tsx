// Which desired state is in force, which is wanted, and why a station refused one.

import type { StationView } from "../../api/types";
import { STATION_WORDS } from "../../text/stationWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Age } from "../../ui/Age";
import { DesiredMark } from "../../ui/Mark";
import { Note } from "../../ui/Note";
import { Panel } from "../../ui/Panel";
import classes from "./StatePanel.module.css";

export function StatePanel({ station }: { station: StationView }) {
  const { t, number, find } = useText();
  const { w } = useWords(STATION_WORDS);
  const newest = station.history[0];
  const inForce = station.reported_number;
  return (
    <Panel title={w("station.state")}>
      <div className={classes.state} data-testid="state">
        <dl className={classes.numbers}>
          <div>
            <dt>{w("station.in_force")}</dt>
            <dd>{inForce === 0 ? w("station.state_none") : number(inForce)}</dd>
          </div>
          <div>
            <dt>{w("station.wanted")}</dt>
            <dd>{newest ? number(newest.number) : "–"}</dd>
          </div>
        </dl>
        <div className={classes.status}>
          <DesiredMark status={newest?.status ?? null} />
          {newest && (
            <span className="tq-quiet">
              <Age moment={newest.changed_at} />
            </span>
          )}
        </div>
        <div className="tq-quiet">{w("station.slides", { n: number(station.slides.length) })}</div>
        {newest?.status === "refused" && (
          <Note tone="orange">
            <strong>
              {w("station.refused_why", {
                number: number(newest.number),
                kept: number(inForce),
              })}
            </strong>
            <span>
              {find(`refused.${newest.code}`) ?? t("refused.unknown", { code: newest.code })}
            </span>
            <span className="tq-mono">
              {[newest.code, newest.detail].filter(Boolean).join(": ")}
            </span>
          </Note>
        )}
      </div>
    </Panel>
  );
}

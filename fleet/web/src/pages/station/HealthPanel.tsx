// What the station measured of itself: by subject, with what is healthy, and the day as charts.

import { lazy, Suspense, useState } from "react";
import type { ProbeView, StationView } from "../../api/types";
import { FAULT_WORDS } from "../../text/faultWords";
import { formatMoment } from "../../text/format";
import { STATION_WORDS } from "../../text/stationWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Age } from "../../ui/Age";
import { HealthMark, Mark, Sign } from "../../ui/Mark";
import { Empty, LoadingRows, Panel } from "../../ui/Panel";
import classes from "./HealthPanel.module.css";
import { byGroup, formatProbe, rangeWords } from "./probes";
import { PROBE_WORDS } from "./probeWords";

const HealthCharts = lazy(() =>
  import("./chart/HealthCharts").then((module) => ({ default: module.HealthCharts })),
);

export function HealthPanel({ station }: { station: StationView }) {
  const { t } = useText();
  const { w } = useWords(STATION_WORDS);
  const { findWord } = useWords(PROBE_WORDS);
  const [showsCharts, setShowsCharts] = useState(false);
  const at = station.health_at;
  return (
    <Panel
      title={t("station.health")}
      aside={
        at && (
          <span title={w("station.health_at", { moment: formatMoment(at) })}>
            <Age moment={at} />
          </span>
        )
      }
    >
      {at && station.probes.length > 0 ? (
        <div className={classes.health}>
          <p className={classes.sum} data-testid="health-sum">
            <HealthMark healthy={station.healthy} />
          </p>
          <div className={classes.groups}>
            {byGroup(station.probes).map(([group, probes]) => (
              <section key={group} className={classes.group}>
                <h3>{findWord(`group.${group}`) ?? group}</h3>
                <dl>
                  {probes.map((probe) => (
                    <ProbeRow key={probe.name} probe={probe} />
                  ))}
                </dl>
              </section>
            ))}
          </div>
          {showsCharts ? (
            <Suspense fallback={<LoadingRows rows={2} height={132} />}>
              <HealthCharts station={station.station_id} probes={station.probes} />
            </Suspense>
          ) : (
            <button type="button" className="tq-button" onClick={() => setShowsCharts(true)}>
              {w("health.show_charts")}
            </button>
          )}
        </div>
      ) : (
        <Empty title={w("station.health_none")} hint={w("station.health_none_hint")} />
      )}
    </Panel>
  );
}

function ProbeRow({ probe }: { probe: ProbeView }) {
  const { t, language, number } = useText();
  const { w } = useWords(STATION_WORDS);
  const { findWord } = useWords(PROBE_WORDS);
  const { findWord: findFault } = useWords(FAULT_WORDS);
  const yesNo = { yes: t("probe.yes"), no: t("probe.no"), unknown: w("probe.unknown") };
  const told =
    findWord(`${probe.name}.${probe.value}`) ??
    (typeof probe.value === "string" ? findFault(probe.value) : undefined) ??
    formatProbe(probe, language, yesNo, number);
  const range = rangeWords(probe, language, number, w);
  return (
    <div
      className={classes.row}
      data-probe={probe.name}
      data-bad={probe.healthy === false || undefined}
    >
      <dt>
        {findWord(probe.name) ?? probe.name}
        {range && <span className={classes.range}>{range}</span>}
      </dt>
      <dd>
        {probe.healthy === false ? (
          <Mark shape="triangle" tone="orange" strong>
            {told}
          </Mark>
        ) : (
          <>
            {probe.healthy && <Sign shape="dot" tone="green" size={10} />}
            {probe.healthy && <span className="tq-hidden">{t("health.ok")}: </span>}
            {told}
          </>
        )}
      </dd>
    </div>
  );
}

// What the station measured of itself.

import type { StationView } from "../../api/types";
import { formatMoment } from "../../text/format";
import { useText } from "../../text/useText";
import { Age } from "../../ui/Age";
import { Fact, Facts } from "../../ui/Facts";
import { HealthMark, Mark } from "../../ui/Mark";
import { Empty, Panel } from "../../ui/Panel";
import { byUrgency, formatProbe, healthOf, type Probe } from "./probes";

export function HealthPanel({ station }: { station: StationView }) {
  const { t, find } = useText();
  const health = healthOf(station.health);
  return (
    <Panel
      title={t("station.health")}
      aside={
        health && (
          <span title={t("station.health_at", { moment: formatMoment(health.at) })}>
            <Age moment={health.at} />
          </span>
        )
      }
    >
      {health ? (
        <Facts>
          <Fact name={t("station.health")}>
            <HealthMark healthy={station.healthy} />
          </Fact>
          {byUrgency(health.probes).map(([name, probe]) => (
            <Fact key={name} name={find(`probe.${name}`) ?? name}>
              <ProbeValue name={name} probe={probe} />
            </Fact>
          ))}
        </Facts>
      ) : (
        <Empty title={t("station.health_none")} hint={t("station.health_none_hint")} />
      )}
    </Panel>
  );
}

function ProbeValue({ name, probe }: { name: string; probe: Probe }) {
  const { t, find, language, number } = useText();
  const words = { yes: t("probe.yes"), no: t("probe.no"), unknown: t("probe.unknown") };
  const text = find(`probe.${name}.${probe.value}`) ?? formatProbe(probe, language, words, number);
  if (probe.healthy !== false) return text;
  return (
    <Mark shape="triangle" tone="orange" strong>
      {text}
    </Mark>
  );
}

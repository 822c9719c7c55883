// The probes of a station over a day or a week, one chart below the other with one cross hair; and
// the same as tables by the hour.

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { healthQuery } from "../../../api/queries";
import type { ProbeView } from "../../../api/types";
import { formatMoment } from "../../../text/format";
import { own } from "../../../text/own";
import { STATION_WORDS } from "../../../text/stationWords";
import { useText } from "../../../text/useText";
import { useWords } from "../../../text/useWords";
import { Choice } from "../../../ui/Choice";
import { SelectField } from "../../../ui/Field";
import { Empty, LoadingRows } from "../../../ui/Panel";
import { ProblemNote } from "../../../ui/ProblemNote";
import { useScheme } from "../../../ui/scheme";
import { formatFigure, rangeWords } from "../probes";
import { PROBE_WORDS } from "../probeWords";
import classes from "./HealthCharts.module.css";
import { ProbeChart } from "./ProbeChart";
import { hourly, isEmpty, type Range, withGaps } from "./series";

const SPANS = ["24", "168"] as const;
type Span = (typeof SPANS)[number];

const groupOf = (probe: ProbeView): string => probe.group ?? "other";

interface HealthChartsProps {
  station: string;
  probes: readonly ProbeView[];
}

export function HealthCharts({ station, probes }: HealthChartsProps) {
  const { w } = useWords(STATION_WORDS);
  const { findWord } = useWords(PROBE_WORDS);
  const [span, setSpan] = useState<Span>("24");
  const [group, setGroup] = useState("");
  const { data, error, refetch } = useQuery(healthQuery(station, Number(span)));
  const columns = useMemo(() => data && withGaps(data.at, data.series, data.step_s), [data]);
  if (error && !data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data || !columns) return <LoadingRows rows={2} height={132} />;
  const measured = probes.filter(({ name }) => !isEmpty(own(columns.series, name) ?? []));
  const groups = [...new Set(measured.map(groupOf))];
  const chosen = groups.includes(group) ? group : (groups[0] ?? "");
  const shown = measured.filter((probe) => groupOf(probe) === chosen);
  return (
    <section className={classes.charts} aria-label={w("health.charts")}>
      <div className={classes.choices}>
        <Choice
          label={w("health.span")}
          hideLabel
          value={span}
          onChange={setSpan}
          options={SPANS.map((value) => ({ value, label: w(`health.span.${value}`) }))}
        />
        <SelectField
          label={w("health.group")}
          value={chosen}
          options={groups.map((value) => ({ value, label: findWord(`group.${value}`) ?? value }))}
          onChange={setGroup}
        />
      </div>
      {shown.length === 0 && <Empty title={w("health.no_history")} />}
      {shown.map((probe) => (
        <OneProbe
          key={probe.name}
          probe={probe}
          range={own(data.probes, probe.name) ?? probe}
          at={columns.at}
          values={own(columns.series, probe.name) ?? []}
          syncKey={station}
        />
      ))}
      {shown.length > 0 && (
        <details className={classes.tables}>
          <summary>{w("health.tables")}</summary>
          <div className={classes.scroll}>
            {shown.map((probe) => (
              <HourTable
                key={probe.name}
                probe={probe}
                at={columns.at}
                values={own(columns.series, probe.name) ?? []}
              />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

interface OneProbeProps {
  probe: ProbeView;
  range: Range;
  at: readonly number[];
  values: readonly (number | null)[];
  syncKey: string;
}

function OneProbe({ probe, range, at, values, syncKey }: OneProbeProps) {
  const { language, number } = useText();
  const { w } = useWords(STATION_WORDS);
  const { findWord } = useWords(PROBE_WORDS);
  const { shown: scheme } = useScheme();
  const { unit } = probe;
  const show = useCallback(
    (value: number) => formatFigure(value, unit, language, number),
    [unit, language, number],
  );
  const { low, high } = range;
  const limits = useMemo(() => ({ low, high }), [low, high]);
  return (
    <ProbeChart
      // Its colours are read when it is made.
      key={scheme}
      title={findWord(probe.name) ?? probe.name}
      at={at}
      values={values}
      range={limits}
      rangeWords={rangeWords({ unit, low, high }, language, number, w)}
      syncKey={syncKey}
      show={show}
    />
  );
}

interface HourTableProps {
  probe: ProbeView;
  at: readonly number[];
  values: readonly (number | null)[];
}

function HourTable({ probe, at, values }: HourTableProps) {
  const { language, number } = useText();
  const { w } = useWords(STATION_WORDS);
  const { findWord } = useWords(PROBE_WORDS);
  const figure = (value: number) => formatFigure(value, probe.unit, language, number);
  return (
    <table className={classes.table}>
      <caption>{findWord(probe.name) ?? probe.name}</caption>
      <thead>
        <tr>
          <th scope="col">{w("health.hour")}</th>
          <th scope="col">{w("health.least")}</th>
          <th scope="col">{w("health.mean")}</th>
          <th scope="col">{w("health.most")}</th>
        </tr>
      </thead>
      <tbody>
        {hourly(at, values)
          .reverse()
          .map((hour) => (
            <tr key={hour.at}>
              <th scope="row">{formatMoment(new Date(hour.at * 1000)).slice(0, 16)}</th>
              <td>{figure(hour.least)}</td>
              <td>{figure(hour.mean)}</td>
              <td>{figure(hour.most)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

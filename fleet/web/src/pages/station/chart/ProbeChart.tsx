// One probe over time: a line with gaps where nothing was measured, and its healthy range behind it.

import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { formatMoment, ZONE } from "../../../text/format";
import classes from "./HealthCharts.module.css";
import { newest, type Range, scaleOf, type Values } from "./series";

const HEIGHT_PX = 132;
const AXIS_PX = 54;
const TICKS_PX = 26;

interface ProbeChartProps {
  title: string;
  at: readonly number[];
  values: Values;
  range: Range;
  /** Charts of one key share their cross hair. */
  syncKey: string;
  rangeWords: string;
  show: (value: number) => string;
}

export function ProbeChart(props: ProbeChartProps) {
  const { title, at, values, range, syncKey, rangeWords, show } = props;
  const frame = useRef<HTMLDivElement>(null);
  const reading = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const [place, read] = [frame.current, reading.current];
    if (!place || !read) return;
    const say = (index: number | null | undefined) => {
      const value = index == null ? newest(values) : (values[index] ?? null);
      const second = index == null ? undefined : at[index];
      const when = second === undefined ? "" : `${formatMoment(new Date(second * 1000))}  `;
      read.textContent = value === null ? `${when}–` : `${when}${show(value)}`;
    };
    const options = optionsOf({ place, range, values, syncKey, show, say });
    const chart = new uPlot(options, [[...at], [...values]], place);
    say(null);
    const observer = new ResizeObserver(() => {
      chart.setSize({ width: place.clientWidth, height: HEIGHT_PX });
    });
    observer.observe(place);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [at, values, range, syncKey, show]);
  return (
    <figure className={classes.chart}>
      <figcaption>
        <span className={classes.title}>{title}</span>
        <span className={classes.range}>{rangeWords}</span>
        <span ref={reading} className={classes.reading} />
      </figcaption>
      <div ref={frame} className={classes.frame} aria-hidden="true" />
    </figure>
  );
}

interface Drawing {
  place: HTMLElement;
  range: Range;
  values: Values;
  syncKey: string;
  show: (value: number) => string;
  say: (index: number | null | undefined) => void;
}

function optionsOf({ place, range, values, syncKey, show, say }: Drawing): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--tq-${name}`).trim();
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const axis = {
    stroke: colour("quiet"),
    font,
    grid: { stroke: colour("line"), width: 1 },
    ticks: { show: false },
  };
  return {
    width: place.clientWidth,
    height: HEIGHT_PX,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: syncKey }, drag: { x: false, y: false }, points: { size: 7 } },
    tzDate: (second) => uPlot.tzDate(new Date(second * 1000), ZONE),
    scales: { y: { range: scaleOf(values, range) } },
    axes: [
      { ...axis, size: TICKS_PX, values: (chart, seconds) => clockTimes(chart, seconds) },
      { ...axis, size: AXIS_PX, space: 34, values: (_, ticks) => ticks.map(show) },
    ],
    series: [{}, { stroke: colour("link"), width: 1.75, spanGaps: false, points: { show: false } }],
    hooks: {
      drawClear: [(chart) => drawRange(chart, range, colour("chart-band"))],
      setCursor: [
        (chart) =>
          say(chart.cursor.left == null || chart.cursor.left < 0 ? null : chart.cursor.idx),
      ],
    },
  };
}

/** "14:00", and "22/11" where a day begins; uPlot's own are American. */
function clockTimes(_chart: uPlot, seconds: readonly number[]): string[] {
  return seconds.map((second) => {
    const moment = formatMoment(new Date(second * 1000));
    const time = moment.slice(11, 16);
    return time === "00:00" ? moment.slice(0, 5) : time;
  });
}

function drawRange(chart: uPlot, { low, high }: Range, colour: string): void {
  if (low === null && high === null) return;
  const { left, top, width, height } = chart.bbox;
  const at = (value: number) => chart.valToPos(value, "y", true);
  const from = high === null ? top : Math.max(top, at(high));
  const to = low === null ? top + height : Math.min(top + height, at(low));
  if (to <= from) return;
  chart.ctx.save();
  chart.ctx.fillStyle = colour;
  chart.ctx.fillRect(left, from, width, to - from);
  chart.ctx.restore();
}

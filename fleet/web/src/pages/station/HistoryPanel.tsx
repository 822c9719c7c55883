// The last desired states of a station, newest first, with what each changed.

import type { DesiredRow } from "../../api/types";
import { STATION_WORDS, type StationWord } from "../../text/stationWords";
import { type Text, useText } from "../../text/useText";
import { type PageText, useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { DesiredMark } from "../../ui/Mark";
import { Empty, Panel } from "../../ui/Panel";
import { changesOf } from "./changes";
import classes from "./HistoryPanel.module.css";
import { valueText } from "./valueText";

export function HistoryPanel({ history }: { history: readonly DesiredRow[] }) {
  const text = useText();
  const words = useWords(STATION_WORDS);
  const { w } = words;
  const { t, number, find } = text;
  if (history.length === 0) {
    return (
      <Panel title={w("station.history")}>
        <Empty title={w("station.history_none")} hint={w("station.history_none_hint")} />
      </Panel>
    );
  }
  return (
    <Panel title={w("station.history")} flush>
      <ol className={classes.list} data-testid="history">
        {history.map((row, at) => (
          <li key={row.number}>
            <span className={classes.number}>{number(row.number)}</span>
            <div className={classes.what}>
              {describe(text, words, row, history[at + 1]).map((line) => (
                <span key={line}>{line}</span>
              ))}
              {row.code && (
                <span className="tq-quiet">
                  {find(`refused.${row.code}`) ?? t("refused.unknown", { code: row.code })}
                </span>
              )}
              <span className={classes.who}>
                {row.created_by} · <Moment moment={row.created_at} />
              </span>
            </div>
            <DesiredMark status={row.status} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function describe(
  text: Text,
  words: PageText<StationWord>,
  row: DesiredRow,
  before: DesiredRow | undefined,
): string[] {
  const { w, findWord } = words;
  const changes = changesOf(row, before);
  // The list ends at some number: what stood before the last one of it isn't known here.
  if (!changes) return row.number === 1 ? [w("station.history.first")] : [];
  const lines = changes.settings.map(({ key, from, to }) => {
    const name = findWord(`settings.${key}`) ?? key;
    return `${name}: ${valueText(text, words, key, from)} → ${valueText(text, words, key, to)}`;
  });
  if (changes.slides) lines.push(w("station.history.slides", { ...changes.slides }));
  return lines.length > 0 ? lines : [w("station.history.renewed")];
}

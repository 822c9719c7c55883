// The last desired states of a station, newest first, with what each changed.

import type { DesiredRow } from "../../api/types";
import { type Text, useText } from "../../text/useText";
import { Moment } from "../../ui/Age";
import { DesiredMark } from "../../ui/Mark";
import { Empty, Panel } from "../../ui/Panel";
import { changesOf } from "./changes";
import classes from "./HistoryPanel.module.css";
import { valueText } from "./valueText";

export function HistoryPanel({ history }: { history: readonly DesiredRow[] }) {
  const text = useText();
  const { t, number, find } = text;
  if (history.length === 0) {
    return (
      <Panel title={t("station.history")}>
        <Empty title={t("station.history_none")} hint={t("station.history_none_hint")} />
      </Panel>
    );
  }
  return (
    <Panel title={t("station.history")} flush>
      <ol className={classes.list} data-testid="history">
        {history.map((row, at) => (
          <li key={row.number}>
            <span className={classes.number}>{number(row.number)}</span>
            <div className={classes.what}>
              {describe(text, row, history[at + 1]).map((line) => (
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

function describe(text: Text, row: DesiredRow, before: DesiredRow | undefined): string[] {
  const { t, find } = text;
  const changes = changesOf(row, before);
  // The list ends at some number: what stood before the last one of it isn't known here.
  if (!changes) return row.number === 1 ? [t("station.history.first")] : [];
  const lines = changes.settings.map(({ key, from, to }) => {
    const name = find(`settings.${key}`) ?? key;
    return `${name}: ${valueText(text, key, from)} → ${valueText(text, key, to)}`;
  });
  if (changes.slides) lines.push(t("station.history.slides", { ...changes.slides }));
  return lines.length > 0 ? lines : [t("station.history.renewed")];
}

// What happened to the station, newest first: came and went, changes, commands, alerts.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { timelineQuery } from "../../api/queries";
import type { TimelineEvent } from "../../api/types";
import { formatDay, formatTime, vietnamDay } from "../../text/format";
import { own } from "../../text/own";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { SelectField } from "../../ui/Field";
import { type Shape, Sign, type Tone } from "../../ui/Mark";
import { Empty, LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import classes from "./TimelinePanel.module.css";
import { groupOf, TIMELINE_GROUPS, type TimelineGroup } from "./timeline";
import { TIMELINE_WORDS } from "./timelineWords";
import { useEventText } from "./useEventText";

const SIGNS: Readonly<Record<string, [Shape, Tone]>> = {
  connected: ["dot", "green"],
  disconnected: ["barred", "red"],
  timed_out: ["barred", "red"],
  camera_failed: ["octagon", "red"],
  camera_back: ["check", "green"],
  probe_bad: ["triangle", "orange"],
  probe_good: ["check", "green"],
  refused: ["triangle", "orange"],
  in_force: ["check", "green"],
  alert_opened: ["octagon", "red"],
  alert_closed: ["check", "green"],
  revoked: ["crossed", "grey"],
};

export function TimelinePanel({ station }: { station: string }) {
  const { t } = useText();
  const { w } = useWords(TIMELINE_WORDS);
  const [group, setGroup] = useState("");
  const kinds = TIMELINE_GROUPS[group as TimelineGroup] ?? [];
  const list = useInfiniteQuery(timelineQuery(station, kinds));
  const events = list.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Panel title={w("title")} flush>
      <div className={classes.filter}>
        <SelectField
          label={w("filter")}
          value={group}
          all={t("filter.all")}
          options={(Object.keys(TIMELINE_GROUPS) as TimelineGroup[]).map((value) => ({
            value,
            label: w(`group.${value}`),
          }))}
          onChange={setGroup}
        />
      </div>
      {list.error && !list.data && (
        <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <LoadingRows rows={5} />}
      {list.data && events.length === 0 && <Empty title={w("none")} />}
      {events.length > 0 && (
        <ol className={classes.list} data-testid="timeline">
          {events.map((event, at) => (
            <li key={event.id} data-kind={event.kind}>
              <Event event={event} before={events[at - 1]} />
            </li>
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <div className={classes.more}>
          <button
            type="button"
            className="tq-button"
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t(list.isFetchingNextPage ? "app.loading" : "stations.more")}
          </button>
        </div>
      )}
    </Panel>
  );
}

interface EventProps {
  event: TimelineEvent;
  before: TimelineEvent | undefined;
}

function Event({ event, before }: EventProps) {
  const day = vietnamDay(event.at);
  const isNewDay = !before || vietnamDay(before.at) !== day;
  const [shape, tone] = own(SIGNS, event.kind) ?? ["ring", "grey"];
  const { said, detail } = useEventText(event);
  return (
    <>
      <time className={classes.time} dateTime={event.at}>
        {formatTime(event.at)}
        {isNewDay && <span className={classes.day}>{formatDay(day)}</span>}
      </time>
      <Sign shape={shape} tone={tone} />
      <div className={classes.what} data-group={groupOf(event.kind)}>
        <span>{said}</span>
        {detail && <span className={classes.second}>{detail}</span>}
        {event.by && <span className={classes.second}>{event.by}</span>}
      </div>
    </>
  );
}

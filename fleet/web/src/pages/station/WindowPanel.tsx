// The station's window, as a picture that it sends when it is asked to.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, take } from "../../api/client";
import { commandQuery, screenshotQuery } from "../../api/queries";
import type { CommandView, StationView } from "../../api/types";
import { STATION_WORDS } from "../../text/stationWords";
import { useWords } from "../../text/useWords";
import { Age } from "../../ui/Age";
import { Icon } from "../../ui/icons";
import { Note } from "../../ui/Note";
import { Empty, LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { useObjectUrl } from "../../ui/useObjectUrl";
import classes from "./WindowPanel.module.css";

const ASK_AGAIN_MS = 2_000;

interface WindowPanelProps {
  station: StationView;
  canChange: boolean;
}

export function WindowPanel({ station, canChange }: WindowPanelProps) {
  const { w } = useWords(STATION_WORDS);
  const { data: screenshot, error, isPending } = useQuery(screenshotQuery(station.station_id));
  const { ask, command, problem, isWaiting } = useScreenshotCommand(station.station_id);
  return (
    <Panel
      title={w("window.title")}
      aside={
        screenshot && (
          <span data-testid="screenshot-age">
            <AgeOfPicture takenAt={screenshot.takenAt} />
          </span>
        )
      }
    >
      <div className={classes.window}>
        {isPending && <LoadingRows rows={1} height={220} />}
        {error && <ProblemNote error={error} />}
        {screenshot === null && (
          <Empty
            title={w("window.none")}
            hint={w(canChange ? "window.none_hint" : "window.none_viewer")}
          />
        )}
        {screenshot && <Picture picture={screenshot.picture} station={station} />}
        {command && <CommandNote command={command} station={station} />}
        {problem && <ProblemNote error={problem} />}
        {canChange && (
          <button type="button" className="tq-button" disabled={isWaiting} onClick={ask}>
            <Icon name="camera" />
            {w(screenshot ? "window.again" : "window.ask")}
          </button>
        )}
      </div>
    </Panel>
  );
}

function AgeOfPicture({ takenAt }: { takenAt: string }) {
  const { w } = useWords(STATION_WORDS);
  const [before, after] = w("window.taken", { age: "|" }).split("|");
  return (
    <>
      {before}
      <Age moment={takenAt} />
      {after}
    </>
  );
}

function Picture({ picture, station }: { picture: Blob; station: StationView }) {
  const { w } = useWords(STATION_WORDS);
  const address = useObjectUrl(picture);
  return (
    <a
      className={classes.picture}
      href={`/api/stations/${encodeURIComponent(station.station_id)}/screenshot`}
      target="_blank"
      rel="noreferrer"
    >
      {address && <img src={address} alt={w("window.alt", { station: station.name })} />}
    </a>
  );
}

function CommandNote({ command, station }: { command: CommandView; station: StationView }) {
  const { w } = useWords(STATION_WORDS);
  switch (command.state) {
    case "queued":
    case "sent":
      return (
        <Note tone="blue">
          <span>{w(`window.${command.state}`)}</span>
          {station.presence.status !== "online" && <span>{w("window.offline")}</span>}
        </Note>
      );
    case "failed":
      return (
        <Note tone="orange">
          <span>{w("window.failed", { code: command.code })}</span>
          {command.detail && <span className="tq-mono">{command.detail}</span>}
        </Note>
      );
    case "expired":
      return <Note tone="orange">{w("window.expired")}</Note>;
    case "cancelled":
    case "done":
      return null;
  }
}

function useScreenshotCommand(station: string) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<string | null>(null);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      take(
        api.POST("/api/stations/{station_id}/screenshot", {
          params: { path: { station_id: station } },
        }),
      ),
    onSuccess: (made) => {
      client.setQueryData(commandQuery(station, made.command_id).queryKey, made);
      setAsked(made.command_id);
    },
  });
  const { data: command } = useQuery({
    ...commandQuery(station, asked ?? ""),
    enabled: asked !== null,
    // Live events tell it sooner; this is for the time when there are none.
    refetchInterval: ({ state }) => (isOpen(state.data) ? ASK_AGAIN_MS : false),
  });
  const arrived = command?.has_picture ? command.changed_at : null;
  useEffect(() => {
    if (arrived) void client.invalidateQueries({ queryKey: screenshotQuery(station).queryKey });
  }, [arrived, client, station]);
  const current = asked === null ? undefined : command;
  return {
    ask: () => mutate(),
    command: current,
    problem: error,
    isWaiting: isPending || isOpen(current),
  };
}

function isOpen(command: CommandView | undefined): boolean {
  return command?.state === "queued" || command?.state === "sent";
}

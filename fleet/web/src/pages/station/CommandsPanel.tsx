// What the station was asked to do: asking, the time that is left for each, taking it back.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "../../api/client";
import { commandsQuery } from "../../api/queries";
import type { CommandName, CommandView, StationView } from "../../api/types";
import { useText } from "../../text/useText";
import { Age } from "../../ui/Age";
import { CommandMark, isOpen } from "../../ui/CommandMark";
import { Icon } from "../../ui/icons";
import { Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import classes from "./CommandsPanel.module.css";

const SHOWN = 5;
const ASK_AGAIN_MS = 5_000;

interface CommandsPanelProps {
  station: StationView;
  canChange: boolean;
}

export function CommandsPanel({ station, canChange }: CommandsPanelProps) {
  const { t } = useText();
  const [showsAll, setShowsAll] = useState(false);
  const { data, error } = useQuery({
    ...commandsQuery(station.station_id),
    // Live events tell it sooner; this is for the time when there are none.
    refetchInterval: ({ state }) => (state.data?.commands.some(isOpen) ? ASK_AGAIN_MS : false),
  });
  const commands = data?.commands ?? [];
  const shown = showsAll ? commands : commands.slice(0, SHOWN);
  return (
    <Panel title={t("command.title")}>
      <div className={classes.panel}>
        {canChange && <Asking station={station} />}
        {error && <ProblemNote error={error} />}
        {data && commands.length === 0 && <p className={classes.none}>{t("command.none")}</p>}
        {shown.length > 0 && (
          <ul className={classes.list} data-testid="commands">
            {shown.map((command) => (
              <li key={command.command_id}>
                <Row command={command} canChange={canChange} />
              </li>
            ))}
          </ul>
        )}
        {commands.length > SHOWN && (
          <button type="button" className={classes.link} onClick={() => setShowsAll(!showsAll)}>
            {t(showsAll ? "command.fewer" : "command.earlier")}
          </button>
        )}
      </div>
    </Panel>
  );
}

function Asking({ station }: { station: StationView }) {
  const { t } = useText();
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (name: CommandName) =>
      take(
        api.POST("/api/stations/{station_id}/commands", {
          params: { path: { station_id: station.station_id } },
          body: { name },
        }),
      ),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: commandsQuery(station.station_id).queryKey }),
  });
  return (
    <>
      <div className={classes.asking}>
        <button
          type="button"
          className="tq-button"
          disabled={isPending}
          title={t("command.identify.hint")}
          onClick={() => mutate("identify")}
        >
          <Icon name="flash" />
          {t("command.identify")}
        </button>
        <button
          type="button"
          className="tq-button"
          disabled={isPending}
          title={t("command.restart.hint")}
          onClick={() => mutate("restart")}
        >
          <Icon name="restart" />
          {t("command.restart")}
        </button>
      </div>
      {station.presence.status !== "online" && <p className={classes.none}>{t("command.waits")}</p>}
      {error && <ProblemNote error={error} />}
    </>
  );
}

function Row({ command, canChange }: { command: CommandView; canChange: boolean }) {
  const { t, find } = useText();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      take(
        api.DELETE("/api/stations/{station_id}/commands/{command_id}", {
          params: { path: { station_id: command.station_id, command_id: command.command_id } },
        }),
      ),
    onSettled: () =>
      client.invalidateQueries({ queryKey: commandsQuery(command.station_id).queryKey }),
  });
  return (
    <>
      <span className={classes.name}>{find(`command.${command.name}`) ?? command.name}</span>
      <CommandMark command={command} />
      <span className={classes.by}>
        {command.created_by} · <Age moment={command.created_at} />
      </span>
      {canChange && isOpen(command) && (
        <button
          type="button"
          className={classes.link}
          disabled={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          {t("command.cancel")}
        </button>
      )}
      {cancel.error && <ProblemNote error={cancel.error} />}
    </>
  );
}

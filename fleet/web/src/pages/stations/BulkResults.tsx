// What became of a command to many stations, each by its name; the refused ones say why.

import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, take } from "../../api/client";
import { commandQuery } from "../../api/queries";
import type { BulkResult, CommandName, CommandView } from "../../api/types";
import { useText } from "../../text/useText";
import { CommandMark, isOpen } from "../../ui/CommandMark";
import { Drawer } from "../../ui/Drawer";
import { ProblemNote } from "../../ui/ProblemNote";
import classes from "./BulkResults.module.css";

export type Sent = BulkResult & { name: CommandName };

interface BulkResultsProps {
  sent: Sent;
  names: ReadonlyMap<string, string>;
  onClose: () => void;
}

export function BulkResults({ sent, names, onClose }: BulkResultsProps) {
  const { t, find, number } = useText();
  return (
    <Drawer title={t("bulk.results", { command: t(`command.${sent.name}`) })} onClose={onClose}>
      <p className={classes.sum} role="status">
        {t("bulk.sent", { n: number(sent.commands.length) })}
        {sent.refused.length > 0 && ` ${t("bulk.refused", { n: number(sent.refused.length) })}`}
      </p>
      <ul className={classes.list} data-testid="bulk-results">
        {sent.refused.map(({ station_id, code }) => (
          <li key={station_id} data-refused>
            <Name station={station_id} name={names.get(station_id)} />
            <span className={classes.why}>
              {find(`problem.${code}`) ?? t("problem.unknown", { code })}
            </span>
          </li>
        ))}
        {sent.commands.map((command) => (
          <Result key={command.command_id} command={command} name={names.get(command.station_id)} />
        ))}
      </ul>
    </Drawer>
  );
}

function Result({ command, name }: { command: CommandView; name: string | undefined }) {
  const { t } = useText();
  const { data } = useQuery({
    ...commandQuery(command.station_id, command.command_id),
    initialData: command,
    // Live events tell what becomes of it.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const cancel = useMutation({
    mutationFn: () =>
      take(
        api.DELETE("/api/stations/{station_id}/commands/{command_id}", {
          params: { path: { station_id: command.station_id, command_id: command.command_id } },
        }),
      ),
  });
  return (
    <li>
      <Name station={command.station_id} name={name} />
      <CommandMark command={data} />
      {isOpen(data) && (
        <button
          type="button"
          className={classes.cancel}
          disabled={cancel.isPending}
          aria-label={t("command.cancel_label", { station: name ?? command.station_id })}
          onClick={() => cancel.mutate()}
        >
          {t("command.cancel")}
        </button>
      )}
      {cancel.error && <ProblemNote error={cancel.error} />}
    </li>
  );
}

function Name({ station, name }: { station: string; name: string | undefined }) {
  return (
    <Link
      className={classes.name ?? ""}
      to="/stations/$stationId"
      params={{ stationId: station }}
      preload={false}
    >
      {name ?? station}
    </Link>
  );
}

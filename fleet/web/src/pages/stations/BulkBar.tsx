// What can be asked of all ticked stations at once.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, take } from "../../api/client";
import { commandQuery } from "../../api/queries";
import type { CommandName } from "../../api/types";
import { useText } from "../../text/useText";
import { ProblemNote } from "../../ui/ProblemNote";
import classes from "./BulkBar.module.css";
import type { Sent } from "./BulkResults";

/** As many as the API takes in one request. */
const MOST = 500;
const COMMANDS = ["identify", "screenshot", "restart"] as const satisfies CommandName[];

interface BulkBarProps {
  ids: ReadonlySet<string>;
  onClear: () => void;
  onSent: (sent: Sent) => void;
}

export function BulkBar({ ids, onClear, onSent }: BulkBarProps) {
  const { t, number } = useText();
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (name: CommandName): Promise<Sent> => {
      const body = { name, station_ids: [...ids] };
      return { name, ...(await take(api.POST("/api/commands", { body }))) };
    },
    onSuccess: (sent) => {
      for (const command of sent.commands) {
        const { queryKey } = commandQuery(command.station_id, command.command_id);
        client.setQueryData(queryKey, command);
      }
      onSent(sent);
    },
  });
  const isTooMany = ids.size > MOST;
  return (
    <section className={classes.bar} aria-label={t("bulk.title")} data-print="no">
      <strong role="status">{t("bulk.selected", { n: number(ids.size) })}</strong>
      <div className={classes.commands}>
        {COMMANDS.map((name) => (
          <button
            key={name}
            type="button"
            className="tq-button"
            disabled={isPending || isTooMany}
            onClick={() => mutate(name)}
          >
            {t(`command.${name}`)}
          </button>
        ))}
        <button type="button" className={classes.clear} onClick={onClear}>
          {t("bulk.clear")}
        </button>
      </div>
      {isTooMany && (
        <span className={classes.note}>{t("bulk.too_many", { limit: number(MOST) })}</span>
      )}
      {error && <ProblemNote error={error} />}
    </section>
  );
}

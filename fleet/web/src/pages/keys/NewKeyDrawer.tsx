// Makes a key for an issuer; the private half stays on the server.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, take } from "../../api/client";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { Drawer } from "../../ui/Drawer";
import { DayField, TextField } from "../../ui/Field";
import { StampProblem } from "../stamps/StampProblem";
import classes from "../stamps/Stamps.module.css";
import { prefixesIn } from "./state";

export function NewKeyDrawer({ onClose }: { onClose: () => void }) {
  const { w } = useWords(STAMP_WORDS);
  const client = useQueryClient();
  const [party, setParty] = useState("");
  const [prefixes, setPrefixes] = useState("");
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const making = useMutation({
    mutationFn: () =>
      take(
        api.POST("/api/issuer-keys", {
          body: {
            party: party.trim(),
            prefixes: prefixesIn(prefixes),
            ...(first ? { first_day: first } : {}),
            last_day: last,
          },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["issuer_keys"] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Drawer title={w("keys.create")} onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <TextField
          label={w("keys.party")}
          value={party}
          onChange={setParty}
          required
          maxLength={100}
        />
        <TextField
          label={w("keys.prefixes")}
          hint={w("keys.prefixes_hint")}
          value={prefixes}
          onChange={setPrefixes}
          required
        />
        <DayField label={w("keys.first_day")} value={first} max={last} onChange={setFirst} />
        <DayField label={w("keys.last_day")} value={last} min={first} onChange={setLast} />
        {making.error && <StampProblem error={making.error} />}
        <div className={classes.buttons}>
          <button
            type="submit"
            className="tq-button"
            data-primary
            disabled={!last || making.isPending}
          >
            {w("keys.create")}
          </button>
        </div>
      </form>
    </Drawer>
  );
}

// Issues a key to a partner, and shows it this once.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, take } from "../../api/client";
import type { PartnerRow } from "../../api/epcisQueries";
import { EPCIS_WORDS } from "../../text/epcisWords";
import { useWords } from "../../text/useWords";
import { Choice } from "../../ui/Choice";
import { CopyId } from "../../ui/CopyId";
import { Drawer } from "../../ui/Drawer";
import { Fact, Facts } from "../../ui/Facts";
import { TextField } from "../../ui/Field";
import { Note } from "../../ui/Note";
import { EpcisProblem } from "../captures/parts";
import classes from "../stamps/Stamps.module.css";

type Scope = PartnerRow["may"][number];

const MAY = {
  capture: ["capture"],
  query: ["query"],
  both: ["capture", "query"],
} as const satisfies Record<string, Scope[]>;
type May = keyof typeof MAY;
const CHOICES = Object.keys(MAY) as May[];

export function NewPartnerDrawer({ onClose }: { onClose: () => void }) {
  const { w } = useWords(EPCIS_WORDS);
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [may, setMay] = useState<May>("capture");
  const making = useMutation({
    mutationFn: () =>
      take(api.POST("/api/partners", { body: { name: name.trim(), may: [...MAY[may]] } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["partners"] }),
    // The key isn't kept once this is closed.
    gcTime: 0,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  if (making.data) {
    return (
      <Drawer title={w("partners.one", { name: making.data.name })} onClose={onClose}>
        <div className={classes.form}>
          <Note tone="orange" title={w("partners.once")}>
            {w("partners.once_hint")}
          </Note>
          <Facts>
            <Fact name={w("partners.key")}>
              <CopyId value={making.data.key} what={w("partners.key")} />
            </Fact>
          </Facts>
          <div className={classes.buttons}>
            <button type="button" className="tq-button" data-primary onClick={onClose}>
              {w("partners.done")}
            </button>
          </div>
        </div>
      </Drawer>
    );
  }
  return (
    <Drawer title={w("partners.issue")} onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <TextField
          label={w("partners.name")}
          hint={w("partners.name_hint")}
          value={name}
          onChange={setName}
          required
          maxLength={64}
          spellCheck={false}
        />
        <Choice
          label={w("partners.column.may")}
          value={may}
          onChange={setMay}
          options={CHOICES.map((value) => ({ value, label: w(`partners.may.${value}`) }))}
        />
        {making.error && <EpcisProblem error={making.error} />}
        <div className={classes.buttons}>
          <button
            type="submit"
            className="tq-button"
            data-primary
            disabled={!name.trim() || making.isPending}
          >
            {w("partners.issue")}
          </button>
        </div>
      </form>
    </Drawer>
  );
}

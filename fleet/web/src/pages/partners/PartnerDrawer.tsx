// One partner's key; revoking it is asked for twice, since it can't be undone.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "../../api/client";
import type { PartnerRow } from "../../api/epcisQueries";
import { EPCIS_WORDS } from "../../text/epcisWords";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Drawer } from "../../ui/Drawer";
import { Fact, Facts } from "../../ui/Facts";
import { Note } from "../../ui/Note";
import { EpcisProblem } from "../captures/parts";
import classes from "../stamps/Stamps.module.css";
import { PartnerMark, useMay } from "./PartnersPage";

export function PartnerDrawer({ partner, onClose }: { partner: PartnerRow; onClose: () => void }) {
  const { w } = useWords(EPCIS_WORDS);
  const mayOf = useMay();
  return (
    <Drawer title={w("partners.one", { name: partner.name })} onClose={onClose}>
      <Facts>
        <Fact name={w("partners.column.state")}>
          <PartnerMark partner={partner} />
        </Fact>
        <Fact name={w("partners.column.may")}>{mayOf(partner.may)}</Fact>
        <Fact name={w("partners.column.made")}>
          <Moment moment={partner.created_at} />
        </Fact>
        <Fact name={w("partners.by")}>{partner.created_by}</Fact>
        {partner.revoked_at && (
          <Fact name={w("partners.revoked_at")}>
            <Moment moment={partner.revoked_at} />
          </Fact>
        )}
      </Facts>
      {!partner.revoked_at && <Revoke name={partner.name} />}
    </Drawer>
  );
}

function Revoke({ name }: { name: string }) {
  const { w } = useWords(EPCIS_WORDS);
  const client = useQueryClient();
  const [isAsked, setIsAsked] = useState(false);
  const revoking = useMutation({
    mutationFn: () => take(api.POST("/api/partners/{name}/revoke", { params: { path: { name } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["partners"] }),
  });
  return (
    <section className={classes.part}>
      <h3>{w("partners.revoke")}</h3>
      <p className="tq-quiet">{w("partners.revoke_hint")}</p>
      {isAsked && <Note tone="orange" title={w("partners.revoke_sure")} />}
      {revoking.error && <EpcisProblem error={revoking.error} />}
      <div className={classes.buttons}>
        <button
          type="button"
          className="tq-button"
          data-primary={isAsked || undefined}
          disabled={revoking.isPending}
          onClick={() => (isAsked ? revoking.mutate() : setIsAsked(true))}
        >
          {w("partners.revoke")}
        </button>
        {isAsked && (
          <button type="button" className="tq-button" onClick={() => setIsAsked(false)}>
            {w("partners.keep")}
          </button>
        )}
      </div>
    </section>
  );
}

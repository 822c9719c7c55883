// Who is signed in, how the console looks and speaks, and the way out.
//
// The menu is the browser's own popover: it closes on Escape and on a click elsewhere by itself.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { api, take } from "../api/client";
import { sessionQuery } from "../api/queries";
import { useText } from "../text/useText";
import { Icon } from "../ui/icons";
import { ProblemNote } from "../ui/ProblemNote";
import { DisplayChoices } from "./DisplayChoices";
import classes from "./UserMenu.module.css";

export function UserMenu() {
  const { t } = useText();
  const id = useId();
  return (
    <>
      <button
        type="button"
        className={classes.open}
        popoverTarget={id}
        aria-label={t("menu.label")}
        title={t("menu.label")}
      >
        <Icon name="menu" size={24} />
      </button>
      <div id={id} popover="auto" className={classes.menu}>
        <MenuContent />
      </div>
    </>
  );
}

function MenuContent() {
  const { t } = useText();
  const { data: who } = useQuery(sessionQuery);
  const signOut = useSignOut();
  return (
    <div className={classes.content}>
      {who && (
        <div>
          <div className={classes.name}>{t("menu.signed_in_as", { name: who.name })}</div>
          <div className="tq-quiet">{t(`role.${who.role}`)}</div>
        </div>
      )}
      <DisplayChoices />
      {signOut.error && <ProblemNote error={signOut.error} />}
      <button type="button" className="tq-button" onClick={() => signOut.mutate()}>
        {t("menu.sign_out")}
      </button>
    </div>
  );
}

function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => take(api.DELETE("/api/session")),
    onSuccess: async () => {
      await navigate({ to: "/sign-in", search: {} });
      client.clear();
    },
  });
}

// A panel at the side that keeps what is behind it in view: a dialog of the browser, so the focus
// stays within, Escape closes it, and the focus goes back to where it was.

import { type PropsWithChildren, type ReactNode, useEffect, useId, useRef } from "react";
import { useText } from "../text/useText";
import classes from "./Drawer.module.css";
import { Icon } from "./icons";

interface DrawerProps {
  title: string;
  tools?: ReactNode;
  onClose: () => void;
}

export function Drawer({ title, tools, onClose, children }: PropsWithChildren<DrawerProps>) {
  const { t } = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className={classes.drawer}
      aria-labelledby={id}
      onClose={onClose}
      onPointerDown={(event) => event.target === dialog.current && close()}
    >
      <header className={classes.head}>
        <h2 id={id}>{title}</h2>
        <div className={classes.tools}>
          {tools}
          <button
            type="button"
            className={classes.close}
            aria-label={t("drawer.close")}
            title={t("drawer.close")}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </div>
      </header>
      <div className={classes.body}>{children}</div>
    </dialog>
  );
}

// Tells whether what is on the screen is fresh: a word in the header, a bar when the line is down.

import { useEffect, useRef, useState } from "react";
import { useLive } from "../live/LiveProvider";
import { useText } from "../text/useText";
import { useNow } from "../ui/Age";
import { Sign } from "../ui/Mark";
import classes from "./LiveBar.module.css";

const BACK_SHOWN_MS = 5_000;

export function LivePill() {
  const { t, age } = useText();
  const { connection, offsetMs } = useLive();
  const now = useNow() - offsetMs;
  if (connection.kind === "lost") {
    return (
      <span className={classes.pill} data-lost>
        <Sign shape="barred" tone="red" size={14} />
        <span className={classes.words}>{t("live.lost_short")}</span>
      </span>
    );
  }
  const isLive = connection.kind === "live";
  const heard = isLive ? age(new Date(connection.lastAtMs), now) : "";
  const words = isLive ? t("live.updated", { age: heard }) : t("live.connecting");
  return (
    <span className={classes.pill} title={words}>
      <span className={classes.dot} data-live={isLive || undefined} />
      <span className={classes.words}>{words}</span>
      <span className={classes.short}>{heard}</span>
    </span>
  );
}

export function LiveAlert() {
  const { t, age } = useText();
  const { connection, offsetMs } = useLive();
  const now = useNow() - offsetMs;
  const isBack = useIsBack(connection.kind);
  return (
    <div role="status" className={classes.status}>
      {connection.kind === "lost" && (
        <p className={classes.bar} data-kind="lost">
          <Sign shape="barred" tone="red" />
          <span>
            <strong>{t("live.lost")}</strong>{" "}
            {connection.lastAtMs !== null && (
              // Read out once, not each second.
              <span aria-hidden="true">
                {t("live.lost_since", { age: age(new Date(connection.lastAtMs), now) })}
              </span>
            )}
          </span>
        </p>
      )}
      {isBack && (
        <p className={classes.bar} data-kind="back">
          <Sign shape="check" tone="green" />
          <span>{t("live.back")}</span>
        </p>
      )}
    </div>
  );
}

/** Whether the line came back within the last seconds. */
function useIsBack(kind: string): boolean {
  const [isBack, setIsBack] = useState(false);
  const before = useRef(kind);
  useEffect(() => {
    const wasLost = before.current === "lost";
    before.current = kind;
    setIsBack(wasLost && kind === "live");
    if (!wasLost || kind !== "live") return;
    const timer = window.setTimeout(() => setIsBack(false), BACK_SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [kind]);
  return isBack;
}

// An identifier in full, with a button that copies it.

import { useEffect, useState } from "react";
import { useText } from "../text/useText";
import classes from "./CopyId.module.css";
import { Icon } from "./icons";

const SHOWN_MS = 2_000;

export function CopyId({ value, what }: { value: string; what: string }) {
  const { t } = useText();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = window.setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  const copy = () => void navigator.clipboard.writeText(value).then(() => setIsCopied(true));
  return (
    <span className={classes.id}>
      <span className="tq-mono">{value}</span>
      {/* Browsers have no clipboard for pages that came over plain HTTP from afar. */}
      {navigator.clipboard && (
        <button
          type="button"
          className={classes.copy}
          aria-label={t("copy.label", { what })}
          title={t("copy.label", { what })}
          onClick={copy}
        >
          <Icon name={isCopied ? "check" : "copy"} size={18} />
        </button>
      )}
      <span role="status" className={classes.done}>
        {isCopied && t("copy.done")}
      </span>
    </span>
  );
}

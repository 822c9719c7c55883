// What stands where a page should be: while it loads, when it isn't there, when it failed.

import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { ApiProblem } from "../api/problem";
import { useText } from "../text/useText";
import { Empty, LoadingRows } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import classes from "./fallbacks.module.css";

export function Loading() {
  const { t } = useText();
  return (
    <div role="status" aria-label={t("app.loading")}>
      <LoadingRows rows={5} height={64} />
    </div>
  );
}

export function NotFound() {
  const { t } = useText();
  return (
    <main className={classes.page}>
      <h1>{t("not_found.title")}</h1>
      <Empty title={t("not_found.hint")}>
        <Link to="/">{t("not_found.home")}</Link>
      </Empty>
    </main>
  );
}

/** Where a page threw: the network and the server in plain words, our own mistakes with a line. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const { t } = useText();
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  if (error instanceof ApiProblem) {
    return (
      <main className={classes.page}>
        <ProblemNote title={t("error.title")} error={error} onRetry={again} />
      </main>
    );
  }
  return (
    <main className={classes.page}>
      <h1>{t("crash.title")}</h1>
      <p>{t("crash.hint")}</p>
      <pre className="tq-mono">{error instanceof Error ? error.message : String(error)}</pre>
      <button type="button" className="tq-button" onClick={() => window.location.reload()}>
        {t("crash.reload")}
      </button>
    </main>
  );
}

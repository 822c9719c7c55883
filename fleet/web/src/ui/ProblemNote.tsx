// Says what went wrong, in words made from the code of the error.

import { ApiProblem } from "../api/problem";
import { type Text, useText } from "../text/useText";
import { Note } from "./Note";

export function problemText(text: Text, error: unknown): string {
  if (!(error instanceof ApiProblem)) throw error;
  const values = { status: error.status, wait: error.waitS ?? 0, code: error.code };
  return text.find(`problem.${error.code}`, values) ?? text.t("problem.unknown", values);
}

interface ProblemNoteProps {
  error: unknown;
  title?: string;
  /** What a page says of it in words of its own. */
  told?: string | undefined;
  onRetry?: () => void;
}

export function ProblemNote({ error, title, told, onRetry }: ProblemNoteProps) {
  const text = useText();
  const detail = error instanceof ApiProblem ? error.detail : "";
  return (
    <Note tone="red" title={title}>
      <div>{told ?? problemText(text, error)}</div>
      {detail && <div className="tq-mono">{detail}</div>}
      {onRetry && (
        <button type="button" className="tq-button" onClick={onRetry}>
          {text.t("retry")}
        </button>
      )}
    </Note>
  );
}

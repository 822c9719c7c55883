// An event of the timeline in words: what happened, and what exactly.

import type { TimelineEvent } from "../../api/types";
import { FAULT_WORDS } from "../../text/faultWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { formatFigure } from "./probes";
import { PROBE_WORDS } from "./probeWords";
import { TIMELINE_WORDS } from "./timelineWords";

const FIGURE = /^(-?\d+(?:\.\d+)?)(?: (.+))?$/;

export interface EventText {
  said: string;
  detail: string;
}

export function useEventText(event: TimelineEvent): EventText {
  const { t, find, language, number } = useText();
  const { findWord: kind } = useWords(TIMELINE_WORDS);
  const { findWord: probe } = useWords(PROBE_WORDS);
  const { findWord: fault } = useWords(FAULT_WORDS);
  const said = kind(`kind.${event.kind}`, { number: event.number ?? "" }) ?? event.kind;
  const { code } = event;

  /** A measured value, as the server wrote it: a yes or no, a figure with its unit, or a word. */
  const measured = (value: string) => {
    if (value === "True" || value === "False") {
      return t(value === "True" ? "probe.yes" : "probe.no");
    }
    const [, figure, unit = ""] = FIGURE.exec(value) ?? [];
    if (figure !== undefined) return formatFigure(Number(figure), unit, language, number);
    return probe(`${code}.${value}`) ?? fault(value) ?? value;
  };

  switch (event.kind) {
    case "probe_bad":
    case "probe_good":
      return { said, detail: joined(probe(code) ?? code, measured(event.detail)) };
    case "camera_failed":
    case "camera_back":
      return { said, detail: measured(event.detail) };
    case "alert_opened":
    case "alert_closed":
      return { said, detail: find(`cause.${code}`) ?? joined(code, event.detail) };
    case "refused":
      return { said, detail: find(`refused.${code}`) ?? joined(code, event.detail) };
    case "command": {
      const name = joined(said, find(`command.${event.detail}`) ?? event.detail);
      // Its code is the command's name once more, unless somebody took it back.
      return {
        said: name,
        detail: code === event.detail ? "" : (find(`command.state.${code}`) ?? code),
      };
    }
    case "reply": {
      const [state = "", ...rest] = event.detail.split(" ");
      const outcome =
        find(`command.state.${state}`) ??
        joined(t("command.state.failed"), fault(state) ?? state, rest.join(" "));
      return { said: joined(said, find(`command.${code}`) ?? code), detail: outcome };
    }
    case "software":
      return { said, detail: event.detail.replace("->", "→") };
    case "restarted":
      return { said, detail: "" };
    default:
      return { said, detail: joined(code, event.detail) };
  }
}

function joined(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(": ");
}

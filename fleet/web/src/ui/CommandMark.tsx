// How a command stands; while it may still be answered, with the time that is left.

import type { CommandView } from "../api/types";
import { FAULT_WORDS } from "../text/faultWords";
import { useText } from "../text/useText";
import { useWords } from "../text/useWords";
import { useNow } from "./Age";
import { Mark, type Shape, type Tone } from "./Mark";

const STATES: Record<CommandView["state"], [Shape, Tone]> = {
  queued: ["half", "blue"],
  sent: ["half", "blue"],
  done: ["check", "green"],
  failed: ["triangle", "orange"],
  expired: ["triangle", "orange"],
  cancelled: ["ring", "grey"],
};

export function isOpen(command: CommandView | undefined): boolean {
  return command?.state === "queued" || command?.state === "sent";
}

export function CommandMark({ command }: { command: CommandView }) {
  const { t } = useText();
  const { findWord } = useWords(FAULT_WORDS);
  const [shape, tone] = STATES[command.state];
  const why =
    command.state === "failed" && command.code ? (findWord(command.code) ?? command.code) : "";
  return (
    <Mark shape={shape} tone={tone}>
      {t(`command.state.${command.state}`)}
      {why && `: ${why}`}
      {isOpen(command) && <TimeLeft deadline={command.deadline} />}
    </Mark>
  );
}

function TimeLeft({ deadline }: { deadline: string }) {
  const { t } = useText();
  const leftS = Math.max(0, Math.ceil((new Date(deadline).getTime() - useNow()) / 1000));
  const time =
    leftS >= 120
      ? t("command.minutes", { n: Math.ceil(leftS / 60) })
      : t("command.seconds", { n: leftS });
  return <span className="tq-quiet tq-tabular"> {t("command.left", { time })}</span>;
}

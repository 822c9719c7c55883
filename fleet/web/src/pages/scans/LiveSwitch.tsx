import { useText } from "../../text/useText";
import { Icon } from "../../ui/icons";

interface LiveSwitchProps {
  isPaused: boolean;
  /** Scans that came since the pause. */
  waiting: number;
  onToggle: () => void;
}

export function LiveSwitch({ isPaused, waiting, onToggle }: LiveSwitchProps) {
  const { t, number } = useText();
  const words =
    isPaused && waiting > 0
      ? t("scans.show_waiting", { n: number(waiting) })
      : t(isPaused ? "scans.resume" : "scans.pause");
  return (
    <button type="button" className="tq-button" data-print="no" onClick={onToggle}>
      <Icon name={isPaused ? "play" : "pause"} size={18} />
      {words}
    </button>
  );
}

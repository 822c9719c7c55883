// How many stations there are and how they stand; each figure leads to the list of them.

import { Link } from "@tanstack/react-router";
import type { Summary } from "../../api/types";
import { useText } from "../../text/useText";
import { Mark, PresenceMark } from "../../ui/Mark";
import classes from "./StationCounters.module.css";

const STATUSES = ["online", "offline", "never"] as const;

export function StationCounters({ summary }: { summary: Summary | undefined }) {
  const { t, number } = useText();
  const counts = summary?.stations;
  const alerts = summary?.alerts.open;
  const figure = (value: number | undefined) => (value === undefined ? "–" : number(value));
  return (
    <ul className={classes.row} aria-label={t("overview.stations")}>
      <li>
        <Link to="/stations" search={{}} className={classes.counter ?? ""}>
          <span className={classes.figure}>{figure(counts?.total)}</span>
          <span>{t("overview.total")}</span>
        </Link>
      </li>
      {STATUSES.map((status) => (
        <li key={status}>
          <Link to="/stations" search={{ status }} className={classes.counter ?? ""}>
            <span className={classes.figure} data-testid={`count-${status}`}>
              {figure(counts?.[status])}
            </span>
            <PresenceMark status={status} quiet={counts?.[status] === 0} />
          </Link>
        </li>
      ))}
      <li>
        <Link to="/alerts" search={{}} className={classes.counter ?? ""}>
          <span className={classes.figure} data-testid="count-alerts">
            {figure(alerts)}
          </span>
          <Mark shape="octagon" tone={alerts ? "red" : "grey"} strong={Boolean(alerts)}>
            {t("nav.alerts")}
          </Mark>
        </Link>
      </li>
    </ul>
  );
}

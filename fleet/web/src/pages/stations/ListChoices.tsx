// How the list looks: which columns (in the address, so that a link shows the same), and how tight
// (kept in this browser, since it depends on the eyes and the screen).

import { getRouteApi } from "@tanstack/react-router";
import { useId, useState } from "react";
import { COLUMNS, type Column, type StationSearch } from "../../api/search";
import { useText } from "../../text/useText";
import classes from "./ListChoices.module.css";

const route = getRouteApi("/app/stations");
const STORED_AS = "tq-density";
const RARER: readonly Column[] = ["software", "outbox"];

export type Density = "roomy" | "dense";

export function columnsOf(search: StationSearch): readonly Column[] {
  return search.columns ?? COLUMNS.filter((column) => !RARER.includes(column));
}

export function useDensity(): [Density, (density: Density) => void] {
  const [density, set] = useState(stored);
  return [
    density,
    (chosen) => {
      set(chosen);
      try {
        localStorage.setItem(STORED_AS, chosen);
      } catch {
        // Storage is blocked in this browser: the choice holds until the page is left.
      }
    },
  ];
}

function stored(): Density {
  try {
    return localStorage.getItem(STORED_AS) === "dense" ? "dense" : "roomy";
  } catch {
    return "roomy";
  }
}

interface ListChoicesProps {
  search: StationSearch;
  density: Density;
  onDensity: (density: Density) => void;
}

export function ListChoices({ search, density, onDensity }: ListChoicesProps) {
  const { t } = useText();
  const id = useId();
  const navigate = route.useNavigate();
  const shown = columnsOf(search);
  const toggle = (column: Column) => {
    const columns = COLUMNS.filter((one) => shown.includes(one) !== (one === column));
    void navigate({ replace: true, search: (before) => ({ ...before, columns }) });
  };
  return (
    <>
      <button type="button" className="tq-button" popoverTarget={id} data-print="no">
        {t("stations.display")}
      </button>
      <div id={id} popover="auto" className={classes.menu}>
        <fieldset className={classes.group}>
          <legend>{t("stations.columns")}</legend>
          {COLUMNS.map((column) => (
            <label key={column} className={classes.choice}>
              <input
                type="checkbox"
                checked={shown.includes(column)}
                onChange={() => toggle(column)}
              />
              {t(`stations.column.${column}`)}
            </label>
          ))}
        </fieldset>
        <fieldset className={classes.group}>
          <legend>{t("stations.density")}</legend>
          <label className={classes.choice}>
            <input
              type="checkbox"
              checked={density === "dense"}
              onChange={() => onDensity(density === "dense" ? "roomy" : "dense")}
            />
            {t("stations.dense")}
          </label>
        </fieldset>
      </div>
    </>
  );
}

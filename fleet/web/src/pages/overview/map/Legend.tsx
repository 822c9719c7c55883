// What the shades of the map mean.

import { useText } from "../../../text/useText";
import classes from "./CityMap.module.css";
import type { Shade } from "./shade";

const SHADES: readonly Shade[] = ["ok", "some", "many", "none"];

export function Legend() {
  const { t } = useText();
  return (
    <ul className={classes.legend}>
      {SHADES.map((shade) => (
        <li key={shade}>
          <svg className={classes.swatch} viewBox="0 0 18 14" aria-hidden="true">
            <rect className={classes.ward} data-shade={shade} width="18" height="14" rx="3" />
            {shade === "some" && (
              <path className={classes.hatchSome} d="M2 14 16 0M10 14l8-8M0 6l6-6" />
            )}
            {shade === "many" && (
              <path
                className={classes.hatchMany}
                d="M2 14 16 0M8 14 18 4M0 8l8-8M2 0l14 14M0 6l8 8M10 0l8 8"
              />
            )}
          </svg>
          {t(`map.shade.${shade}`)}
        </li>
      ))}
    </ul>
  );
}

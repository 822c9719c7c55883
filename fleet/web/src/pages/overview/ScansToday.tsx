// Today's scans by colour: one bar, and the same figures as shape, word and number.

import type { Summary } from "../../api/types";
import { useText } from "../../text/useText";
import { COLOUR_SHAPES, COLOURS, Sign } from "../../ui/Mark";
import classes from "./ScansToday.module.css";

export function ScansToday({ counts }: { counts: Summary["scans"] }) {
  const { t, number } = useText();
  return (
    <div className={classes.today}>
      <div className={classes.total}>
        <span className={classes.figure} data-testid="scans-total">
          {number(counts.total)}
        </span>
        <div className={classes.bar} aria-hidden="true">
          {COLOURS.filter((colour) => counts.by_colour[colour]).map((colour) => (
            <span
              key={colour}
              data-tone={colour}
              style={{ flexGrow: counts.by_colour[colour] ?? 0 }}
            />
          ))}
        </div>
      </div>
      <dl className={classes.legend}>
        {COLOURS.map((colour) => (
          <div key={colour}>
            <dt>
              <Sign shape={COLOUR_SHAPES[colour]} tone={colour} />
              {t(`colour.${colour}`)}
            </dt>
            <dd data-testid={`scans-${colour}`}>{number(counts.by_colour[colour] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

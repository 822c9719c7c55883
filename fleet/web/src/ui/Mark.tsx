// A state as shape, colour and word together: none of them is ever the only sign.
//
// The shapes of the verdicts are those of the station's window.

import type { ReactNode } from "react";
import type { Colour, DesiredStatus, PresenceStatus, VerdictKind } from "../api/types";
import { useText } from "../text/useText";
import classes from "./Mark.module.css";

export type Tone = "red" | "orange" | "blue" | "green" | "grey";
export type Shape =
  | "octagon"
  | "triangle"
  | "disc"
  | "seal"
  | "square"
  | "dot"
  | "barred"
  | "dashed"
  | "crossed"
  | "half"
  | "check"
  | "ring";

const SEAL =
  "M8 .4 9.9 2l2.6.1.6 2.3 2.1 1.3-.9 2.3.9 2.3-2.1 1.4-.6 2.3-2.6 0L8 15.6 6.1 14l-2.6-.1-.6-2.2L.8 10.3 1.7 8 .8 5.7l2.1-1.4.6-2.2L6.1 2Z";

const DRAWN: Record<Shape, ReactNode> = {
  octagon: (
    <>
      <path className={classes.fill} d="M5 .5h6L15.5 5v6L11 15.5H5L.5 11V5Z" />
      <path className={classes.cut} d="m5.2 5.2 5.6 5.6M10.8 5.2l-5.6 5.6" />
    </>
  ),
  triangle: (
    <>
      <path className={classes.fill} d="M8 .9 15.7 15H.3Z" />
      <path className={classes.cut} d="M8 5.6v4.2M8 12.3v.2" />
    </>
  ),
  disc: (
    <>
      <circle className={classes.fill} cx="8" cy="8" r="7.5" />
      <path className={classes.cut} d="M8 7.4v4.2M8 4.6v.2" />
    </>
  ),
  seal: (
    <>
      <path className={classes.fill} d={SEAL} />
      <path className={classes.cut} d="m4.8 8.2 2.3 2.3 4.1-4.6" />
    </>
  ),
  square: (
    <>
      <rect className={classes.fill} x="1" y="1" width="14" height="14" rx="2.5" />
      <path className={classes.cut} d="M5.9 6.2a2.1 2.1 0 1 1 2.9 2c-.6.3-.8.6-.8 1.3M8 11.9v.2" />
    </>
  ),
  dot: <circle className={classes.fill} cx="8" cy="8" r="6" />,
  barred: (
    <>
      <circle className={classes.line} cx="8" cy="8" r="6.4" />
      <path className={classes.line} d="M4 12 12 4" />
    </>
  ),
  dashed: <circle className={classes.line} cx="8" cy="8" r="6.4" strokeDasharray="2.6 2.4" />,
  crossed: (
    <>
      <rect className={classes.line} x="1.6" y="1.6" width="12.8" height="12.8" rx="2" />
      <path className={classes.line} d="m5.2 5.2 5.6 5.6M10.8 5.2l-5.6 5.6" />
    </>
  ),
  half: (
    <>
      <circle className={classes.line} cx="8" cy="8" r="6.4" />
      <path className={classes.fill} d="M8 3.2a4.8 4.8 0 0 1 0 9.6Z" />
    </>
  ),
  check: (
    <>
      <circle className={classes.fill} cx="8" cy="8" r="7.5" />
      <path className={classes.cut} d="m4.8 8.2 2.3 2.3 4.1-4.6" />
    </>
  ),
  ring: <circle className={classes.line} cx="8" cy="8" r="6.4" />,
};

export function Sign({ shape, tone, size = 16 }: { shape: Shape; tone: Tone; size?: number }) {
  return (
    <svg
      className={classes.sign}
      data-tone={tone}
      data-shape={shape}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      {DRAWN[shape]}
    </svg>
  );
}

interface MarkProps {
  shape: Shape;
  tone: Tone;
  strong?: boolean;
  children: ReactNode;
}

export function Mark({ shape, tone, strong = false, children }: MarkProps) {
  return (
    <span className={classes.mark} data-tone={tone} data-strong={strong || undefined}>
      <Sign shape={shape} tone={tone} />
      <span>{children}</span>
    </span>
  );
}

const PRESENCE: Record<PresenceStatus, [Shape, Tone]> = {
  online: ["dot", "green"],
  offline: ["barred", "red"],
  never: ["dashed", "grey"],
  revoked: ["crossed", "grey"],
};

interface PresenceMarkProps {
  status: PresenceStatus;
  /** Where it names a state that nobody is in, it shouldn't alarm. */
  quiet?: boolean;
}

export function PresenceMark({ status, quiet = false }: PresenceMarkProps) {
  const { t } = useText();
  const [shape, tone] = PRESENCE[status];
  return (
    <Mark shape={shape} tone={quiet ? "grey" : tone} strong={!quiet}>
      {t(`presence.${status}`)}
    </Mark>
  );
}

const DESIRED: Record<DesiredStatus, [Shape, Tone]> = {
  pending: ["half", "blue"],
  in_force: ["check", "green"],
  refused: ["triangle", "orange"],
  superseded: ["ring", "grey"],
};

export function DesiredMark({ status }: { status: DesiredStatus | null }) {
  const { t } = useText();
  if (!status) return <span className="tq-quiet">{t("desired.none")}</span>;
  const [shape, tone] = DESIRED[status];
  return (
    <Mark shape={shape} tone={tone}>
      {t(`desired.${status}`)}
    </Mark>
  );
}

export const COLOURS = ["red", "orange", "blue", "green", "grey"] as const satisfies Colour[];

export const COLOUR_SHAPES: Record<Colour, Shape> = {
  red: "octagon",
  orange: "triangle",
  blue: "disc",
  green: "seal",
  grey: "square",
};

export function VerdictMark({ verdict, colour }: { verdict: VerdictKind; colour: Colour }) {
  const { t } = useText();
  return (
    <Mark shape={COLOUR_SHAPES[colour]} tone={colour} strong>
      {t(`verdict.${verdict}`)}
    </Mark>
  );
}

export function HealthMark({ healthy }: { healthy: boolean | null }) {
  const { t } = useText();
  if (healthy === null) {
    return (
      <Mark shape="dashed" tone="grey">
        {t("health.none")}
      </Mark>
    );
  }
  return (
    <Mark shape={healthy ? "check" : "triangle"} tone={healthy ? "green" : "orange"}>
      {t(healthy ? "health.ok" : "health.bad")}
    </Mark>
  );
}

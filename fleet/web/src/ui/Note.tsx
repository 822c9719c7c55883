// A framed message within a page; red and orange ones are read out when they appear.

import type { PropsWithChildren } from "react";
import { type Shape, Sign, type Tone } from "./Mark";
import classes from "./Note.module.css";

const SHAPES: Record<Tone, Shape> = {
  red: "octagon",
  orange: "triangle",
  blue: "disc",
  green: "check",
  grey: "disc",
};

interface NoteProps {
  tone: Tone;
  title?: string | undefined;
}

export function Note({ tone, title, children }: PropsWithChildren<NoteProps>) {
  const isUrgent = tone === "red" || tone === "orange";
  return (
    <div className={classes.note} data-tone={tone} role={isUrgent ? "alert" : "status"}>
      <Sign shape={SHAPES[tone]} tone={tone} size={20} />
      <div className={classes.words}>
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}

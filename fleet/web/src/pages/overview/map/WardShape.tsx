// One ward on the map.

import { Link } from "@tanstack/react-router";
import { useText } from "../../../text/useText";
import classes from "./CityMap.module.css";
import { pathOf } from "./geometry";
import type { PlacedWard } from "./wards";
import { wardName, wardWords } from "./wardWords";

interface WardShapeProps {
  ward: PlacedWard;
  /** Whether the tabulator stops here; arrow keys go on from it. */
  isStop: boolean;
  isPointed: boolean;
  onPoint: (code: string | null) => void;
}

export function WardShape({ ward, isStop, isPointed, onPoint }: WardShapeProps) {
  const text = useText();
  const path = pathOf(ward.cell.corners);
  const drawn = (
    <>
      <path className={classes.ward} data-shade={ward.shade} d={path} />
      {(ward.shade === "some" || ward.shade === "many") && (
        <path className={classes.hatch} fill={`url(#hatch-${ward.shade})`} d={path} />
      )}
    </>
  );
  const pointed = isPointed || undefined;
  if (ward.total === 0) {
    return (
      <g className={classes.place} data-pointed={pointed} onPointerEnter={() => onPoint(ward.code)}>
        {drawn}
      </g>
    );
  }
  return (
    <Link
      to="/stations"
      search={{ ward: ward.name }}
      preload={false}
      className={classes.place ?? ""}
      data-ward={ward.code}
      data-pointed={pointed}
      tabIndex={isStop ? 0 : -1}
      aria-label={`${wardName(text, ward)}: ${wardWords(text, ward)}`}
      onPointerEnter={() => onPoint(ward.code)}
      onFocus={() => onPoint(ward.code)}
    >
      {drawn}
    </Link>
  );
}

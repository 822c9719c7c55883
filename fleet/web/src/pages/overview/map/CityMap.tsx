// The city as a picture of its wards: how each does, with buttons and keys to come nearer.
//
// Wards with stations are links to these; the arrow keys go from one to the next, + and - zoom.

import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useText } from "../../../text/useText";
import { Icon } from "../../../ui/icons";
import classes from "./CityMap.module.css";
import { boxAround, type Point } from "./geometry";
import { labelsFor } from "./labels";
import { useWidth } from "./useWidth";
import { boxOf, middleOf, moved, neighbour, type View, viewOf, zoomed } from "./view";
import { WardCard } from "./WardCard";
import { WardShape } from "./WardShape";
import type { PlacedWard } from "./wards";

const AIR_KM = 1.5;
const FIRST_AIR_KM = 6;
const LETTER_PX = 12;
const NEARER = 1.6;
const STEP = 0.25;
/** Wards smaller than this make up the dense centre. */
const DENSE_KM2 = 8;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface CityMapProps {
  wards: readonly PlacedWard[];
  /** Code of the ward that is pointed at, here or in the table. */
  pointed: string | null;
  onPoint: (code: string | null) => void;
}

export function CityMap({ wards, pointed, onPoint }: CityMapProps) {
  const { t } = useText();
  const frame = useRef<SVGSVGElement>(null);
  const widthPx = useWidth(frame);
  const whole = useMemo(
    () =>
      boxAround(
        wards.flatMap(({ cell }) => cell.corners),
        AIR_KM,
      ),
    [wards],
  );
  const city: View = { centre: middleOf(whole), scale: 1 };
  // At first one sees where stations stand, be it all of the city or a few wards of it.
  const [view, setView] = useState(() => viewOf(placesOf(wards), whole, FIRST_AIR_KM));
  const box = boxOf(view, whole);
  const kmPerPx = box.width / (widthPx || 600);
  const named = labelsFor(
    wards.map((ward) => ({
      cell: ward.cell,
      name: ward.name,
      weight: ward.total + 100 * (ward.offline + ward.attention),
    })),
    box,
    LETTER_PX * kmPerPx,
  );
  const stops = wards.filter((ward) => ward.total > 0);
  const first = stops.find((ward) => ward.code === pointed) ?? stops[0];

  const showCentre = () => {
    const dense = wards.filter((ward) => ward.area_km2 < DENSE_KM2);
    setView(
      viewOf(
        (dense.length > 0 ? dense : wards).map((ward) => ward.cell.centre),
        whole,
        1,
      ),
    );
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (event.key === "+" || event.key === "=") setView(zoomed(view, NEARER, whole));
    else if (event.key === "-") setView(zoomed(view, 1 / NEARER, whole));
    else if (event.key === "0") setView(city);
    else if (arrow && first) {
      const points = stops.map((ward) => ward.cell.centre);
      const at = neighbour(first.cell.centre, arrow, points);
      const next = at === null ? undefined : stops[at];
      if (!next) return;
      if (view.scale > 1) setView({ ...view, centre: next.cell.centre });
      frame.current?.querySelector<SVGElement>(`[data-ward="${next.code}"]`)?.focus();
    } else return;
    event.preventDefault();
  };

  const pan = (right: number, down: number) => setView(moved(view, right, down, whole));
  const card = wards.find((ward) => ward.code === pointed);
  return (
    <div className={classes.map}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can't hold a drawing's shapes */}
      <svg
        ref={frame}
        className={classes.city}
        viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
        style={{ aspectRatio: `${whole.width} / ${whole.height}` }}
        role="group"
        aria-label={t("map.label")}
        onKeyDown={onKeyDown}
        onPointerLeave={() => onPoint(null)}
      >
        <Hatches kmPerPx={kmPerPx} />
        {wards.map((ward) => (
          <WardShape
            key={ward.code}
            ward={ward}
            isStop={ward === first}
            isPointed={ward.code === pointed}
            onPoint={onPoint}
          />
        ))}
        <g>
          {wards.map(
            ({ code, name, total, cell: { centre } }, at) =>
              named.has(at) && (
                <text
                  key={code}
                  className={classes.name}
                  data-empty={total === 0 || undefined}
                  x={centre[0]}
                  y={centre[1]}
                  fontSize={LETTER_PX * kmPerPx}
                  strokeWidth={(LETTER_PX * kmPerPx) / 4}
                >
                  {name}
                </text>
              ),
          )}
        </g>
      </svg>
      {card && <WardCard ward={card} />}
      <Tools
        onNearer={() => setView(zoomed(view, NEARER, whole))}
        onFurther={() => setView(zoomed(view, 1 / NEARER, whole))}
        onCentre={showCentre}
        onAll={() => setView(city)}
        onPan={pan}
        isWhole={view.scale === 1}
      />
    </div>
  );
}

function placesOf(wards: readonly PlacedWard[]): Point[] {
  const some = wards.filter((ward) => ward.total > 0);
  return (some.length > 0 ? some : wards).map((ward) => ward.cell.centre);
}

/** What tells the shades apart where colours don't. */
function Hatches({ kmPerPx }: { kmPerPx: number }) {
  const scale = `scale(${kmPerPx})`;
  return (
    <defs>
      <pattern
        id="hatch-some"
        width="9"
        height="9"
        patternUnits="userSpaceOnUse"
        patternTransform={`${scale} rotate(45)`}
      >
        <path className={classes.hatchSome} d="M0 0V9" />
      </pattern>
      <pattern
        id="hatch-many"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform={`${scale} rotate(45)`}
      >
        <path className={classes.hatchMany} d="M0 0V6M0 0H6" />
      </pattern>
    </defs>
  );
}

interface ToolsProps {
  isWhole: boolean;
  onNearer: () => void;
  onFurther: () => void;
  onCentre: () => void;
  onAll: () => void;
  onPan: (right: number, down: number) => void;
}

function Tools({ isWhole, onNearer, onFurther, onCentre, onAll, onPan }: ToolsProps) {
  const { t } = useText();
  return (
    <div className={classes.tools}>
      <button type="button" className="tq-button" onClick={onCentre}>
        {t("map.centre")}
      </button>
      <button type="button" className="tq-button" disabled={isWhole} onClick={onAll}>
        {t("map.all")}
      </button>
      <span className={classes.zoom}>
        <IconButton name="plus" label={t("map.nearer")} onClick={onNearer} />
        <IconButton name="minus" label={t("map.further")} disabled={isWhole} onClick={onFurther} />
        {!isWhole && (
          <>
            <IconButton name="left" label={t("map.left")} onClick={() => onPan(-STEP, 0)} />
            <IconButton name="right" label={t("map.right")} onClick={() => onPan(STEP, 0)} />
            <IconButton name="up" label={t("map.up")} onClick={() => onPan(0, -STEP)} />
            <IconButton name="down" label={t("map.down")} onClick={() => onPan(0, STEP)} />
          </>
        )}
      </span>
    </div>
  );
}

interface IconButtonProps {
  name: "plus" | "minus" | "left" | "right" | "up" | "down";
  label: string;
  disabled?: boolean;
  onClick: () => void;
}

function IconButton({ name, label, disabled = false, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={name} size={18} />
    </button>
  );
}

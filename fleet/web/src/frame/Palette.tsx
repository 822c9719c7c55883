// The palette: pages, actions and stations by a few letters, without a mouse.
//
// A dialog of the browser (focus stays within, Escape closes) around a combobox with a list.

import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { stationChoicesQuery } from "../api/queries";
import { isMatch } from "../text/fold";
import { useText } from "../text/useText";
import { useDebounced } from "../ui/useDebounced";
import classes from "./Palette.module.css";
import { type Command, useCommands } from "./paletteCommands";

const SETTLE_MS = 150;

export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  // Closed by the browser, the dialog gives the focus back to where it was.
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-label={t("palette.title")}
      onClose={onClose}
      // Only the backdrop is the dialog itself; everything in it is one of its children.
      onPointerDown={(event) => event.target === dialog.current && close()}
    >
      <Search onDone={close} />
    </dialog>
  );
}

function Search({ onDone }: { onDone: () => void }) {
  const { t } = useText();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = useFound(typed);
  const chosen = Math.min(at, found.length - 1);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onDone();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      setAt((chosen + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      run(found[chosen]);
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <input
        className={classes.input}
        // biome-ignore lint/a11y/noAutofocus: whoever opens the palette wants to type
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found.length > 0 ? `${list}-${chosen}` : undefined}
        aria-label={t("palette.label")}
        placeholder={t("palette.label")}
        autoComplete="off"
        maxLength={100}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={classes.list} role="listbox" id={list} aria-label={t("palette.title")}>
        {found.map((command, place) => (
          <Row
            key={command.key}
            id={`${list}-${place}`}
            command={command}
            isChosen={place === chosen}
            onPoint={() => setAt(place)}
            onRun={() => run(command)}
          />
        ))}
      </div>
      <p role="status" className={found.length === 0 ? classes.nothing : "tq-hidden"}>
        {found.length === 0 ? t("palette.nothing") : t("palette.count", { n: found.length })}
      </p>
      <p className={classes.hint} aria-hidden="true">
        {t("palette.hint")}
      </p>
    </>
  );
}

interface RowProps {
  id: string;
  command: Command;
  isChosen: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Row({ id, command, isChosen, onPoint, onRun }: RowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus, and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field names the chosen row
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={isChosen}
      className={classes.row}
      onPointerMove={onPoint}
      onClick={onRun}
    >
      <span className={classes.words}>
        {command.label}
        {command.detail && <span className={classes.detail}>{command.detail}</span>}
      </span>
      {command.keys && <kbd className={classes.keys}>{command.keys}</kbd>}
    </div>
  );
}

/** What fits what was typed: the console's own first, then stations as the server finds them. */
function useFound(typed: string): Command[] {
  const navigate = useNavigate();
  const commands = useCommands();
  const asked = useDebounced(typed.trim(), SETTLE_MS);
  const { data: stations } = useQuery({
    ...stationChoicesQuery(asked),
    enabled: asked !== "",
    placeholderData: (before) => before,
  });
  const own = commands.filter((command) => isMatch(command.label, typed));
  if (typed.trim() === "") return own;
  const found = (stations ?? []).map(
    (station): Command => ({
      key: `station ${station.station_id}`,
      label: station.name,
      detail: [station.market, station.ward, station.station_id].filter(Boolean).join(" · "),
      run: () =>
        void navigate({
          to: "/stations/$stationId",
          params: { stationId: station.station_id },
        }),
    }),
  );
  return [...own, ...found];
}

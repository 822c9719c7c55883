// One row a station: a table on a desk, cards on a phone.

import { getRouteApi, Link } from "@tanstack/react-router";
import type { PropsWithChildren } from "react";
import type { Column, Sort, StationSearch } from "../../api/search";
import type { StationRow } from "../../api/types";
import { useText } from "../../text/useText";
import { Age } from "../../ui/Age";
import { Tick } from "../../ui/Field";
import { DesiredMark, HealthMark, PresenceMark } from "../../ui/Mark";
import { columnsOf } from "./ListChoices";
import classes from "./StationTable.module.css";
import { allToggled, extentOf, type Selection, toggled } from "./selection";

const route = getRouteApi("/app/stations");

interface StationTableProps {
  stations: readonly StationRow[];
  search: StationSearch;
  isDense: boolean;
  /** Null where nothing may be ticked. */
  selection: Selection | null;
  onSelect: (selection: Selection) => void;
}

export function StationTable(props: StationTableProps) {
  const { stations, search, isDense, selection, onSelect } = props;
  const { t } = useText();
  const columns = columnsOf(search);
  const ids = stations.map((station) => station.station_id);
  const extent = selection ? extentOf(selection, ids) : "none";
  const has = (column: Column) => columns.includes(column);
  return (
    <table className={classes.table} data-dense={isDense || undefined}>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className={classes.tick}>
              <Tick
                label={t("stations.select_all", { n: ids.length })}
                checked={extent === "all"}
                ref={(box) => {
                  if (box) box.indeterminate = extent === "some";
                }}
                onChange={() => onSelect(allToggled(selection, ids))}
              />
            </th>
          )}
          <Sortable search={search} by="name" label={t("stations.column.station")} />
          {has("place") && (
            <Sortable search={search} by="market" label={t("stations.column.place")} />
          )}
          <Sortable search={search} by="last_seen" label={t("stations.column.status")} />
          {has("health") && <th scope="col">{t("stations.column.health")}</th>}
          {has("state") && <th scope="col">{t("stations.column.state")}</th>}
          {has("software") && <th scope="col">{t("stations.column.software")}</th>}
          {has("outbox") && (
            <th scope="col" className={classes.figure}>
              {t("stations.column.outbox")}
            </th>
          )}
          {has("scans") && (
            <Sortable search={search} by="scans_today" label={t("stations.column.scans")} figure />
          )}
        </tr>
      </thead>
      <tbody>
        {stations.map((station) => (
          <Row
            key={station.station_id}
            station={station}
            columns={columns}
            ticked={selection ? selection.ids.has(station.station_id) : null}
            onTick={(isRange) =>
              selection && onSelect(toggled(selection, station.station_id, isRange, ids))
            }
          />
        ))}
      </tbody>
    </table>
  );
}

interface SortableProps {
  search: StationSearch;
  by: Sort;
  label: string;
  figure?: boolean;
}

/** A head that sorts: figures and moments begin with the largest, texts with A. */
function Sortable({ search, by, label, figure = false }: SortableProps) {
  const isSorted = (search.sort ?? "name") === by;
  const isDescending = isSorted && search.descending === true;
  const beginsDescending = by === "last_seen" || by === "scans_today";
  const next = isSorted ? !isDescending : beginsDescending;
  return (
    <th
      scope="col"
      className={figure ? classes.figure : undefined}
      aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : undefined}
    >
      <SortLink by={by} descending={next}>
        {label}
        <span className={classes.arrow} aria-hidden="true">
          {isSorted && (isDescending ? "↓" : "↑")}
        </span>
      </SortLink>
    </th>
  );
}

function SortLink(props: PropsWithChildren<{ by: Sort; descending: boolean }>) {
  const { by, descending, children } = props;
  const navigate = route.useNavigate();
  return (
    <button
      type="button"
      className={classes.sort}
      onClick={() =>
        void navigate({
          replace: true,
          search: ({ sort: _sort, descending: _descending, ...rest }) => ({
            ...rest,
            ...(by === "name" ? {} : { sort: by }),
            ...(descending ? { descending: true as const } : {}),
          }),
        })
      }
    >
      {children}
    </button>
  );
}

interface RowProps {
  station: StationRow;
  columns: readonly Column[];
  ticked: boolean | null;
  onTick: (isRange: boolean) => void;
}

function Row({ station, columns, ticked, onTick }: RowProps) {
  const { t, number } = useText();
  const { presence } = station;
  const has = (column: Column) => columns.includes(column);
  return (
    <tr data-station={station.station_id} data-ticked={ticked || undefined}>
      {ticked !== null && (
        <td className={classes.tick}>
          <Tick
            label={t("stations.select", { name: station.name })}
            checked={ticked}
            onChange={(event) =>
              onTick(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
            }
          />
        </td>
      )}
      <th scope="row" className={classes.station}>
        <Link to="/stations/$stationId" params={{ stationId: station.station_id }}>
          {station.name}
        </Link>
        <span className={classes.second}>
          <span className="tq-mono">{station.station_id}</span>
        </span>
      </th>
      {has("place") && (
        <td>
          {station.market}
          <span className={classes.second}>{station.ward}</span>
        </td>
      )}
      <td className={classes.status}>
        <PresenceMark status={presence.status} />
        <span className={classes.second}>
          {presence.last_seen ? <Age moment={presence.last_seen} /> : t("presence.never_seen")}
        </span>
      </td>
      {has("health") && (
        <td className={classes.health}>
          <HealthMark healthy={station.healthy} />
        </td>
      )}
      {has("state") && (
        <td className={classes.status}>
          <StateCell station={station} />
        </td>
      )}
      {has("software") && (
        <td>
          <span className={classes.onPhone}>{t("stations.column.software")}: </span>
          {station.software ?? "–"}
        </td>
      )}
      {has("outbox") && (
        <td className={classes.figure}>
          <span className={classes.onPhone}>{t("stations.column.outbox")}: </span>
          {station.outbox_depth === null ? "–" : number(station.outbox_depth)}
        </td>
      )}
      {has("scans") && (
        <td className={classes.figure}>
          <span className={classes.onPhone}>{t("stations.column.scans")}: </span>
          {number(station.scans_today)}
        </td>
      )}
    </tr>
  );
}

function StateCell({ station }: { station: StationRow }) {
  const { t, number } = useText();
  if (!station.desired_status) {
    return (
      <span className={classes.none} title={t("desired.none")}>
        –
      </span>
    );
  }
  return (
    <>
      <DesiredMark status={station.desired_status} />
      <span className={classes.second}>
        {station.reported_number === station.desired_number
          ? t("stations.number", { number: number(station.desired_number) })
          : t("stations.numbers", {
              from: number(station.reported_number),
              to: number(station.desired_number),
            })}
      </span>
    </>
  );
}

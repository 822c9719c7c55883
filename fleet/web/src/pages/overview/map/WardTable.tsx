// The same as the map, as rows: the wards that need somebody first.

import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useText } from "../../../text/useText";
import { ShadeMark } from "./ShadeMark";
import { byNeed } from "./shade";
import classes from "./WardTable.module.css";
import type { PlacedWard } from "./wards";
import { wardName } from "./wardWords";

const SHOWN = 12;

interface WardTableProps {
  wards: readonly PlacedWard[];
  pointed: string | null;
  onPoint: (code: string | null) => void;
}

export function WardTable({ wards, pointed, onPoint }: WardTableProps) {
  const text = useText();
  const { t, number } = text;
  const [showsAll, setShowsAll] = useState(false);
  const sorted = byNeed(wards);
  const rows = showsAll ? sorted : sorted.filter((ward) => ward.total > 0).slice(0, SHOWN);
  return (
    <div className={classes.frame}>
      <table className={classes.table} onPointerLeave={() => onPoint(null)}>
        <caption className="tq-hidden">{t("map.table")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("map.column.ward")}</th>
            <th scope="col">{t("stations.column.status")}</th>
            <th scope="col" className={classes.figure}>
              {t("map.column.online")}
            </th>
            <th scope="col" className={classes.figure}>
              {t("map.column.scans")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((ward) => (
            <tr
              key={ward.code}
              data-pointed={ward.code === pointed || undefined}
              onPointerEnter={() => onPoint(ward.code)}
            >
              <th scope="row">
                {ward.total > 0 ? (
                  <Link to="/stations" search={{ ward: ward.name }} preload={false}>
                    {wardName(text, ward)}
                  </Link>
                ) : (
                  wardName(text, ward)
                )}
              </th>
              <td>
                <ShadeMark shade={ward.shade} />
              </td>
              <td className={classes.figure}>
                {number(ward.online)}/{number(ward.total)}
              </td>
              <td className={classes.figure}>{number(ward.scans_today)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className={classes.more} onClick={() => setShowsAll(!showsAll)}>
        {showsAll ? t("map.fewer") : t("map.every", { n: number(wards.length) })}
      </button>
    </div>
  );
}

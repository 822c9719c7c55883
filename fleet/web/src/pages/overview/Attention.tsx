// What needs somebody's attention: stations that were lost.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { stationsQuery } from "../../api/queries";
import type { Summary } from "../../api/types";
import { useText } from "../../text/useText";
import { Age } from "../../ui/Age";
import { PresenceMark, Sign } from "../../ui/Mark";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import classes from "./Attention.module.css";

const SHOWN = 5;

export function Attention({ counts }: { counts: Summary["stations"] | undefined }) {
  const { t, number } = useText();
  const { data, error, refetch } = useInfiniteQuery(stationsQuery({ status: "offline" }));
  const offline = counts?.offline;
  useEffect(() => {
    // The counters tell at once that a station came or went; the list follows them.
    if (offline !== undefined) void refetch();
  }, [offline, refetch]);

  if (error && !data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={2} />;
  const stations = data.pages.flatMap((page) => page.stations);
  const lost = stations.filter((station) => station.presence.status === "offline");
  if (lost.length === 0) {
    return (
      <Empty
        title={t("overview.attention_none")}
        hint={t("overview.attention_none_hint")}
        sign={<Sign shape="check" tone="green" size={28} />}
      />
    );
  }
  const total = data.pages[0]?.total ?? lost.length;
  return (
    <>
      <ul className={classes.list}>
        {lost.slice(0, SHOWN).map((station) => (
          <li key={station.station_id}>
            <Link to="/stations/$stationId" params={{ stationId: station.station_id }}>
              <span className={classes.name}>{station.name}</span>
              <span className={classes.place}>{station.market}</span>
              <span className={classes.state}>
                <PresenceMark status={station.presence.status} />
                {station.presence.last_seen && (
                  <span className="tq-quiet">
                    <Age moment={station.presence.last_seen} />
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {total > SHOWN && (
        <p className={classes.all}>
          <Link to="/stations" search={{ status: "offline" }}>
            {t("overview.attention_all", { n: number(total) })}
          </Link>
        </p>
      )}
    </>
  );
}

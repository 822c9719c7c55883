// What needs somebody: the worst first, each with its station and, for alerts, who has taken it on.

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { attentionQuery, sessionQuery } from "../../api/queries";
import type { AttentionItem } from "../../api/types";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Acknowledge } from "../../ui/Acknowledge";
import { Age } from "../../ui/Age";
import { CauseMark } from "../../ui/CauseMark";
import { Sign } from "../../ui/Mark";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { PROBE_WORDS } from "../station/probeWords";
import classes from "./Attention.module.css";

export function Attention() {
  const { t, number } = useText();
  const { data, error, refetch } = useQuery(attentionQuery);
  const { data: who } = useQuery(sessionQuery);
  if (error && !data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={4} height={64} />;
  if (data.items.length === 0) {
    return (
      <Empty
        title={t("overview.attention_none")}
        hint={t("overview.attention_none_hint")}
        sign={<Sign shape="check" tone="green" size={28} />}
      />
    );
  }
  return (
    <>
      <ul className={classes.list}>
        {data.items.map((item) => (
          <li key={`${item.station_id} ${item.cause}`} data-cause={item.cause}>
            <Item item={item} canChange={who?.can_change ?? false} />
          </li>
        ))}
      </ul>
      {data.total > data.items.length && (
        <p className={classes.all}>
          <span className="tq-quiet">
            {t("overview.attention_shown", {
              shown: number(data.items.length),
              total: number(data.total),
            })}
          </span>
          <Link to="/stations" search={{ status: "offline" }}>
            {t("overview.attention_offline")}
          </Link>
          <Link to="/stations" search={{ health: "bad" }}>
            {t("overview.attention_unhealthy")}
          </Link>
          <Link to="/stations" search={{ state: "refused" }}>
            {t("overview.attention_refused")}
          </Link>
        </p>
      )}
    </>
  );
}

function Item({ item, canChange }: { item: AttentionItem; canChange: boolean }) {
  const why = useWhy(item);
  return (
    <>
      <div className={classes.what}>
        <Link
          className={classes.name ?? ""}
          to="/stations/$stationId"
          params={{ stationId: item.station_id }}
        >
          {item.name}
        </Link>
        <span className={classes.place}>
          {[item.market, item.ward].filter(Boolean).join(" · ")}
        </span>
      </div>
      <div className={classes.state}>
        <span>
          <CauseMark cause={item.cause} quiet={item.acknowledged !== null} />
          {item.since && (
            <span className={classes.since}>
              <Age moment={item.since} />
            </span>
          )}
        </span>
        {why && <span className={classes.why}>{why}</span>}
      </div>
      {item.alert_id !== null && (
        <div className={classes.taken}>
          <Acknowledge
            alert={item.alert_id}
            station={item.name}
            acknowledged={item.acknowledged}
            canChange={canChange}
          />
        </div>
      )}
    </>
  );
}

/** Why, as far as the cause alone doesn't say it. */
function useWhy(item: AttentionItem): string {
  const { find, t } = useText();
  const { findWord } = useWords(PROBE_WORDS);
  switch (item.cause) {
    case "refused":
      return find(`refused.${item.code}`) ?? t("refused.unknown", { code: item.code });
    case "unhealthy":
      return item.probes.map((name) => findWord(name) ?? name).join(", ");
    default:
      return "";
  }
}

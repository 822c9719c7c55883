// The alerts: which are open, and which were.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { alertsQuery, sessionQuery } from "../../api/queries";
import type { AlertView } from "../../api/types";
import { useText } from "../../text/useText";
import { Acknowledge } from "../../ui/Acknowledge";
import { Age, Moment } from "../../ui/Age";
import { CauseMark } from "../../ui/CauseMark";
import { Choice } from "../../ui/Choice";
import { Sign } from "../../ui/Mark";
import { MoreRows } from "../../ui/MoreRows";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import classes from "./AlertsPage.module.css";

const route = getRouteApi("/app/alerts");

export function AlertsPage() {
  const { t } = useText();
  const { state = "open" } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(alertsQuery(state));
  const { data: who } = useQuery(sessionQuery);
  usePageTitle(t("nav.alerts"));
  const alerts = list.data?.pages.flatMap((page) => page.alerts) ?? [];
  return (
    <>
      <div className={classes.head}>
        <h1>{t("nav.alerts")}</h1>
        <Choice
          label={t("alert.which")}
          hideLabel
          value={state}
          options={[
            { value: "open", label: t("alert.open") },
            { value: "closed", label: t("alert.closed") },
          ]}
          onChange={(value) =>
            void navigate({ search: value === "closed" ? { state: value } : {} })
          }
        />
      </div>
      <section className={classes.frame} aria-label={t("nav.alerts")}>
        {list.error && !list.data && (
          <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingRows rows={5} height={64} />}
        {list.data && alerts.length === 0 && (
          <Empty
            title={t(state === "open" ? "alert.none_open" : "alert.none_closed")}
            hint={t(state === "open" ? "alert.none_open_hint" : "alert.none_closed_hint")}
            sign={state === "open" && <Sign shape="check" tone="green" size={28} />}
          />
        )}
        {alerts.length > 0 && (
          <ul className={classes.list} data-testid="alerts">
            {alerts.map((alert) => (
              <li key={alert.id}>
                <Row alert={alert} canChange={who?.can_change ?? false} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <MoreRows list={list} shown={alerts.length} />
    </>
  );
}

function Row({ alert, canChange }: { alert: AlertView; canChange: boolean }) {
  const { t } = useText();
  const isClosed = alert.closed_at !== null;
  return (
    <>
      <div className={classes.what}>
        <Link
          className={classes.name ?? ""}
          to="/stations/$stationId"
          params={{ stationId: alert.station_id }}
        >
          {alert.station_name}
        </Link>
        <span className={classes.place}>
          {[alert.market, alert.ward].filter(Boolean).join(" · ")}
        </span>
      </div>
      <div className={classes.state}>
        <CauseMark cause={alert.cause} quiet={isClosed} />
      </div>
      <div className={classes.when}>
        <span>
          {t("alert.opened")} <Moment moment={alert.opened_at} />
        </span>
        {alert.closed_at !== null ? (
          <span>
            {t("alert.ended")} <Moment moment={alert.closed_at} />
          </span>
        ) : (
          <Age moment={alert.opened_at} />
        )}
      </div>
      <div className={classes.taken}>
        <Acknowledge
          alert={alert.id}
          station={alert.station_name}
          acknowledged={alert.acknowledged}
          canChange={canChange && !isClosed}
        />
      </div>
    </>
  );
}

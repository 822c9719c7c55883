// Everything about one station, and what may be changed of it.

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ApiProblem } from "../../api/problem";
import { sessionQuery, stationQuery } from "../../api/queries";
import type { StationView } from "../../api/types";
import { STATION_WORDS } from "../../text/stationWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Acknowledge } from "../../ui/Acknowledge";
import { Age, Moment } from "../../ui/Age";
import { CauseMark } from "../../ui/CauseMark";
import { CopyId } from "../../ui/CopyId";
import { Icon } from "../../ui/icons";
import { PresenceMark } from "../../ui/Mark";
import { LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { ScanFeed } from "../../ui/ScanFeed";
import { usePageTitle } from "../../ui/usePageTitle";
import { Widgets } from "../../ui/Widgets";
import { CommandsPanel } from "./CommandsPanel";
import { HealthPanel } from "./HealthPanel";
import { HistoryPanel } from "./HistoryPanel";
import { IdentityPanel } from "./IdentityPanel";
import { SettingsPanel } from "./SettingsPanel";
import { StatePanel } from "./StatePanel";
import classes from "./StationPage.module.css";
import { TimelinePanel } from "./TimelinePanel";
import { WindowPanel } from "./WindowPanel";

const route = getRouteApi("/app/stations/$stationId");

export function StationPage() {
  const { w } = useWords(STATION_WORDS);
  const { stationId } = route.useParams();
  const { data: station, error, refetch } = useQuery(stationQuery(stationId));
  usePageTitle(station?.name ?? stationId);
  if (error && !station) {
    const isMissing = error instanceof ApiProblem && error.status === 404;
    return (
      <>
        <BackLink />
        <h1 className={classes.name}>
          {isMissing ? w("station.not_found", { station: stationId }) : stationId}
        </h1>
        <ProblemNote error={error} {...(isMissing ? {} : { onRetry: () => void refetch() })} />
      </>
    );
  }
  return (
    <>
      <BackLink />
      {station ? <Loaded station={station} /> : <LoadingRows rows={6} height={72} />}
    </>
  );
}

function BackLink() {
  const { w } = useWords(STATION_WORDS);
  return (
    <Link to="/stations" className={classes.back ?? ""}>
      <Icon name="back" size={18} />
      {w("station.back")}
    </Link>
  );
}

function Loaded({ station }: { station: StationView }) {
  const { w } = useWords(STATION_WORDS);
  const { data: who } = useQuery(sessionQuery);
  const canChange = who?.can_change ?? false;
  return (
    <>
      <StationHead station={station} canChange={canChange} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <HealthPanel station={station} />
          <div className={classes.scans}>
            <Panel
              title={w("station.scans")}
              flush
              aside={
                <Link to="/scans" search={{ station: station.station_id }}>
                  {w("station.scans_all")}
                </Link>
              }
            >
              <ScanFeed
                station={station.station_id}
                shown={8}
                emptyTitle={w("station.scans_none")}
                emptyHint={w("station.scans_none_hint")}
              />
            </Panel>
          </div>
          <div className={classes.settings}>
            <Widgets>
              <SettingsPanel key={station.station_id} station={station} canChange={canChange} />
            </Widgets>
          </div>
          <div className={classes.history}>
            <HistoryPanel history={station.history} />
          </div>
        </div>
        <div className={classes.column}>
          <WindowPanel station={station} canChange={canChange} />
          <CommandsPanel station={station} canChange={canChange} />
          <StatePanel station={station} />
          <div className={classes.timeline}>
            <TimelinePanel key={station.station_id} station={station.station_id} />
          </div>
          <div className={classes.identity}>
            <IdentityPanel station={station} />
          </div>
        </div>
      </div>
    </>
  );
}

function StationHead({ station, canChange }: { station: StationView; canChange: boolean }) {
  const { t } = useText();
  const { w } = useWords(STATION_WORDS);
  const { status, since, last_seen: lastSeen } = station.presence;
  const [before, after] = t("presence.online_since", { moment: "|" }).split("|");
  const open = station.alerts.filter((alert) => alert.closed_at === null);
  return (
    <>
      <header className={classes.head}>
        <div className={classes.who}>
          <h1 className={classes.name}>{station.name}</h1>
          <p className={classes.place}>
            {[station.market, station.ward].filter(Boolean).join(" · ")}
          </p>
          <CopyId value={station.station_id} what={w("station.id")} />
        </div>
        <div className={classes.presence} data-testid="presence">
          <PresenceMark status={status} />
          <span className="tq-quiet">
            {status === "online" && since ? (
              <>
                {before}
                <Moment moment={since} />
                {after}
              </>
            ) : lastSeen ? (
              <Age moment={lastSeen} />
            ) : (
              t("presence.never_seen")
            )}
          </span>
          <Versions station={station} />
        </div>
      </header>
      {open.map((alert) => (
        <div key={alert.id} className={classes.alert} data-testid="open-alert">
          <span>
            <CauseMark cause={alert.cause} quiet={alert.acknowledged !== null} />{" "}
            <span className="tq-quiet">
              <Age moment={alert.opened_at} />
            </span>
          </span>
          <Acknowledge
            alert={alert.id}
            station={station.name}
            acknowledged={alert.acknowledged}
            canChange={canChange}
          />
        </div>
      ))}
    </>
  );
}

/** What runs and what should: one figure where they agree. */
function Versions({ station }: { station: StationView }) {
  const { t, number } = useText();
  const { wanted, running } = station;
  const state =
    wanted.number === running.number
      ? t("stations.number", { number: number(running.number) })
      : t("stations.numbers", { from: number(running.number), to: number(wanted.number) });
  const software =
    wanted.software && wanted.software !== running.software
      ? `${running.software ?? "–"} → ${wanted.software}`
      : (running.software ?? "–");
  return (
    <span className="tq-quiet" data-testid="versions">
      {t("station.software")} {software} · {t("stations.column.state")} {state}
    </span>
  );
}

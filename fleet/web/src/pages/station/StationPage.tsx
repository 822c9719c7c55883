// Everything about one station, and what may be changed of it.

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ApiProblem } from "../../api/problem";
import { sessionQuery, stationQuery } from "../../api/queries";
import type { StationView } from "../../api/types";
import { useText } from "../../text/useText";
import { Age, Moment } from "../../ui/Age";
import { CopyId } from "../../ui/CopyId";
import { Icon } from "../../ui/icons";
import { PresenceMark } from "../../ui/Mark";
import { LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { ScanFeed } from "../../ui/ScanFeed";
import { usePageTitle } from "../../ui/usePageTitle";
import { Widgets } from "../../ui/Widgets";
import { HealthPanel } from "./HealthPanel";
import { HistoryPanel } from "./HistoryPanel";
import { IdentityPanel } from "./IdentityPanel";
import { SettingsPanel } from "./SettingsPanel";
import { StatePanel } from "./StatePanel";
import classes from "./StationPage.module.css";
import { WindowPanel } from "./WindowPanel";

const route = getRouteApi("/app/stations/$stationId");

export function StationPage() {
  const { t } = useText();
  const { stationId } = route.useParams();
  const { data: station, error, refetch } = useQuery(stationQuery(stationId));
  usePageTitle(station?.name ?? stationId);
  if (error && !station) {
    const isMissing = error instanceof ApiProblem && error.status === 404;
    return (
      <>
        <BackLink />
        <h1 className={classes.name}>
          {isMissing ? t("station.not_found", { station: stationId }) : stationId}
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
  const { t } = useText();
  return (
    <Link to="/stations" className={classes.back ?? ""}>
      <Icon name="back" size={18} />
      {t("station.back")}
    </Link>
  );
}

function Loaded({ station }: { station: StationView }) {
  const { t } = useText();
  const { data: who } = useQuery(sessionQuery);
  const canChange = who?.can_change ?? false;
  return (
    <>
      <StationHead station={station} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <WindowPanel station={station} canChange={canChange} />
          <div className={classes.settings}>
            <Widgets>
              <SettingsPanel key={station.station_id} station={station} canChange={canChange} />
            </Widgets>
          </div>
          <div className={classes.history}>
            <HistoryPanel history={station.history} />
          </div>
          <div className={classes.scans}>
            <Panel title={t("station.scans")} flush>
              <ScanFeed
                station={station.station_id}
                shown={8}
                emptyTitle={t("station.scans_none")}
                emptyHint={t("station.scans_none_hint")}
              />
            </Panel>
          </div>
        </div>
        <div className={classes.column}>
          <StatePanel station={station} />
          <HealthPanel station={station} />
          <div className={classes.identity}>
            <IdentityPanel station={station} />
          </div>
        </div>
      </div>
    </>
  );
}

function StationHead({ station }: { station: StationView }) {
  const { t } = useText();
  const { status, since, last_seen: lastSeen } = station.presence;
  const [before, after] = t("presence.online_since", { moment: "|" }).split("|");
  return (
    <header className={classes.head}>
      <div>
        <h1 className={classes.name}>{station.name}</h1>
        <p className={classes.place}>
          {[station.market, station.ward].filter(Boolean).join(" · ")}
        </p>
        <CopyId value={station.station_id} what={t("station.id")} />
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
      </div>
    </header>
  );
}

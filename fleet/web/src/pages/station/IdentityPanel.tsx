// Who the station is: where it stands, what it runs.

import type { StationView } from "../../api/types";
import { STATION_WORDS } from "../../text/stationWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { CopyId } from "../../ui/CopyId";
import { Fact, Facts } from "../../ui/Facts";
import { Panel } from "../../ui/Panel";

export function IdentityPanel({ station }: { station: StationView }) {
  const { t, number } = useText();
  const { w } = useWords(STATION_WORDS);
  const birth = station.birth ?? {};
  const born = (key: string) => (typeof birth[key] === "string" ? birth[key] : "–");
  const refused = station.scans_refused + station.messages_refused;
  return (
    <Panel title={w("station.identity")}>
      <Facts>
        <Fact name={t("station.market")}>{station.market}</Fact>
        {station.ward && <Fact name={t("station.ward")}>{station.ward}</Fact>}
        {station.address && <Fact name={w("station.address")}>{station.address}</Fact>}
        <Fact name={t("station.software")}>{born("software")}</Fact>
        <Fact name={w("station.hardware")}>{born("hardware")}</Fact>
        <Fact name={t("station.scans_today")}>{number(station.scans_today)}</Fact>
        {refused > 0 && (
          <Fact name={w("station.refused_data")}>
            {w("station.refused_data_value", {
              scans: station.scans_refused,
              messages: station.messages_refused,
            })}
          </Fact>
        )}
        <Fact name={w("station.added")}>
          <Moment moment={station.created_at} />
        </Fact>
        {typeof birth.boot_id === "string" && (
          <Fact name={w("station.boot")}>
            <CopyId value={birth.boot_id} what={w("station.boot")} />
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}

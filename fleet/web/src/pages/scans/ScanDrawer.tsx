// Everything that is known of one scan, with the list still in view.

import { Link } from "@tanstack/react-router";
import type { ScanView } from "../../api/types";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { CopyId } from "../../ui/CopyId";
import { Drawer } from "../../ui/Drawer";
import { Fact, Facts } from "../../ui/Facts";
import { Icon } from "../../ui/icons";
import { Mark, VerdictMark } from "../../ui/Mark";
import { REASONS } from "./reasonWords";

interface ScanDrawerProps {
  scans: readonly ScanView[];
  open: number;
  onOpen: (id: number) => void;
  onClose: () => void;
}

export function ScanDrawer({ scans, open, onOpen, onClose }: ScanDrawerProps) {
  const { t } = useText();
  const at = scans.findIndex((scan) => scan.id === open);
  const scan = scans[at];
  const [newer, older] = [scans[at - 1], scans[at + 1]];
  const step = (to: ScanView | undefined, label: string, icon: "up" | "down") => (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={!to}
      onClick={() => to && onOpen(to.id)}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <Drawer
      title={t("scans.one")}
      onClose={onClose}
      tools={
        <>
          {step(newer, t("scans.newer"), "up")}
          {step(older, t("scans.older"), "down")}
        </>
      }
    >
      {scan && <Fields scan={scan} />}
    </Drawer>
  );
}

function Fields({ scan }: { scan: ScanView }) {
  const { t, find, number } = useText();
  const { findWord } = useWords(REASONS);
  const reasons = scan.reasons.map((reason) => findWord(reason) ?? reason);
  return (
    <Facts>
      <Fact name={t("scans.verdict")}>
        <VerdictMark verdict={scan.verdict} colour={scan.colour} />
      </Fact>
      {reasons.length > 0 && <Fact name={t("scans.reasons")}>{reasons.join(", ")}</Fact>}
      <Fact name={t("scans.happened")}>
        <Moment moment={scan.happened_at} />
        {!scan.clock_trusted && (
          <Mark shape="triangle" tone="orange">
            {t("scan.clock_untrusted")}
          </Mark>
        )}
      </Fact>
      <Fact name={t("scans.received")}>
        <Moment moment={scan.received_at} />
      </Fact>
      <Fact name={t("stations.column.station")}>
        <Link to="/stations/$stationId" params={{ stationId: scan.station_id }}>
          {scan.station_name}
        </Link>
      </Fact>
      <Fact name={t("stations.column.place")}>
        {[scan.market, scan.ward].filter(Boolean).join(", ") || "–"}
      </Fact>
      <Fact name={t("scans.kind")}>{find(`kind.${scan.kind}`) ?? scan.kind}</Fact>
      <Fact name={t("scans.symbology")}>{scan.symbology}</Fact>
      <Fact name={t("scans.well_formed")}>{t(scan.valid ? "probe.yes" : "probe.no")}</Fact>
      {scan.gtin && (
        <Fact name="GTIN">
          <CopyId value={scan.gtin} what="GTIN" />
        </Fact>
      )}
      {scan.lot && <Fact name={t("scans.lot")}>{scan.lot}</Fact>}
      {scan.serial && <Fact name={t("scans.serial")}>{scan.serial}</Fact>}
      {scan.host && <Fact name={t("scans.host")}>{scan.host}</Fact>}
      {scan.code && (
        <Fact name={t("scans.column.code")}>
          <CopyId value={scan.code} what={t("scans.column.code")} />
        </Fact>
      )}
      <Fact name={t("scans.via")}>{find(`via.${scan.via ?? "none"}`) ?? scan.via ?? "–"}</Fact>
      <Fact name={t("scans.took")}>{number(scan.frame_to_verdict_ms)} ms</Fact>
      <Fact name={t("scans.seq")}>{number(scan.seq)}</Fact>
      <Fact name={t("scans.event")}>
        <CopyId value={scan.event_id} what={t("scans.event")} />
      </Fact>
    </Facts>
  );
}

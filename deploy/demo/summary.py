"""What a run of the demonstration amounts to: counted on both ends, and compared."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from kiosk.local.protocol import Distribution, StatusReply


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One run.

    Attributes:
        frames_decoded: frames in which at least one code was read.
        decode_ms, frame_to_verdict_ms: `median` and `p95`, None where nothing was measured.
        verdicts: scans by kind of verdict.
        lost: scans in the station's outbox that the fleet doesn't have.
        doubled: scans that the fleet counted more than once.
    """

    frames_seen: int
    frames_decoded: int
    decode_ms: Mapping[str, float | None]
    frame_to_verdict_ms: Mapping[str, float | None]
    verdicts: Mapping[str, int]
    stored_on_station: int
    stored_in_fleet: int
    lost: int
    doubled: int

    @property
    def good(self) -> bool:
        """Whether nothing was lost and nothing doubled."""
        return self.lost == 0 and self.doubled == 0

    def as_json(self) -> str:
        """Give the run as one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"

    def as_table(self) -> str:
        """Give the run as a table for people."""
        rows = [
            ("frames seen", f"{self.frames_seen}"),
            ("frames with a code", f"{self.frames_decoded}"),
            ("decoding", _milliseconds(self.decode_ms)),
            ("frame to verdict", _milliseconds(self.frame_to_verdict_ms)),
            *((f"verdict {kind}", f"{count}") for kind, count in sorted(self.verdicts.items())),
            ("stored on the station", f"{self.stored_on_station}"),
            ("stored in the fleet", f"{self.stored_in_fleet}"),
            ("lost", f"{self.lost}"),
            ("doubled", f"{self.doubled}"),
        ]
        width = max(len(name) for name, _ in rows)
        return "\n".join(f"  {name:<{width}}  {value}" for name, value in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetCount:
    """What the fleet holds of one station.

    Attributes:
        stored: scans in its database, each once.
        counted: sum of its counters.
    """

    stored: int
    counted: int


def compare(status: StatusReply, fleet: FleetCount) -> Summary:
    """Compare what the station stored with what the fleet holds."""
    return Summary(
        frames_seen=status.frames_seen,
        frames_decoded=status.frames_decoded,
        decode_ms=_rounded(status.decode_ms),
        frame_to_verdict_ms=_rounded(status.frame_to_verdict_ms),
        verdicts=dict(status.verdicts),
        stored_on_station=status.stored_total,
        stored_in_fleet=fleet.stored,
        lost=status.stored_total - fleet.stored,
        doubled=max(0, fleet.counted - fleet.stored),
    )


def _rounded(values: Distribution) -> Mapping[str, float | None]:
    return {
        name: value if value is None else round(value, 2)
        for name, value in (("median", values.median), ("p95", values.p95))
    }


def _milliseconds(values: Mapping[str, float | None]) -> str:
    median, p95 = values["median"], values["p95"]
    return "-" if median is None or p95 is None else f"{median:.1f} ms, p95 {p95:.1f} ms"

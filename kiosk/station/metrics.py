"""What this run of the station has measured."""

from collections import deque
from datetime import datetime
from math import ceil

from kiosk.camera.sighting import CameraHealth
from kiosk.local.protocol import Distribution, StatusReply
from kiosk.station.recorder import Recorder

MAX_SAMPLES = 2000
"""The newest that count; at one scan a second about half an hour."""


class Samples:
    """The newest measurements of one thing."""

    def __init__(self) -> None:
        self._values: deque[float] = deque(maxlen=MAX_SAMPLES)

    def add(self, value: float) -> None:
        """Take one more."""
        self._values.append(value)

    def quantile(self, share: float) -> float | None:
        """Give the smallest value that `share` of all values don't exceed, None without values."""
        if not self._values:
            return None
        ordered = sorted(self._values)
        return round(ordered[max(ceil(share * len(ordered)), 1) - 1], 3)

    @property
    def distribution(self) -> Distribution:
        """Median and 95th percentile."""
        return Distribution(median=self.quantile(0.5), p95=self.quantile(0.95))


class Metrics:
    """The measurements of one run, in milliseconds; used by the loop's thread.

    Attributes:
        decode_ms: of the frames in which a code was read.
        verdict_ms: from the frame's exposure until its scan was on disk.
        frame_ms: of the pictures of the window that had to be drawn.
    """

    def __init__(self, started_at: datetime) -> None:
        self._started_at = started_at
        self._health = CameraHealth(frames=0, decoded=0, fps=0.0, brightness=0.0)
        self._light: CameraHealth | None = None
        self.decode_ms = Samples()
        self.verdict_ms = Samples()
        self.frame_ms = Samples()

    def camera(self, health: CameraHealth, *, counts: bool) -> None:
        """Take what the camera says of itself.

        Args:
            counts: whether its frames still count in this run.
        """
        self._light = health
        if counts:
            self._health = health

    def report(
        self, recorder: Recorder, *, camera: str, screen: str, number: int, finished: bool
    ) -> StatusReply:
        """Say how the station is."""
        light = self._light
        return StatusReply(
            started_at=self._started_at,
            frames_seen=self._health.frames,
            frames_decoded=self._health.decoded,
            decode_ms=self.decode_ms.distribution,
            frame_to_verdict_ms=self.verdict_ms.distribution,
            frame_ms=self.frame_ms.distribution,
            verdicts=dict(recorder.verdicts),
            stored=recorder.stored,
            stored_total=recorder.stored_total,
            not_stored=recorder.not_stored,
            outbox=recorder.outbox_state,
            camera=camera,
            screen=screen,
            number=number,
            fps=round(self._health.fps, 1),
            brightness=light.brightness if light else None,
            sharpness=light.sharpness if light else None,
            finished=finished,
        )

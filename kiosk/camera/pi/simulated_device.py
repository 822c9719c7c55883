"""An opened camera of the simulator `kiosk.camera.pi.simulated`, as picamera2 shows it.

Facts (picamera2 0.3.38): what a configuration must be and what becomes of it, controls that are
advertised or not, arrays with a stride, memory that is the camera's again when a request is
released. `close` stops the sensor past the queue of jobs, `stop` behind it; closing twice is
allowed.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kiosk.camera.pi.port import Config, Rectangle, Yuv
from kiosk.camera.pi.simulated_events import Events, Job, PiFault, SimulatedRequest, World
from kiosk.camera.pi.simulated_scene import GARBAGE, Scene, lay_out, wall

CONTROLS: Mapping[str, tuple[Any, Any, Any]] = MappingProxyType(
    {
        "AeExposureMode": (0, 3, 0),
        "AeFlickerMode": (0, 1, 0),
        "AeFlickerPeriod": (100, 1_000_000, None),
        "AfMetering": (0, 1, 0),
        "AfMode": (0, 2, 0),
        "AfRange": (0, 2, 0),
        "AfSpeed": (0, 1, 0),
        "AfWindows": ((0, 0, 0, 0), (65535, 65535, 65535, 65535), (0, 0, 0, 0)),
        "FrameDurationLimits": (17_849, 220_535_845, 33_333),
        "LensPosition": (0.0, 15.0, 1.0),
        "NoiseReductionMode": (0, 4, 0),
    }
)
"""Those of a Camera Module 3 that matter here."""
LENS = frozenset(name for name in CONTROLS if name.startswith("Af") or name == "LensPosition")
"""Those that a camera without a motor lacks."""
SENSOR: Rectangle = (0, 0, 4608, 2592)
PREVIEW_LIMITS_US = (100, 83_333)
"""Frame durations that preview configurations begin with: exposure may stretch them."""
DEFAULT_US = 33_333
_AF_MANUAL, _AF_CONTINUOUS = 0, 2
_AF_SEARCH_FRAMES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What a camera is like; see `SimulatedPi`."""

    picture: Path | None
    fault: PiFault | None
    at_frame: int
    frames: int | None
    missing: frozenset[str]
    pixel_format: str
    align_px: int
    stamp_ahead_s: float
    sleep: Callable[[float], None]
    monotonic_s: Callable[[], float]


class SimulatedPiDevice:
    """One opened camera.

    Args:
        lock: descriptor of the media device, which closing gives back.
    """

    def __init__(self, model: Model, lock: int | None) -> None:
        self._model = model
        self._lock = lock
        self._is_open = True
        self._config: Config = {}
        self._scenes: dict[str, Scene] = {}
        self._buffers: dict[str, list[Yuv]] = {}
        self._events: Events | None = None
        self._set: dict[str, object] = {}
        self.in_force: dict[str, object] = {}
        self.is_abandoned = False

    @property
    def camera_controls(self) -> Mapping[str, tuple[Any, Any, Any]]:
        """Least, greatest and default value of each control that the camera advertises."""
        return {name: all_ for name, all_ in CONTROLS.items() if name not in self._model.missing}

    @property
    def camera_properties(self) -> Mapping[str, Any]:
        """What the camera is."""
        return {"Model": "simulated", "ScalerCropMaximum": SENSOR}

    @property
    def is_started(self) -> bool:
        """Whether the sensor runs."""
        return self._events is not None and self._events.is_running

    @property
    def is_open(self) -> bool:
        """Whether the camera was not given back yet."""
        return self._is_open

    def create_preview_configuration(
        self, *, main: Config, lores: Config, buffer_count: int = 4, queue: bool = True
    ) -> Config:
        """Make a configuration for looking at pictures."""
        if not self._is_open:
            raise RuntimeError("Camera not opened")
        controls = {"NoiseReductionMode": 3, "FrameDurationLimits": PREVIEW_LIMITS_US}
        advertised = controls.keys() <= self.camera_controls.keys()
        return {
            "main": {"format": "XBGR8888", "size": (640, 480)} | main,
            "lores": {"format": "YUV420", "size": main.get("size", (640, 480))} | lores,
            "buffer_count": buffer_count,
            "queue": queue,
            "controls": controls if advertised else {},
        }

    def configure(self, camera_config: Config) -> None:
        """Take a configuration, as near as the camera can.

        Raises:
            RuntimeError: it makes no sense, or the sensor runs.
        """
        if self.is_started:
            raise RuntimeError("Camera must be stopped before configuring")
        _check(camera_config)
        streams = {name: self._given(camera_config[name]) for name in ("main", "lores")}
        self._config = camera_config | streams
        rgb = wall(self._model.picture, streams["main"]["size"])
        self._scenes = {
            name: lay_out(rgb, one["size"], one["stride"]) for name, one in streams.items()
        }
        self._buffers = {
            name: [one.still.copy() for _ in range(camera_config["buffer_count"])]
            for name, one in self._scenes.items()
        }
        self._set = {}
        self.set_controls(camera_config["controls"])

    def camera_configuration(self) -> Config:
        """Give the configuration in force."""
        return self._config

    def set_controls(self, controls: Mapping[str, object]) -> None:
        """Set controls.

        Raises:
            RuntimeError: the camera doesn't advertise one.
        """
        for name, value in controls.items():
            if name not in self.camera_controls:
                raise RuntimeError(f"Control {name} is not advertised by libcamera")
            self._set[name] = value

    def start(self) -> None:
        """Let the sensor run."""
        if not self._config:
            raise RuntimeError("Camera has not been configured")
        if self.is_started:
            return
        self._take_controls()
        buffers, queue = self._config["buffer_count"], self._config["queue"]
        keep = 1 if queue and buffers > 1 else 0
        self._events = Events(world=self._world(), buffer_count=buffers, keep=keep)
        self._events.start()

    def capture_request(self, wait: float | bool | None = None) -> Any:  # noqa: ANN401, FBT001
        """Wait for a request: for ever (None, True), some seconds, or not at all (False, 0).

        Returns:
            The request; without waiting a job that gives it.
        """
        if self._events is None:
            raise RuntimeError("Camera has not been started")
        job = self._events.dispatch(self._events.capture)
        if wait is None or wait is True:
            return job.get_result()
        return job.get_result(wait) if wait else job

    @contextmanager
    def captured_request(self, wait: float | None = None) -> Iterator[SimulatedRequest]:
        """Wait for a request, and give it back at the end of the block."""
        request: SimulatedRequest = self.capture_request(wait)
        try:
            yield request
        finally:
            request.release()

    def wait(self, job: Job, timeout: float | None = None) -> Any:  # noqa: ANN401
        """Wait for a job."""
        return job.get_result(timeout)

    def cancel_all_and_flush(self) -> None:
        """Forget all jobs that wait for a frame."""
        if self._events is not None:
            self._events.cancel_all()

    def stop(self) -> None:
        """Let the sensor rest; waits behind the jobs, for ever if need be."""
        if self._events is not None and self._events.is_running:
            self._events.dispatch(self._events.stop, immediate=True).get_result()

    def close(self) -> None:
        """Give the camera back; nothing happens the second time."""
        if not self._is_open:
            return
        if self._events is not None and self._events.is_running:
            self._events.stop()
        self._is_open = False
        if self._lock is not None:
            os.close(self._lock)

    def _given(self, stream: Config) -> Config:
        width_px, height_px = stream["size"]
        size = (min(width_px, SENSOR[2]), min(height_px, SENSOR[3]))
        align = self._model.align_px
        return stream | {
            "format": self._model.pixel_format,
            "size": size,
            "stride": -(-size[0] // align) * align,
        }

    def _world(self) -> World:
        model = self._model
        return World(
            fault=model.fault,
            at_frame=model.at_frame,
            frames=model.frames,
            sleep=model.sleep,
            monotonic_s=model.monotonic_s,
            period_s=self._period_s,
            describe=self._describe,
            draw=self._draw,
            spoil=self._spoil,
        )

    def _period_s(self) -> float:
        limits = self.in_force.get("FrameDurationLimits", (DEFAULT_US, DEFAULT_US))
        # A market hall in the evening: exposure takes all the time that it is given.
        return float(limits[1]) / 1e6 if isinstance(limits, tuple) else DEFAULT_US / 1e6

    def _take_controls(self) -> None:
        self.in_force |= self._set
        self._set = {}

    def _describe(self, frame: int, exposed_s: float) -> Mapping[str, object]:
        told: dict[str, object] = {
            "SensorTimestamp": round((exposed_s + self._model.stamp_ahead_s) * 1e9),
            "ExposureTime": 10_000,
        }
        if "AfMode" in self.camera_controls:
            told["AfState"] = self._af_state(frame)
        return told

    def _af_state(self, frame: int) -> int:
        if self.in_force.get("AfMode", _AF_MANUAL) != _AF_CONTINUOUS:
            return 0
        return 1 if frame < _AF_SEARCH_FRAMES else 2

    def _draw(self, stream: str, buffer: int, frame: int) -> Yuv:
        memory = self._buffers[stream][buffer]
        is_frozen = self._model.fault is PiFault.FROZEN and frame >= self._model.at_frame
        self._scenes[stream].draw(memory, self._model.at_frame if is_frozen else frame)
        return memory

    def _spoil(self, buffer: int) -> None:
        # The camera writes into it: whoever still looks at it sees something else.
        for buffers in self._buffers.values():
            buffers[buffer].fill(GARBAGE)
        self._take_controls()


def _check(config: Config) -> None:
    for name in ("main", "lores"):
        width_px, height_px = config[name]["size"]
        if width_px % 2 or height_px % 2:
            raise RuntimeError("width and height should be even")
        if config[name]["format"] != "YUV420":
            raise RuntimeError(f"Bad format {config[name]['format']} in stream {name}")
    (main_width, main_height), (width_px, height_px) = (
        config["main"]["size"],
        config["lores"]["size"],
    )
    if width_px > main_width or height_px > main_height:
        raise RuntimeError("lores stream dimensions may not exceed main stream")

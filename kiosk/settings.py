"""The settings of one station, read once from a TOML file.

What the console may change isn't here but in `contract.desired.StationConfiguration`. Unknown keys
are refused, relative paths count from the folder of the file, and `--print-config` shows what is in
force.
"""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from contract import settings_file
from contract.errors import BadDocument
from kiosk.errors import BadSettings

PI_FPS = 30
"""How fast the sensor runs with `picamera2`: fixed, so that no exposure is stretched into blur."""
_NUMBERED = re.compile(r"/dev/video[0-9]+")


class _Area(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CameraAdapter(StrEnum):
    """Which camera is used; one that can't start is an error, never replaced by another."""

    REPLAY = "replay"
    """Plays pictures and videos."""
    V4L2 = "v4l2"
    """A USB camera, or another device of the kernel's Video4Linux2."""
    PICAMERA2 = "picamera2"
    """A camera on a Raspberry Pi's ribbon cable."""


class CameraFocus(StrEnum):
    """What a lens with a motor does."""

    FIXED = "fixed"
    """It stays at one distance: nothing hunts, where things are held up at a cradle."""
    CONTINUOUS = "continuous"
    """It follows what is held up before the middle of the picture, from 33 to 7 cm."""


class ReplayPace(StrEnum):
    """How fast `replay` plays."""

    REAL = "real"
    """`fps` frames a second, as a camera."""
    FAST = "fast"
    """As fast as they are decoded."""


class CameraSettings(_Area):
    """The camera and the decoder.

    Attributes:
        photos: picture, video or folder of both for `replay`.
        pace: how fast `replay` plays.
        device: path of the device for `v4l2`, one that stays the same after a boot.
        number: which camera of the Pi for `picamera2`, as `rpicam-hello --list-cameras` counts.
        focus: what a lens with a motor does, for `picamera2`.
        lens_position: where a `fixed` lens stands, in dioptres: 1 divided by metres.
        width_px, height_px: size asked of the camera, which gives the nearest that it has.
        fps: frames per second; the sensor of `picamera2` runs at 30, of which as many are taken.
        hold_s: how long `replay` shows each picture.
        gap_s: how long `replay` shows an empty scene between two pictures.
        repeat: whether `replay` begins again after the last picture.
        stall_s: after this long without a frame the camera process is killed and reopened.
    """

    adapter: CameraAdapter = CameraAdapter.REPLAY
    photos: Path | None = None
    pace: ReplayPace = ReplayPace.REAL
    device: Path | None = None
    number: Annotated[int, Field(ge=0, le=7)] = 0
    focus: CameraFocus = CameraFocus.CONTINUOUS
    lens_position: Annotated[float, Field(ge=0, le=32)] = 4.0
    width_px: Annotated[int, Field(ge=320, le=4096)] = 1280
    height_px: Annotated[int, Field(ge=240, le=4096)] = 960
    fps: Annotated[float, Field(ge=1, le=60)] = 15.0
    hold_s: Annotated[float, Field(gt=0, le=60)] = 1.5
    gap_s: Annotated[float, Field(ge=0, le=60)] = 0.3
    repeat: bool = True
    stall_s: Annotated[float, Field(ge=2, le=30)] = 2.5

    @field_validator("device")
    @classmethod
    def _lasting(cls, device: Path | None) -> Path | None:
        if device is None:
            return None
        if not device.is_absolute() or ".." in device.parts or not device.is_relative_to("/dev"):
            raise ValueError("a path below /dev is needed, such as /dev/v4l/by-id/...")
        if _NUMBERED.fullmatch(str(device)):
            raise ValueError(
                f"{device} may be another camera after the next boot;"
                " name it by its path below /dev/v4l/by-id or /dev/v4l/by-path"
            )
        return device

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.adapter is CameraAdapter.V4L2 and self.device is None:
            raise ValueError('the adapter "v4l2" needs the setting device')
        if self.adapter is CameraAdapter.PICAMERA2:
            self._fits_a_pi()
        return self

    def _fits_a_pi(self) -> None:
        if self.fps > PI_FPS:
            raise ValueError(f'the adapter "picamera2" gives at most {PI_FPS} fps')
        if self.width_px % 2 or self.height_px % 2:
            raise ValueError('the adapter "picamera2" needs an even width_px and height_px')


class Profile(StrEnum):
    """The three kinds of housing."""

    CABIN = "cabin"
    STATION = "station"
    COMPACT = "compact"


class ScreenSettings(_Area):
    """The window; sizes on it are laid out in millimetres.

    Attributes:
        mm_per_px: size of one pixel; 15.6 inch at 1920x1080 has 0.180.
        distance_mm: how far from the screen a shopper stands.
        driver: SDL video driver; None lets SDL choose, `dummy` draws without a screen.
    """

    profile: Profile = Profile.STATION
    width_px: Annotated[int, Field(ge=320, le=4096)] = 1920
    height_px: Annotated[int, Field(ge=320, le=4096)] = 1080
    mm_per_px: Annotated[float, Field(gt=0.02, lt=1)] = 0.180
    distance_mm: Annotated[int, Field(ge=200, le=2000)] = 600
    fullscreen: bool = True
    driver: str | None = None


class SoundSettings(_Area):
    """The loudspeaker.

    Attributes:
        fitted: whether the housing has one; without one the self-test doesn't miss it.
    """

    fitted: bool = True


class ButtonsSettings(_Area):
    """The housing's buttons, which the kernel hears as the keys 1 to 4 of an input device.

    Attributes:
        device: name of that device in /proc/bus/input/devices; None has no buttons.
    """

    device: str | None = None


class OutboxSettings(_Area):
    """How much may wait for the network.

    Attributes:
        max_mb: cap of the outbox file, to be kept well below its partition.
    """

    max_mb: Annotated[int, Field(ge=1, le=4096)] = 64


class AgentSettings(_Area):
    """The process that talks to the fleet.

    Attributes:
        health_every_s: how often health is reported when nothing changes.
        keepalive_s: MQTT keep-alive.
    """

    health_every_s: Annotated[float, Field(ge=1, le=3600)] = 60.0
    keepalive_s: Annotated[int, Field(ge=5, le=600)] = 30


class Settings(_Area):
    """Everything a station is told by its own file.

    Attributes:
        data_dir: outbox, cache, identity, desired states and the local socket live here.
        trust_clock: true trusts the machine's clock as it is; absent asks systemd-timesyncd.
    """

    data_dir: Path
    camera: CameraSettings = CameraSettings()
    screen: ScreenSettings = ScreenSettings()
    sound: SoundSettings = SoundSettings()
    buttons: ButtonsSettings = ButtonsSettings()
    outbox: OutboxSettings = OutboxSettings()
    agent: AgentSettings = AgentSettings()
    trust_clock: bool | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"


def load(path: Path) -> Settings:
    """Read a settings file.

    Raises:
        BadSettings: `settings.unreadable`, `settings.not_toml` with the line,
            `settings.invalid` with the key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings("settings.unreadable", path=str(path), detail=str(error)) from error
    try:
        settings = settings_file.parse(text, Settings)
    except BadDocument as error:
        raise BadSettings(error.code, path=str(path), **error.params) from error
    return _anchor(settings, path.absolute().parent)


def _anchor(settings: Settings, folder: Path) -> Settings:
    photos = settings.camera.photos
    camera = settings.camera.model_copy(update={"photos": photos and folder / photos})
    return settings.model_copy(update={"data_dir": folder / settings.data_dir, "camera": camera})

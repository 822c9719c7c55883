"""Whether the camera gives pictures: that they come, that they differ, and how bright they are.

A sensor that hangs may go on giving the same picture; a real one never gives the same noise twice.
"""

from dataclasses import dataclass, field
from threading import Event

from contract.probes import CAMERA_UP
from kiosk.camera.link import ProcessCameraLink
from kiosk.camera.port import CameraLink
from kiosk.camera.sighting import CameraDown, CameraHealth
from kiosk.local.protocol import StatusReply
from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, failed, ok
from kiosk.settings import CameraAdapter

WATCH_S = 2.5
PATIENCE_S = 15.0
STEP_S = 0.02
DIM = 10.0
GLARING = 245.0
FEW_PICTURES = 5


@dataclass(slots=True)
class Watched:
    """What was seen of the camera."""

    health: CameraHealth | None = None
    down: CameraDown | None = None
    pictures: int = 0
    different: set[int] = field(default_factory=set)


def check(context: Context) -> Finding:
    """Watch the camera for a moment, or ask the station process, which has it."""
    station = context.station()
    if isinstance(station, Finding):
        return station
    if station is not None:
        return of_running_station(station)
    settings = context.settings.camera
    seen = watch(context, ProcessCameraLink(settings, context.clock))
    return judge(seen, may_stand_still=settings.adapter is CameraAdapter.REPLAY)


def of_running_station(status: StatusReply) -> Finding:
    """Judge by what the station process says."""
    brightness = round(status.brightness or 0)
    if status.camera != CAMERA_UP:
        return failed(status.camera, status.fps, "1/s", detail="", brightness=brightness)
    return ok("camera.in_use", status.fps, "1/s", brightness=brightness)


def watch(context: Context, link: CameraLink) -> Watched:
    """Run the camera until it has been up for `WATCH_S`, has failed, or patience ends."""
    seen = Watched()
    clock = context.clock
    end_s = clock.monotonic_s() + PATIENCE_S
    first_s: float | None = None
    link.start()
    try:
        while seen.down is None and clock.monotonic_s() < end_s:
            for event in link.poll():
                match event:
                    case CameraDown():
                        seen.down = event
                    case CameraHealth():
                        seen.health = event
                    case _:
                        pass
            picture = link.preview()
            if picture is not None:
                seen.pictures += 1
                seen.different.add(hash(picture.tobytes()))
                first_s = first_s or clock.monotonic_s()
            if first_s is not None and clock.monotonic_s() - first_s >= WATCH_S:
                break
            Event().wait(STEP_S)
    finally:
        link.stop()
    return seen


def judge(seen: Watched, *, may_stand_still: bool) -> Finding:
    """Say what was seen.

    Args:
        may_stand_still: whether the same picture may come again and again, as in a replay.
    """
    if seen.down is not None:
        return failed(seen.down.code, detail=seen.down.detail, brightness=0)
    if seen.health is None or seen.pictures == 0:
        return failed("camera.no_frames", 0.0, "1/s", detail="", brightness=0)
    health = seen.health
    fps, brightness = round(health.fps, 1), round(health.brightness)
    if not may_stand_still and seen.pictures >= FEW_PICTURES and len(seen.different) == 1:
        return failed("camera.frozen", fps, "1/s", brightness=brightness)
    if health.brightness < DIM:
        return failed("camera.dark", fps, "1/s", brightness=brightness)
    if health.brightness > GLARING:
        return failed("camera.glaring", fps, "1/s", brightness=brightness)
    return ok("camera.ok", fps, "1/s", brightness=brightness)

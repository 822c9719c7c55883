"""Whether the window opens with the configured driver and draws, and what a picture costs."""

import time

from kiosk.errors import DisplayError
from kiosk.local.protocol import StatusReply
from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, failed, ok
from kiosk.ui.view import Attract, Fault, View
from kiosk.ui.window import PygameWindow

PICTURES = 12
SLOW_MS = 200.0


def check(context: Context) -> Finding:
    """Draw some pictures, or ask the station process, which has the screen."""
    station = context.station()
    if isinstance(station, Finding):
        return station
    if station is not None:
        return of_running_station(station)
    window = PygameWindow(context.settings.screen)
    screen = context.settings.screen
    size = f"{screen.width_px}x{screen.height_px}"
    try:
        window.open()
    except DisplayError as error:
        return failed(error.code, driver=str(error.params.get("driver", "")), size=size)
    try:
        took_ms = draw_some(window)
    finally:
        window.close()
    if took_ms > SLOW_MS:
        return failed("window.slow", took_ms, "ms", size=size)
    return ok("window.ok", took_ms, "ms", size=size)


def of_running_station(status: StatusReply) -> Finding:
    """Judge by what the station process says."""
    return ok("window.in_use", status.frame_ms.median, "ms", screen=status.screen)


def draw_some(window: PygameWindow) -> float:
    """Draw two views in turn; give the median of what one took in milliseconds."""
    views = (View(screen=Attract()), View(screen=Fault(code="selftest")))
    took = []
    for number in range(PICTURES):
        begun_s = time.perf_counter()
        window.actions()
        window.draw(views[number % 2], None, ())
        took.append((time.perf_counter() - begun_s) * 1000)
    return round(sorted(took)[PICTURES // 2], 1)

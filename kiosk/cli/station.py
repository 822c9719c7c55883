"""`kiosk station`: the window, the camera, the outbox."""

import os
import signal
from types import FrameType
from typing import Annotated

import typer

from daemon.manager import is_managed
from daemon.notify import Notifier
from daemon.watchdog import Supervisor
from kiosk.cli.configured import (
    DEFAULT_CONFIG,
    ConfigOption,
    PrintConfigOption,
    begin,
    print_config,
)
from kiosk.cli.options import Language
from kiosk.clock import SystemClock
from kiosk.settings import load
from kiosk.station.app import Station, build


def command(
    *,
    config: ConfigOption = DEFAULT_CONFIG,
    scans: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Take no more scans after N are stored."),
    ] = None,
    language: Annotated[
        Language | None,
        typer.Option(help="Language to begin in, in place of the fleet's setting."),
    ] = None,
    show_config: PrintConfigOption = False,
) -> None:
    """Run the station until SIGTERM, SIGINT or the end of its window.

    Without a screen it ends with status 3; `[screen] driver = "dummy"` in the settings draws
    without one.

    Example: kiosk station --config kiosk.toml --language en
    """
    settings = load(config)
    if show_config:
        print_config(settings)
        raise typer.Exit
    begin(settings)
    managed = is_managed(os.environ, pid=os.getpid())
    notifier = Notifier.take(os.environ, pid=os.getpid())
    station = build(
        settings,
        language=language and language.value,
        scans=scans,
        supervisor=Supervisor(notifier, SystemClock().monotonic_s),
        managed=managed,
    )
    _end_by_signals(station)
    station.run()


def _end_by_signals(station: Station) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        station.stop()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)

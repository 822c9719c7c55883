"""`kiosk agent`: the process that talks to the fleet."""

import os

import typer

from daemon.manager import is_managed
from daemon.notify import Notifier
from daemon.watchdog import Supervisor
from kiosk.agent.app import run
from kiosk.cli.configured import (
    DEFAULT_CONFIG,
    ConfigOption,
    PrintConfigOption,
    begin,
    print_config,
)
from kiosk.clock import SystemClock
from kiosk.settings import load


def command(
    *, config: ConfigOption = DEFAULT_CONFIG, show_config: PrintConfigOption = False
) -> None:
    """Talk to the fleet until it is told to end: scans up, desired states and commands down.

    Example: kiosk agent --config /etc/tramquet/kiosk.toml
    """
    settings = load(config)
    if show_config:
        print_config(settings)
        raise typer.Exit
    begin(settings)
    managed = is_managed(os.environ, pid=os.getpid())
    notifier = Notifier.take(os.environ, pid=os.getpid())
    run(settings, Supervisor(notifier, SystemClock().monotonic_s), managed=managed)

"""`kiosk agent`: the process that talks to the fleet."""

import typer

from kiosk.agent.app import run
from kiosk.cli.configured import (
    DEFAULT_CONFIG,
    ConfigOption,
    PrintConfigOption,
    print_config,
    start_log,
)
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
    start_log(settings)
    run(settings)

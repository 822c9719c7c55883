"""What the commands that run a station have in common: its settings file and its log."""

import os
from pathlib import Path
from typing import Annotated

import typer

from kiosk import logs
from kiosk.settings import Settings

OTHERS = 0o077
"""What others may do with a file of the station: nothing."""
DEFAULT_CONFIG = Path("/etc/tramquet/kiosk.toml")

ConfigOption = Annotated[
    Path, typer.Option("--config", metavar="FILE", help="The station's settings, a TOML file.")
]
PrintConfigOption = Annotated[
    bool, typer.Option("--print-config", help="Print the settings in force as JSON, and end.")
]


def print_config(settings: Settings) -> None:
    """Print the settings in force as one JSON object; they hold no secret."""
    typer.echo(settings.model_dump_json(indent=2))


def begin(settings: Settings) -> None:
    """Begin a process that works on the station's data: its log, and files that are its own."""
    os.umask(OTHERS)
    logs.start_log(settings.log_level)

"""What the commands that run a station have in common: its settings file and its log."""

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.settings import Settings

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


def start_log(settings: Settings) -> None:
    """Write the log to standard error; under journald without a time, which it adds itself."""
    times = "" if "JOURNAL_STREAM" in os.environ else "%(asctime)s "
    logging.basicConfig(
        level=settings.log_level.upper(),
        stream=sys.stderr,
        format=f"{times}%(levelname)s %(name)s: %(message)s",
    )
    # It tells of every request at INFO.
    logging.getLogger("httpx2").setLevel(logging.WARNING)

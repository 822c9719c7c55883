"""What all commands have in common: the settings file, the log, the opened parts."""

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from daemon.notify import Notifier
from daemon.watchdog import Supervisor
from fleet.clock import SystemClock
from fleet.parts import Parts
from fleet.settings import Settings, load

DEFAULT_CONFIG = Path("/etc/tramquet/fleet.toml")
COMMAND_LINE = "command line"
"""Who did it, in the audit log."""

ConfigOption = Annotated[
    Path, typer.Option("--config", metavar="FILE", help="The settings, a TOML file.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def start_log(settings: Settings, *, quiet: bool = False) -> None:
    """Write the log to standard error; under journald without a time, which it adds itself.

    Args:
        quiet: only what goes wrong, for commands that print a result.
    """
    times = "" if "JOURNAL_STREAM" in os.environ else "%(asctime)s "
    logging.basicConfig(
        level="WARNING" if quiet else settings.log_level.upper(),
        stream=sys.stderr,
        format=f"{times}%(levelname)s %(name)s: %(message)s",
    )
    # Alembic tells each step at INFO, uvicorn that it is started for each listener.
    for chatty in ("alembic", "uvicorn.error"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def supervisor() -> Supervisor:
    """Give what tells the service manager how this process is; nobody where there is none."""
    return Supervisor(Notifier.take(os.environ, pid=os.getpid()), SystemClock().monotonic_s)


@contextmanager
def opened(config: Path) -> Iterator[Parts]:
    """Open what the settings name, for one command."""
    settings = load(config)
    start_log(settings, quiet=True)
    parts = Parts.open(settings, SystemClock())
    try:
        yield parts
    finally:
        parts.database.close()


def show(result: dict[str, object], text: str, *, as_json: bool) -> None:
    """Print a result for a program or for a person."""
    typer.echo(json.dumps(result, ensure_ascii=False) if as_json else text)

"""Runs a command with its arguments, and says in words what error has ended it."""

import io
import sys
from collections.abc import Callable, Sequence

import typer

from kiosk.cli.texts import exit_status, explain
from kiosk.errors import KioskError


def run(name: str, command: Callable[..., None], arguments: Sequence[str]) -> int:
    """Run a command.

    Returns:
        The exit status; what typer itself ends with passes as `SystemExit`.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that can't write Vietnamese, or a name that is no UTF-8, ends no command.
        sys.stdout.reconfigure(errors="backslashreplace")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(context_settings={"help_option_names": ["-h", "--help"]})(command)
    try:
        app(args=list(arguments), prog_name=f"kiosk {name}")
    except KioskError as error:
        typer.echo(f"kiosk {name}: {explain(error)}", err=True)
        return exit_status(error)
    return 0

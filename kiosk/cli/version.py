"""`kiosk --version`: which release this is."""

from importlib.metadata import version

import typer

DISTRIBUTION = "tramquet"


def command() -> None:
    """Say which release this is."""
    typer.echo(f"{DISTRIBUTION} {version(DISTRIBUTION)}")

"""Print the settings in force, secrets masked."""

import typer

from fleet.cli.configured import DEFAULT_CONFIG, ConfigOption
from fleet.settings import load


def command(*, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Print the settings in force as JSON, secrets masked.

    Example: fleet --print-config --config fleet.toml
    """
    typer.echo(load(config).model_dump_json(indent=2))


COMMANDS = {"print_config": command}

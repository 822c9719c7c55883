"""What is known about goods."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from fleet.cli.configured import (
    COMMAND_LINE,
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    opened,
    show,
)
from fleet.errors import BadInput
from fleet.registry.files import BadRegistryFile
from fleet.registry.service import Counts, import_file


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The records, a JSON file.")],
    *,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Import records of products, lots, stamps and the rest; all of the file or nothing of it.

    The same file twice changes nothing. Every row that is wrong is named.
    Example: fleet registry import registry.json
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadInput("registry.unreadable", path=str(file), detail=str(error)) from error
    with opened(config) as parts:
        try:
            counts = import_file(parts.database, parts.clock, content, by=COMMAND_LINE)
        except BadRegistryFile as error:
            _name_rows(error, as_json=as_json)
            raise
    show({name: asdict(count) for name, count in counts.items()}, _table(counts), as_json=as_json)


def _name_rows(error: BadRegistryFile, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"errors": [asdict(row) for row in error.rows]}))
        return
    for row in error.rows:
        typer.echo(str(row), err=True)


def _table(counts: dict[str, Counts]) -> str:
    lines = [f"{'':<14}{'added':>8}{'changed':>10}{'unchanged':>11}"]
    for name, count in counts.items():
        lines.append(f"{name:<14}{count.added:>8}{count.changed:>10}{count.unchanged:>11}")
    return "\n".join(lines)


COMMANDS = {"import": import_}

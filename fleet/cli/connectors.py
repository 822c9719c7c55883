"""Other systems that are asked about goods."""

import json
from typing import Annotated

import typer

from fleet.api.connectors_check import check as check_code
from fleet.cli.configured import (
    COMMAND_LINE,
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    opened,
    show,
)
from fleet.connectors import breaker, service
from fleet.connectors.opening import opened_connectors
from fleet.errors import Unavailable


def list_(*, config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """List the connectors, and how each does.

    Example: fleet connectors list
    """
    with opened(config) as parts:
        now = parts.clock.now()
        with parts.database.read() as session:
            rows = [
                {
                    "name": row.name,
                    "title": row.title,
                    "kind": row.kind,
                    "enabled": row.enabled,
                    "state": breaker.state_of(health, now).value,
                    "reason": health.reason,
                }
                for row, health in service.list_all(session)
            ]
    text = "\n".join("  ".join(str(value) for value in row.values()) for row in rows)
    show({"connectors": rows}, text or "no connectors", as_json=as_json)


def check(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of the connector.")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="As it was scanned.")],
    *,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Ask one connector about a code now; ends with status 1 where it couldn't be asked.

    Example: fleet connectors check city 8930000000019
    """
    with (
        opened(config) as parts,
        opened_connectors(parts.settings, parts.database, parts.clock) as connectors,
    ):
        result = check_code(
            parts.database, parts.clock, connectors, name=name, code=code, by=COMMAND_LINE
        )
    told = result.model_dump(mode="json")
    dossier = json.dumps(result.dossier, ensure_ascii=False, indent=2) if result.dossier else ""
    line = f"{result.outcome} {result.reason}".strip()
    show(told, f"{line} ({result.took_ms} ms)\n{dossier}".strip(), as_json=as_json)
    if result.outcome == "unavailable":
        raise Unavailable(result.reason, connector=name)


COMMANDS = {"list": list_, "check": check}

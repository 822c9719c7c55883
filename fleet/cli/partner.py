"""Keys with which partners' machines send events of goods, and ask for them (EPCIS)."""

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
from fleet.epcis.keys import Known, PartnerKeys, Scope

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Of the partner's machine.")]


def add(
    name: NameArgument,
    *,
    may: Annotated[list[Scope], typer.Option("--may", help="What for; may stand twice.")],
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Make a key and print it; it can't be shown again.

    Example: fleet partner add htx-rau-sach --may capture --may query
    """
    with opened(config) as parts:
        keys = PartnerKeys(parts.database, parts.clock)
        key = keys.add(name, frozenset(may), by=COMMAND_LINE)
    show({"name": name, "key": key, "may": sorted(may)}, key, as_json=as_json)


def list_all(*, config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """List all keys, revoked ones too.

    Example: fleet partner list
    """
    with opened(config) as parts:
        known = PartnerKeys(parts.database, parts.clock).known()
    lines = [f"{one.partner.name:<40} {_state(one)}" for one in known]
    found: list[dict[str, object]] = [_as_json(one) for one in known]
    show({"partners": found}, "\n".join(lines) or "no keys yet", as_json=as_json)


def revoke(
    name: NameArgument, *, config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False
) -> None:
    """Make a key worthless, for good.

    Example: fleet partner revoke htx-rau-sach
    """
    with opened(config) as parts:
        PartnerKeys(parts.database, parts.clock).revoke(name, by=COMMAND_LINE)
    show({"name": name, "revoked": True}, f"the key of {name} is revoked", as_json=as_json)


def _state(one: Known) -> str:
    return "revoked" if one.revoked_at else ", ".join(sorted(one.partner.scopes))


def _as_json(one: Known) -> dict[str, object]:
    return {
        "name": one.partner.name,
        "may": sorted(one.partner.scopes),
        "created_at": one.created_at.isoformat(),
        "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
    }


COMMANDS = {"add": add, "list": list_all, "revoke": revoke}

"""Keys with which issuers sign stamps."""

from datetime import datetime
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
from fleet.cli.stamp_parts import service_of
from fleet.registry.models import IssuerKeyRow
from fleet.stamps.keys import NewKey

DAY = ["%Y-%m-%d"]
KidArgument = Annotated[str, typer.Argument(metavar="KID", help="Of the key.")]
LastDayOption = Annotated[
    datetime,
    typer.Option("--until", formats=DAY, help="Last day of its stamps; covers the goods' life."),
]


def create(
    *,
    party: Annotated[str, typer.Option("--issuer", help="Id of the party that signs.")],
    prefix: Annotated[
        list[str], typer.Option("--prefix", help="Begin of the 13-digit GTINs that it may sign.")
    ],
    until: LastDayOption,
    since: Annotated[
        datetime | None, typer.Option("--since", formats=DAY, help="First day; else today.")
    ] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Make a key for an issuer; its private part stays in the data directory.

    Example: fleet stamps key-create --issuer htx-a --prefix 8930000 --until 2028-12-31
    """
    with opened(config) as parts:
        wanted = NewKey(
            party=party,
            prefixes=tuple(prefix),
            first_day=since.date() if since else service_of(parts).today(),
            last_day=until.date(),
        )
        made = service_of(parts).create_key(wanted, by=COMMAND_LINE)
    show(
        _as_json(made), f"key {made.kid} signs for {party} until {made.not_after}", as_json=as_json
    )


def rotate(
    kid: KidArgument,
    *,
    until: LastDayOption,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Make the key that follows another; what that one signed stays good until its last day.

    Example: fleet stamps key-rotate 1f0a --until 2029-12-31
    """
    with opened(config) as parts:
        made = service_of(parts).rotate_key(kid, until.date(), by=COMMAND_LINE)
    show(_as_json(made), f"key {made.kid} signs from today on, after {kid}", as_json=as_json)


def revoke(
    kid: KidArgument,
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """End a key for everything that it ever signed.

    Example: fleet stamps key-revoke 1f0a --reason 'Lộ khóa'
    """
    with opened(config) as parts:
        row = service_of(parts).revoke_key(kid, reason, by=COMMAND_LINE)
    show(_as_json(row), f"key {kid} is revoked since {row.revoked_at}", as_json=as_json)


def list_all(*, config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """List the keys of all issuers, those who sign elsewhere too.

    Example: fleet stamps keys --json
    """
    with opened(config) as parts:
        entries = service_of(parts).key_list().keys
    lines = [
        f"{one.kid:<8} {one.party:<20} {one.not_before} - {one.not_after}"
        f" {','.join(one.prefixes)}{' revoked' if one.revoked_at else ''}"
        for one in entries
    ]
    found = [one.model_dump(mode="json") for one in entries]
    show({"keys": found}, "\n".join(lines) or "no keys yet", as_json=as_json)


def _as_json(row: IssuerKeyRow) -> dict[str, object]:
    return {
        "kid": row.kid,
        "party": row.party,
        "not_before": row.not_before.isoformat(),
        "not_after": row.not_after.isoformat(),
        "prefixes": list(row.prefixes),
        "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
    }


COMMANDS = {
    "keys": list_all,
    "key-create": create,
    "key-rotate": rotate,
    "key-revoke": revoke,
}

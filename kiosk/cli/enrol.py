"""`kiosk enrol`: from a claim to a station of the fleet."""

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from contract.gateway import Claim
from kiosk.cli.configured import (
    DEFAULT_CONFIG,
    ConfigOption,
    PrintConfigOption,
    begin,
    print_config,
)
from kiosk.cli.options import JsonOption
from kiosk.clock import SystemClock
from kiosk.errors import EnrolmentError
from kiosk.identity.enrol import enrol
from kiosk.identity.store import StationIdentity
from kiosk.paths import DataPaths
from kiosk.settings import load

MAX_CLAIM_BYTES = 64 * 1024


def command(
    claim_file: Annotated[
        Path, typer.Argument(metavar="CLAIM_FILE", help="What `fleet station add` has printed.")
    ],
    *,
    config: ConfigOption = DEFAULT_CONFIG,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the identity that this station has.")
    ] = False,
    as_json: JsonOption = False,
    show_config: PrintConfigOption = False,
) -> None:
    """Become a station of the fleet: make a key, have it certified, keep the identity.

    A claim is good for one enrolment and for a day. A run that was interrupted can be repeated.

    Example: kiosk enrol claim.json --config kiosk.toml
    """
    settings = load(config)
    if show_config:
        print_config(settings)
        raise typer.Exit
    begin(settings)
    identity = enrol(
        read_claim(claim_file),
        DataPaths(settings.data_dir).identity,
        SystemClock(trust=settings.trust_clock),
        replace=replace,
    )
    typer.echo(_json(identity) if as_json else f"this is station {identity.station} now")


def read_claim(path: Path) -> Claim:
    """Read a claim from its file.

    Raises:
        EnrolmentError: `claim.unreadable`, `claim.invalid`.
    """
    try:
        with path.open("rb") as file:
            document = file.read(MAX_CLAIM_BYTES)
    except OSError as error:
        detail = error.strerror or str(error)
        raise EnrolmentError("claim.unreadable", path=str(path), detail=detail) from error
    try:
        return Claim.model_validate_json(document)
    except ValidationError as error:
        # Never the input: a claim is a secret.
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise EnrolmentError(
            "claim.invalid", path=str(path), key=key, detail=first["msg"]
        ) from error


def _json(identity: StationIdentity) -> str:
    return json.dumps({"station": identity.station, "fleet_url": identity.fleet_url})

"""Stations: made, claimed, listed, revoked."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import func, select

from contract.gateway import Claim
from fleet.cli.configured import (
    COMMAND_LINE,
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    opened,
    show,
)
from fleet.errors import Unavailable
from fleet.parts import Parts
from fleet.pki import files
from fleet.scans.models import Scan, ScanCount
from fleet.stations.models import Station, StationLatest
from fleet.stations.service import NewClaim, Place, Stations, get

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Of the station.")]
ClaimFileOption = Annotated[
    Path | None,
    typer.Option("--claim-file", metavar="FILE", help="Takes the claim; only its owner reads it."),
]


def add(  # noqa: PLR0913 - the options of a command are its arguments
    station: IdArgument,
    *,
    name: Annotated[str, typer.Option("--name", help="For people, e.g. 'Cổng chính'.")],
    market: Annotated[str, typer.Option("--market", help="Market, shop or centre.")],
    ward: Annotated[str, typer.Option("--ward", help="Ward or commune.")] = "",
    address: Annotated[str | None, typer.Option("--address")] = None,
    latitude: Annotated[float | None, typer.Option("--latitude", help="Degrees, WGS 84.")] = None,
    longitude: Annotated[float | None, typer.Option("--longitude", help="Degrees.")] = None,
    claim_file: ClaimFileOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Make a station and a claim on it: who has the claim may become it, once, within a day.

    Example: fleet station add hom-1 --name 'Cổng chính' --market 'Chợ Hôm' --claim-file hom-1.json
    """
    place = Place(
        name=name,
        market=market,
        ward=ward,
        address=address,
        latitude=latitude,
        longitude=longitude,
    )
    with opened(config) as parts:
        stations = Stations(parts.database, parts.clock)
        stations.add(station, place, by=COMMAND_LINE)
        new = stations.claim(station, by=COMMAND_LINE)
        _give(parts, new, claim_file, as_json=as_json)


def claim(
    station: IdArgument,
    *,
    claim_file: ClaimFileOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Make a new claim on a station, for a new card or machine; unused older ones end.

    Example: fleet station claim hom-1 --claim-file hom-1.json
    """
    with opened(config) as parts:
        new = Stations(parts.database, parts.clock).claim(station, by=COMMAND_LINE)
        _give(parts, new, claim_file, as_json=as_json)


def list_all(*, config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """List all stations.

    Example: fleet station list --json
    """
    with opened(config) as parts:
        rows = Stations(parts.database, parts.clock).all()
    found: list[dict[str, object]] = [_as_json(row) for row in rows]
    lines = [f"{row.id:<24} {_state(row):<8} {row.market}: {row.name}" for row in rows]
    show({"stations": found}, "\n".join(lines) or "no stations yet", as_json=as_json)


def show_one(
    station: IdArgument, *, config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False
) -> None:
    """Show one station, and how many of its scans are stored and counted.

    Example: fleet station show hom-1
    """
    with opened(config) as parts, parts.database.read() as session:
        row = get(session, station)
        latest = session.get(StationLatest, station)
        stored = select(func.count()).select_from(Scan).where(Scan.station_id == station)
        counted = select(func.coalesce(func.sum(ScanCount.count), 0)).where(
            ScanCount.station_id == station
        )
        result = _as_json(row) | {
            "online": latest.online if latest else False,
            "last_seen": latest.last_seen.isoformat() if latest and latest.last_seen else None,
            "scans_stored": session.scalar(stored) or 0,
            "scans_counted": int(session.scalar(counted) or 0),
        }
    text = "\n".join(f"{key}: {value}" for key, value in result.items() if value is not None)
    show(result, text, as_json=as_json)


def revoke(
    station: IdArgument, *, config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False
) -> None:
    """Shut a station out for good: its certificates, its tokens, its messages.

    Example: fleet station revoke hom-1
    """
    with opened(config) as parts:
        Stations(parts.database, parts.clock).revoke(station, by=COMMAND_LINE)
    show({"id": station, "revoked": True}, f"{station} is revoked", as_json=as_json)


def _give(parts: Parts, new: NewClaim, claim_file: Path | None, *, as_json: bool) -> None:
    stations = parts.settings.stations
    text = Claim(
        station=new.station,
        fleet_url=f"https://{_in_url(stations.names[0])}:{stations.port}",
        secret=new.secret,
        root_pem=parts.pki.root.read_text(encoding="ascii"),
        expires_at=new.expires_at,
    ).model_dump_json(indent=1)
    if claim_file is None:
        typer.echo(text)
        return
    try:
        files.write(claim_file.absolute(), f"{text}\n".encode(), files.PRIVATE)
    except OSError as error:
        path, detail = str(claim_file), str(error)
        raise Unavailable(
            "claim.unwritable", path=path, detail=detail, station=new.station
        ) from error
    result: dict[str, object] = {
        "id": new.station,
        "claim_file": str(claim_file),
        "expires_at": new.expires_at.isoformat(),
    }
    words = f"the claim on {new.station} is in {claim_file}, good until {new.expires_at:%F %T %Z}"
    show(result, words, as_json=as_json)


def _in_url(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def _state(row: Station) -> str:
    return "revoked" if row.revoked_at else "active"


def _as_json(row: Station) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "market": row.market,
        "ward": row.ward,
        "address": row.address,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "state": _state(row),
        "created_at": row.created_at.isoformat(),
    }


COMMANDS = {"add": add, "claim": claim, "list": list_all, "show": show_one, "revoke": revoke}

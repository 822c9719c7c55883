"""Keeps the pictures that stations send for screenshot commands, the last few of each station."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from contract.names import StationId
from fleet.commands.models import Command, CommandName
from fleet.commands.service import LATE, get
from fleet.commands.uploads import Uploads
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, NotThere

KEPT_SCREENSHOTS = 5
LEFT_AFTER = timedelta(hours=1)
"""How old a picture is that no command will name any more."""
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"


def store_upload(
    database: Database,
    station: StationId,
    command_id: UUID,
    png: bytes,
    *,
    uploads: Uploads,
    now: datetime,
) -> None:
    """Keep the picture of a screenshot command, and clear older ones away; blocks for the disk.

    The file is written between two transactions, so that no other writer waits for the disk.

    Raises:
        NotThere: `command.unknown`.
        BadInput: `upload.not_png`.
        Conflict: `upload.not_asked` or `upload.too_late`.
    """
    with database.read() as session:
        name = _check(session, station, command_id, png, now)
    uploads.write(name, png)
    with database.write() as session:
        removed = _note(session, command_id, name, now)
    for old in removed:
        uploads.remove(old)


def sweep(database: Database, uploads: Uploads, now: datetime) -> int:
    """Remove the pictures that no command names, and give their number; blocks for the disk.

    Raises:
        Unavailable: `database.unavailable`.
    """
    with database.read() as session:
        named = session.scalars(select(Command.upload).where(Command.upload.is_not(None))).all()
    return uploads.sweep({name for name in named if name}, now - LEFT_AFTER)


def latest_screenshot(session: Session, station: StationId) -> Command | None:
    """Find the newest screenshot command whose picture is here."""
    found = _screenshots(session, station)
    return found[0] if found else None


def _check(
    session: Session, station: StationId, command_id: UUID, png: bytes, now: datetime
) -> str:
    command = get(session, command_id)
    if command.station_id != station:
        raise NotThere("command.unknown", id=str(command_id))
    if command.name != CommandName.SCREENSHOT:
        raise Conflict("upload.not_asked", name=command.name)
    if now > command.deadline + LATE:
        raise Conflict("upload.too_late", deadline=command.deadline.isoformat())
    if not png.startswith(PNG_MAGIC):
        raise BadInput("upload.not_png")
    return f"{command.id}.png"


def _note(session: Session, command_id: UUID, name: str, now: datetime) -> list[str]:
    command = session.get_one(Command, command_id, with_for_update=True)
    command.upload, command.uploaded_at, command.changed_at = name, now, now
    session.flush()
    removed = []
    for old in _screenshots(session, command.station_id)[KEPT_SCREENSHOTS:]:
        if old.upload is not None:
            removed.append(old.upload)
            old.upload = None
    return removed


def _screenshots(session: Session, station: str) -> list[Command]:
    return list(
        session.scalars(
            select(Command)
            .where(Command.station_id == station, Command.upload.is_not(None))
            .order_by(Command.uploaded_at.desc())
        )
    )

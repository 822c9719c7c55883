"""Commands to stations: asked for, sent, answered, over; and the screenshots that come back."""

import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contract.messages import Command as CommandMessage
from contract.messages import Reply
from contract.names import StationId
from fleet.accounts import audit
from fleet.commands.models import Command, CommandState
from fleet.downlink import service as downlink
from fleet.errors import BadInput, Conflict, NotThere
from fleet.stations import service as stations

SCREENSHOT_DEADLINE = timedelta(seconds=60)
LATE_UPLOAD = timedelta(seconds=30)
"""How long after the deadline a picture is still taken: the station was in time, not the wire."""
KEPT_SCREENSHOTS = 5
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_NAME = re.compile(r"[0-9a-f-]{36}\.png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploads:
    """The folder of the files that stations sent for commands."""

    folder: Path

    def path(self, name: str) -> Path:
        """Name a file in it."""
        if not _NAME.fullmatch(name):
            raise NotThere("upload.unknown", name=name[:100])
        return self.folder / name

    def write(self, name: str, content: bytes) -> None:
        """Write a file so that it is there whole or not at all; blocks for a disk flush."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.path(name)
        partial = path.with_suffix(".part")
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)


def uploads_in(data_dir: Path) -> Uploads:
    """Name the folder of uploads in a data directory."""
    return Uploads(folder=data_dir / "screenshots")


def request_screenshot(session: Session, station: StationId, *, by: str, now: datetime) -> Command:
    """Ask a station for a picture of its window; one that is already asked for is returned.

    Raises:
        NotThere: `station.unknown`.
        Conflict: `station.revoked`.
    """
    if stations.get(session, station).revoked_at is not None:
        raise Conflict("station.revoked", station=station)
    open_one = session.scalar(
        select(Command).where(
            Command.station_id == station,
            Command.name == "screenshot",
            Command.state.in_([CommandState.QUEUED, CommandState.SENT]),
            Command.deadline > now,
        )
    )
    if open_one is not None:
        return open_one
    command = Command(
        id=uuid4(),
        station_id=station,
        name="screenshot",
        state=CommandState.QUEUED,
        created_at=now,
        created_by=by,
        deadline=now + SCREENSHOT_DEADLINE,
        changed_at=now,
    )
    session.add(command)
    message = CommandMessage(
        command_id=command.id, name="screenshot", deadline=command.deadline, arguments={}
    )
    downlink.post_command(session, station, message, now)
    audit.record(
        session, at=now, who=by, what="command.screenshot", subject=station, id=str(command.id)
    )
    return command


def repeat_unanswered(session: Session, station: StationId, now: datetime) -> None:
    """Send a station that is back the commands that it may never have heard.

    The broker keeps nothing for a station that is away; a station does no command twice.
    """
    unanswered = session.scalars(
        select(Command.id).where(
            Command.station_id == station,
            Command.state == CommandState.SENT,
            Command.deadline > now,
        )
    ).all()
    downlink.repeat_commands(session, station, unanswered)


def state(command: Command, now: datetime) -> CommandState:
    """Tell how far a command is."""
    stored = CommandState(command.state)
    over = stored in {CommandState.QUEUED, CommandState.SENT} and now > command.deadline
    return CommandState.EXPIRED if over else stored


def mark_sent(session: Session, command_id: UUID, now: datetime) -> None:
    """Note that the broker has a command."""
    session.execute(
        update(Command)
        .where(Command.id == command_id, Command.state == CommandState.QUEUED)
        .values(state=CommandState.SENT, changed_at=now)
    )


def note_reply(session: Session, station: StationId, reply: Reply, now: datetime) -> None:
    """Store a station's answer; only the first counts, and only to its own command.

    Raises:
        NotThere: `command.unknown`.
    """
    command = _own(session, station, reply.command_id)
    if command.reply is None:
        command.reply = reply.model_dump(mode="json")
        command.state = CommandState.DONE if reply.done else CommandState.FAILED
        command.changed_at = now


def store_upload(
    session: Session,
    station: StationId,
    command_id: UUID,
    png: bytes,
    *,
    uploads: Uploads,
    now: datetime,
) -> None:
    """Keep the picture of a screenshot command, and clear older ones away; blocks for the disk.

    Raises:
        NotThere: `command.unknown`.
        BadInput: `upload.not_png`.
        Conflict: `upload.not_asked` or `upload.too_late`.
    """
    command = _own(session, station, command_id)
    if command.name != "screenshot":
        raise Conflict("upload.not_asked", name=command.name)
    if now > command.deadline + LATE_UPLOAD:
        raise Conflict("upload.too_late", deadline=command.deadline.isoformat())
    if not png.startswith(PNG_MAGIC):
        raise BadInput("upload.not_png")
    name = f"{command.id}.png"
    uploads.write(name, png)
    command.upload = name
    command.uploaded_at = now
    command.changed_at = now
    session.flush()
    for old in _screenshots(session, station)[KEPT_SCREENSHOTS:]:
        if old.upload is not None:
            uploads.path(old.upload).unlink(missing_ok=True)
            old.upload = None


def latest_screenshot(session: Session, station: StationId) -> Command | None:
    """Find the newest screenshot command whose picture is here."""
    found = _screenshots(session, station)
    return found[0] if found else None


def get(session: Session, command_id: UUID) -> Command:
    """Find a command.

    Raises:
        NotThere: `command.unknown`.
    """
    command = session.get(Command, command_id)
    if command is None:
        raise NotThere("command.unknown", id=str(command_id))
    return command


def _own(session: Session, station: StationId, command_id: UUID) -> Command:
    command = session.get(Command, command_id, with_for_update=True)
    if command is None or command.station_id != station:
        raise NotThere("command.unknown", id=str(command_id))
    return command


def _screenshots(session: Session, station: StationId) -> list[Command]:
    return list(
        session.scalars(
            select(Command)
            .where(Command.station_id == station, Command.upload.is_not(None))
            .order_by(Command.uploaded_at.desc())
        )
    )

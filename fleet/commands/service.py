"""Commands to stations: asked for, sent, answered, cancelled, over; one or many at a time.

A command that a station still has to answer isn't asked for twice. One whose deadline is past is
over: nobody sends it any more, and an answer counts only if it was on its way by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, assert_never
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contract.messages import Command as CommandMessage
from contract.messages import Reply, What
from contract.names import StationId
from fleet.accounts import audit
from fleet.commands.models import Command, CommandName, CommandState
from fleet.downlink import service as downlink
from fleet.errors import Conflict, FleetError, NotThere
from fleet.stations import timeline
from fleet.stations.models import Station
from fleet.stations.timeline import Event, EventKind

DEADLINES = {
    CommandName.IDENTIFY: timedelta(seconds=60),
    CommandName.RESTART: timedelta(seconds=300),
    CommandName.SCREENSHOT: timedelta(seconds=60),
}
LATE = timedelta(seconds=30)
"""How long after the deadline an answer still counts: the station was in time, not the wire."""
NEWEST = 50
_OPEN = (CommandState.QUEUED, CommandState.SENT)

Asked = tuple[str, tuple[tuple[str, Any], ...]]
"""A station, and the arguments of what it is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What stations are to do.

    Attributes:
        deadline: how long it may take; None means what is usual for this command.
        what: is to be restarted; other commands have no use for it.
    """

    name: CommandName
    deadline: timedelta | None = None
    what: What = What.BOTH

    def due(self, now: datetime) -> datetime:
        """Give the moment by which it must be done."""
        return now + (self.deadline or DEADLINES[self.name])

    def arguments(self, station_name: str) -> dict[str, Any]:
        """Give what is sent with it to a station of that name."""
        match self.name:
            case CommandName.IDENTIFY:
                return {"name": station_name}
            case CommandName.RESTART:
                return {"what": self.what.value}
            case CommandName.SCREENSHOT:
                return {}
            case _:
                assert_never(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What became of an order: the commands, and why a station gets none."""

    commands: tuple[Command, ...]
    refused: tuple[tuple[str, FleetError], ...]


def give(
    session: Session, stations: Sequence[str], order: Order, *, by: str, now: datetime
) -> Given:
    """Ask stations to do something, each one once; the same gate for one and for many.

    A station that is already asked just this keeps that command.
    """
    named = list(dict.fromkeys(stations))
    # Locked, so that of two who ask at once the second finds the command of the first; in order,
    # so that neither waits for the other; not so much that rows which name a station can't come.
    rows = session.execute(
        select(Station.id, Station.name, Station.revoked_at)
        .where(Station.id.in_(named))
        .order_by(Station.id)
        .with_for_update(key_share=True)
    ).all()
    found = {row.id: row for row in rows}
    asked = _asked(session, named, order.name, now)
    commands: list[Command] = []
    made: list[Command] = []
    refused: list[tuple[str, FleetError]] = []
    for station in named:
        if (row := found.get(station)) is None:
            refused.append((station, NotThere("station.unknown", station=station[:60])))
        elif row.revoked_at is not None:
            refused.append((station, Conflict("station.revoked", station=station)))
        else:
            arguments = order.arguments(row.name)
            command = asked.get(_what(station, arguments))
            if command is None:
                command = _new(station, order, arguments, by=by, now=now)
                made.append(command)
            commands.append(command)
    session.add_all(made)
    session.flush()
    for command in made:
        _send(session, command, now)
    return Given(commands=tuple(commands), refused=tuple(refused))


def give_one(
    session: Session, station: StationId, order: Order, *, by: str, now: datetime
) -> Command:
    """Ask one station to do something; a command that it still has to answer is returned.

    Raises:
        NotThere: `station.unknown`.
        Conflict: `station.revoked`.
    """
    given = give(session, [station], order, by=by, now=now)
    for _, error in given.refused:
        raise error
    return given.commands[0]


def cancel(
    session: Session, station: StationId, command_id: UUID, *, by: str, now: datetime
) -> Command:
    """Take a command back; a station that has it already may still do it, and then says so.

    Raises:
        NotThere: `command.unknown`.
        Conflict: `command.over`.
    """
    command = _own(session, station, command_id)
    if state(command, now) not in _OPEN:
        raise Conflict("command.over", state=state(command, now))
    command.state, command.changed_at = CommandState.CANCELLED, now
    downlink.withdraw_command(session, station, command_id)
    audit.record(
        session,
        at=now,
        who=by,
        what="command.cancel",
        subject=station,
        id=str(command_id),
        name=command.name,
    )
    _tell(session, command, now, by=by, code=CommandState.CANCELLED)
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
    over = stored in _OPEN and now > command.deadline
    return CommandState.EXPIRED if over else stored


def mark_sent(session: Session, command_id: UUID, now: datetime) -> None:
    """Note that the broker has a command."""
    session.execute(
        update(Command)
        .where(Command.id == command_id, Command.state == CommandState.QUEUED)
        .values(state=CommandState.SENT, changed_at=now)
    )


def note_reply(session: Session, station: StationId, reply: Reply, now: datetime) -> None:
    """Store a station's answer; only the first counts, in time, and only to its own command.

    An answer to a command that was cancelled too late counts: the station did it.

    Raises:
        NotThere: `command.unknown`.
    """
    command = _own(session, station, reply.command_id)
    if command.reply is not None or now > command.deadline + LATE:
        return
    command.reply = reply.model_dump(mode="json")
    command.state = CommandState.DONE if reply.done else CommandState.FAILED
    command.changed_at = now
    event = Event(
        station_id=station,
        at=now,
        kind=EventKind.REPLY,
        code=command.name,
        detail=f"{reply.state.code} {reply.state.detail}".strip()[:500],
        command_id=command.id,
    )
    timeline.note(session, [event])


def newest(session: Session, station: StationId) -> Sequence[Command]:
    """Read the newest commands of a station, newest first."""
    return session.scalars(
        select(Command)
        .where(Command.station_id == station)
        .order_by(Command.created_at.desc(), Command.id)
        .limit(NEWEST)
    ).all()


def get(session: Session, command_id: UUID) -> Command:
    """Find a command.

    Raises:
        NotThere: `command.unknown`.
    """
    command = session.get(Command, command_id)
    if command is None:
        raise NotThere("command.unknown", id=str(command_id))
    return command


def _asked(
    session: Session, stations: Sequence[str], name: CommandName, now: datetime
) -> dict[Asked, Command]:
    rows = session.scalars(
        select(Command).where(
            Command.station_id.in_(stations),
            Command.name == name,
            Command.state.in_(_OPEN),
            Command.deadline > now,
        )
    )
    return {_what(row.station_id, row.arguments or {}): row for row in rows}


def _what(station: str, arguments: dict[str, Any]) -> Asked:
    return station, tuple(sorted(arguments.items()))


def _new(
    station: str, order: Order, arguments: dict[str, Any], *, by: str, now: datetime
) -> Command:
    return Command(
        id=uuid4(),
        station_id=station,
        name=order.name,
        state=CommandState.QUEUED,
        created_at=now,
        created_by=by,
        deadline=order.due(now),
        changed_at=now,
        arguments=arguments,
    )


def _send(session: Session, command: Command, now: datetime) -> None:
    message = CommandMessage(
        command_id=command.id,
        name=CommandName(command.name).value,
        deadline=command.deadline,
        arguments=command.arguments or {},
    )
    station = StationId(command.station_id)
    downlink.post_command(session, station, message, now)
    audit.record(
        session,
        at=now,
        who=command.created_by,
        what=f"command.{command.name}",
        subject=station,
        id=str(command.id),
    )
    _tell(session, command, now, by=command.created_by, code=command.name)


def _tell(session: Session, command: Command, now: datetime, *, by: str, code: str) -> None:
    event = Event(
        station_id=command.station_id,
        at=now,
        kind=EventKind.COMMAND,
        by=by,
        code=code,
        detail=command.name,
        command_id=command.id,
    )
    timeline.note(session, [event])


def _own(session: Session, station: StationId, command_id: UUID) -> Command:
    command = session.get(Command, command_id, with_for_update=True)
    if command is None or command.station_id != station:
        raise NotThere("command.unknown", id=str(command_id))
    return command

"""Bodies about commands to stations."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from fleet.api.schemas.base import Request, Response
from fleet.commands.models import CommandName, CommandState


class CommandOrder(Request):
    """What a station is to do.

    Attributes:
        deadline_s: how long it may take; absent means what is usual for this command.
    """

    name: CommandName
    deadline_s: Annotated[int, Field(ge=10, le=3600)] | None = None


class BulkOrder(CommandOrder):
    """What many stations are to do."""

    station_ids: Annotated[
        tuple[Annotated[str, Field(max_length=40)], ...], Field(min_length=1, max_length=500)
    ]


class CommandView(Response):
    """A command to a station and what became of it.

    Attributes:
        code: how it failed.
        has_picture: whether the screenshot can be fetched.
    """

    command_id: UUID
    station_id: str
    name: str
    state: CommandState
    created_at: datetime
    created_by: str
    deadline: datetime
    changed_at: datetime
    code: str
    detail: str
    has_picture: bool


class CommandList(Response):
    """The newest commands of a station, newest first."""

    commands: tuple[CommandView, ...]


class RefusedOrder(Response):
    """A station that gets no command, and why."""

    station_id: str
    code: str


class BulkResult(Response):
    """What became of an order to many stations."""

    commands: tuple[CommandView, ...]
    refused: tuple[RefusedOrder, ...]

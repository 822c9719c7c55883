"""Bodies about commands to stations."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from contract.messages import What
from fleet.api.schemas.base import Request, Response, StationIdText
from fleet.commands.models import CommandName, CommandState


class CommandOrder(Request):
    """What a station is to do.

    Attributes:
        deadline_s: how long it may take; absent means what is usual for this command.
        what: is to be restarted, with `restart` alone; absent means both.
    """

    name: CommandName
    deadline_s: Annotated[int, Field(ge=10, le=3600)] | None = None
    what: What | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.what is not None and self.name is not CommandName.RESTART:
            raise ValueError("what: only a restart has it")
        return self


class BulkOrder(CommandOrder):
    """What many stations are to do."""

    station_ids: Annotated[tuple[StationIdText, ...], Field(min_length=1, max_length=500)]


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

"""The table of commands to stations."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document


class CommandState(StrEnum):
    """How far a command is; `expired` is worked out from its deadline when read."""

    QUEUED = "queued"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class CommandName(StrEnum):
    """What a station may be asked to do; each is a name of `contract.messages.Command`."""

    IDENTIFY = "identify"
    RESTART = "restart"
    SCREENSHOT = "screenshot"


class Command(Base):
    """Something that a station was asked to do before a deadline.

    Attributes:
        state: a `CommandState`.
        arguments: as they are sent; None where a release before this one asked.
        reply: the station's `contract.messages.Reply`.
        upload: name of the file that it sent for this command; None once it was cleared away.
    """

    __tablename__ = "command"
    __table_args__ = (Index("ix_command_station_id_created_at", "station_id", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"))
    name: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(100))
    deadline: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    arguments: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)
    reply: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)
    upload: Mapped[str | None] = mapped_column(String(100), default=None)
    uploaded_at: Mapped[datetime | None] = mapped_column(default=None)

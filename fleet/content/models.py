"""Tables of what stations should be: slides, where they show, and the numbered desired states."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document


class DesiredStatus(StrEnum):
    """What became of a desired state."""

    PENDING = "pending"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    SUPERSEDED = "superseded"


class Slide(Base):
    """A picture of the attract loop with its texts.

    Attributes:
        texts: `{"vi": {"title", "body"}, "en": ...}`.
        everywhere: shown on every station; else on those in `slide_station`.
    """

    __tablename__ = "slide"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    picture_sha256: Mapped[str] = mapped_column(String(64))
    picture_size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(20))
    width_px: Mapped[int]
    height_px: Mapped[int]
    texts: Mapped[dict[str, Any]] = mapped_column(Document)
    everywhere: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(index=True)
    created_by: Mapped[str] = mapped_column(String(100))
    retired_at: Mapped[datetime | None] = mapped_column(default=None)
    retired_by: Mapped[str | None] = mapped_column(String(100), default=None)


class SlideStation(Base):
    """One station on which a slide shows that isn't shown everywhere."""

    __tablename__ = "slide_station"

    slide_id: Mapped[str] = mapped_column(ForeignKey("slide.id"), primary_key=True)
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True, index=True)


class DesiredState(Base):
    """One numbered state of one station, as it was signed, and what became of it.

    Attributes:
        configuration: a `contract.desired.StationConfiguration`.
        slides: ids of the slides, in their order.
        body: the signed bytes are made of this text, so it is kept as it is.
        status: a `DesiredStatus`; `code` and `detail` say why a station refused it.
    """

    __tablename__ = "desired_state"
    __table_args__ = (
        Index(
            "ix_desired_state_refused",
            "station_id",
            "number",
            sqlite_where=text("status = 'refused'"),
            postgresql_where=text("status = 'refused'"),
        ),
    )

    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    configuration: Mapped[dict[str, Any]] = mapped_column(Document)
    slides: Mapped[list[str]] = mapped_column(Document)
    body: Mapped[str] = mapped_column(Text)
    key_id: Mapped[str] = mapped_column(String(100))
    signature: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(100))
    status: Mapped[str] = mapped_column(String(20))
    changed_at: Mapped[datetime] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(String(100), default="")
    detail: Mapped[str] = mapped_column(String(500), default="")

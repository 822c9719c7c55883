"""The table of alerts: what is or was wrong with a station, from when to when, and who knows."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base


class Cause(StrEnum):
    """Why there is an alert."""

    OFFLINE = "offline"
    CAMERA = "camera"


class Alert(Base):
    """One thing that is wrong with one station; of a cause at most one is open.

    Attributes:
        cause: a `Cause`.
        code: how it was noticed.
        changed_at: when the row was last written, for whoever follows the alerts.
    """

    __tablename__ = "alert"
    __table_args__ = (
        Index(
            "uq_alert_open",
            "station_id",
            "cause",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_alert_open_since",
            "opened_at",
            "station_id",
            "cause",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, init=False
    )
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), index=True)
    cause: Mapped[str] = mapped_column(String(30))
    code: Mapped[str] = mapped_column(String(60))
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    closed_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    acknowledged_at: Mapped[datetime | None] = mapped_column(default=None)
    acknowledged_by: Mapped[str | None] = mapped_column(String(100), default=None)
    comment: Mapped[str | None] = mapped_column(String(500), default=None)

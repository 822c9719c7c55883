"""Tables of the stations: who they are, what proves them, how they were last seen, what happened.

`StationLatest` is the one hot row a station that live pages read. The ingest writes it; the worker
writes one thing in it, that a station is gone.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document
from fleet.stations.presence import PresenceStatus
from fleet.stations.rules import fold, ward_key


def _said(context: DefaultExecutionContext, column: str) -> str:
    said: dict[str, str] = context.get_current_parameters()  # type: ignore[no-untyped-call] # SQLAlchemy's own
    return said[column]


def _name_key(context: DefaultExecutionContext) -> str:
    return fold(_said(context, "name"))


def _market_key(context: DefaultExecutionContext) -> str:
    return fold(_said(context, "market"))


def _ward_key(context: DefaultExecutionContext) -> str:
    return ward_key(_said(context, "ward"))


class Station(Base):
    """A station, from the moment an operator makes it.

    Attributes:
        folded: id, name, market and ward without accents in lower case, for searching.
        ward: ward or commune (phường, xã) as named since July 2025.
        name_key: the name as it is sorted, made with the row; `market_key` likewise.
        ward_key: the ward as it is sorted and compared (`fleet.stations.rules.ward_key`).
    """

    __tablename__ = "station"
    __table_args__ = (
        Index("ix_station_name_key_id", "name_key", "id"),
        Index("ix_station_market_key_id", "market_key", "id"),
        Index("ix_station_ward_key_id", "ward_key", "id"),
        Index("ix_station_market_ward", "market", "ward"),
        # Few are; SQLite takes the index of all for as good as useless.
        Index(
            "ix_station_revoked_at",
            "revoked_at",
            "id",
            sqlite_where=text("revoked_at IS NOT NULL"),
            postgresql_where=text("revoked_at IS NOT NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    market: Mapped[str] = mapped_column(String(200))
    ward: Mapped[str] = mapped_column(String(100), index=True)
    folded: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(index=True)
    name_key: Mapped[str] = mapped_column(Text, init=False, insert_default=_name_key)
    market_key: Mapped[str] = mapped_column(Text, init=False, insert_default=_market_key)
    ward_key: Mapped[str] = mapped_column(Text, init=False, insert_default=_ward_key)
    address: Mapped[str | None] = mapped_column(String(300), default=None)
    latitude: Mapped[float | None] = mapped_column(default=None)
    longitude: Mapped[float | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)


class Claim(Base):
    """The right to become one station, once; of its secret only the SHA-256 is kept."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), index=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class StationCertificate(Base):
    """A certificate that was issued to a station.

    Attributes:
        serial: serial number in lower-case hexadecimal without leading zeros.
    """

    __tablename__ = "station_certificate"

    serial: Mapped[str] = mapped_column(String(40), primary_key=True)
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), index=True)
    not_before: Mapped[datetime]
    not_after: Mapped[datetime]
    public_key_pem: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)


class StationLatest(Base):
    """How a station was last seen.

    Attributes:
        online: whether its newest connection has not said goodbye.
        session: number of its newest connection; a will of an older one is stale.
        online_since: start of the present connection, or of the last one.
        status: a `PresenceStatus`, as everybody is told; written only when it changes.
        status_at: when it became so.
        gone_at: when the newest connection said goodbye, until the worker has looked again.
        birth: the last `contract.messages.Birth`; `health` and `reported` likewise.
        reported_number: number of the desired state that it reports in force.
        health_at: when the last health message came; `recorded_at` when one last went into the
            history.
        healthy: whether no probe of it complains, since `healthy_at`.
        camera: whether the probe of that name is healthy, since `camera_at`.
    """

    __tablename__ = "station_latest"
    __table_args__ = (
        Index("ix_station_latest_status_last_seen", "status", "last_seen"),
        # Lists and counts need no more than this; in SQLite's rows these columns lie behind some
        # kilobytes of messages, which made a count of 10,000 ten times slower.
        Index(
            "ix_station_latest_narrow", "station_id", "status", "last_seen", "healthy", "software"
        ),
    )

    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True)
    online: Mapped[bool] = mapped_column(default=False, index=True)
    session: Mapped[int] = mapped_column(BigInteger, default=0)
    online_since: Mapped[datetime | None] = mapped_column(default=None)
    last_seen: Mapped[datetime | None] = mapped_column(default=None)
    status: Mapped[str] = mapped_column(String(20), default=PresenceStatus.NEVER)
    status_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    gone_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    birth: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)
    health: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)
    reported: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)
    reported_number: Mapped[int] = mapped_column(default=0)
    software: Mapped[str | None] = mapped_column(String(100), default=None)
    health_at: Mapped[datetime | None] = mapped_column(default=None)
    recorded_at: Mapped[datetime | None] = mapped_column(default=None)
    healthy: Mapped[bool | None] = mapped_column(default=None, index=True)
    healthy_at: Mapped[datetime | None] = mapped_column(default=None)
    camera: Mapped[bool | None] = mapped_column(default=None, index=True)
    camera_at: Mapped[datetime | None] = mapped_column(default=None)
    outbox_depth: Mapped[int | None] = mapped_column(BigInteger, default=None)


class StationEvent(Base):
    """Something that happened to a station, written once, in the transaction of what happened.

    Attributes:
        kind: an `fleet.stations.timeline.EventKind`.
        by: who did it, where somebody did.
        code: what exactly: a probe, a cause, a reason.
        number: of the desired state that it is about.
    """

    __tablename__ = "station_event"
    __table_args__ = (Index("ix_station_event_station_id_id", "station_id", "id"),)

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, init=False
    )
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(30))
    by: Mapped[str | None] = mapped_column(String(120), default=None)
    code: Mapped[str] = mapped_column(String(100), default="")
    detail: Mapped[str] = mapped_column(String(500), default="")
    number: Mapped[int | None] = mapped_column(default=None)
    command_id: Mapped[UUID | None] = mapped_column(default=None)

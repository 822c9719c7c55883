"""Tables of the scans: what came, how far each outbox is complete, and what had to be refused.

A sequence number of an outbox counts as stored when it stands in `scan` or in `refused_scan`, so
that one event that can't be used never holds a station's outbox for ever.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document

Serial = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers only a column of the exact type INTEGER by itself."""


class Outbox(Base):
    """One outbox file of a station.

    Attributes:
        through: all events up to this sequence number are in the database.
        stored: how many events of it are, scans and refused ones together.
    """

    __tablename__ = "outbox"

    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True)
    outbox_id: Mapped[UUID] = mapped_column(primary_key=True)
    through: Mapped[int] = mapped_column(BigInteger, default=0)
    stored: Mapped[int] = mapped_column(BigInteger, default=0)


class Scan(Base):
    """One scan, stored once however often it was delivered.

    Attributes:
        id: numbers the scans in the order in which they came; a number may become visible a
            moment after a higher one, when two processes write at the same time.
        wall: what the station's clock said; `clock_trusted` whether it was synchronised.
        happened_at: `wall` where it can be believed, else `received_at`.
        day: date in Vietnam on which it happened.
    """

    __tablename__ = "scan"
    __table_args__ = (
        UniqueConstraint("station_id", "event_id", name="uq_scan_event"),
        UniqueConstraint("station_id", "outbox_id", "seq", name="uq_scan_seq"),
        Index("ix_scan_station_id_id", "station_id", "id"),
        # BRIN costs the ingest next to nothing: scans of a day lie together.
        Index("ix_scan_day", "day", postgresql_using="brin"),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True, init=False)
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"))
    event_id: Mapped[UUID]
    outbox_id: Mapped[UUID]
    seq: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[datetime] = mapped_column(index=True)
    happened_at: Mapped[datetime]
    day: Mapped[date]
    boot_id: Mapped[str] = mapped_column(String(200))
    monotonic_s: Mapped[float]
    wall: Mapped[datetime]
    clock_trusted: Mapped[bool]
    kind: Mapped[str] = mapped_column(String(40))
    valid: Mapped[bool]
    symbology: Mapped[str] = mapped_column(String(200))
    verdict: Mapped[str] = mapped_column(String(40))
    colour: Mapped[str] = mapped_column(String(20))
    reasons: Mapped[list[str]] = mapped_column(Document)
    decode_ms: Mapped[float]
    frame_to_verdict_ms: Mapped[float]
    code: Mapped[str | None] = mapped_column(String(500), default=None)
    gtin: Mapped[str | None] = mapped_column(String(14), default=None)
    lot: Mapped[str | None] = mapped_column(String(200), default=None)
    serial: Mapped[str | None] = mapped_column(String(200), default=None)
    host: Mapped[str | None] = mapped_column(String(253), default=None)
    via: Mapped[str | None] = mapped_column(String(20), default=None)


class ScanCount(Base):
    """How many scans of one station, day and verdict there are; kept with each insert."""

    __tablename__ = "scan_count"
    # Counters of a day lie together with their numbers.
    __table_args__ = ({"sqlite_with_rowid": False},)

    day: Mapped[date] = mapped_column(primary_key=True)
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(40), primary_key=True)
    colour: Mapped[str] = mapped_column(String(20), primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger, default=0)


class RefusedScan(Base):
    """An event that could not become a scan, kept as it came.

    Attributes:
        fingerprint: SHA-256 of the event, so that the same one is kept once.
        code: `event.invalid`, `scan.seq_conflict` (its number belongs to another event) or
            `scan.event_repeated` (its event id was stored under another number).
        event: the event as sent; None where it was too long or can't be stored.
    """

    __tablename__ = "refused_scan"

    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True)
    outbox_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    received_at: Mapped[datetime]
    code: Mapped[str] = mapped_column(String(60))
    detail: Mapped[str] = mapped_column(String(500), default="")
    event: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)


class RefusedMessage(Base):
    """Messages that were refused whole: one row a station, topic and reason, however many came.

    Attributes:
        station_id: from the topic; the station needn't exist.
        leaf: last level of the topic, `other` where the wire has no such topic.
        payload: beginning of the newest one, for a person to read.
    """

    __tablename__ = "refused_message"

    station_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    leaf: Mapped[str] = mapped_column(String(20), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    count: Mapped[int] = mapped_column(BigInteger)
    detail: Mapped[str] = mapped_column(String(500), default="")
    payload: Mapped[str] = mapped_column(Text, default="")

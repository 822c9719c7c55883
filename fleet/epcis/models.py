"""Tables of the EPCIS events: what happened to which things, who may send and ask, what was sent.

`provenance.epcis` says what each field means. Names of things are canonical Digital Links. An event
that declares another one wrong has the hash of that one; each partner may declare it once, and our
own people once.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document

Serial = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers only a column of the exact type INTEGER by itself."""
WHO = String(120)
DIGEST = String(64)
JOB = String(36)
PARTNER = "partner:"
"""Before the name of a partner in `CaptureJob.who`; accounts have none."""


class PartnerKey(Base):
    """What a partner's machine shows to send events, or to ask for them.

    Attributes:
        digest: SHA-256 of the key, in hexadecimal digits; the key itself is known to the partner
            alone.
    """

    __tablename__ = "partner_key"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    digest: Mapped[str] = mapped_column(DIGEST, unique=True)
    may_capture: Mapped[bool]
    may_query: Mapped[bool]
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(WHO)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)


class CaptureJob(Base):
    """One document that was sent, and what became of it.

    Attributes:
        behaviour: `rollback` stores all events or none, `proceed` those that are right.
        success: None while it runs.
        errors: the first faults, as `provenance.epcis.Fault` names them.
        stored: events that were new.
    """

    __tablename__ = "capture_job"
    __table_args__ = (Index("ix_capture_job_age", "created_at", "id"),)

    id: Mapped[str] = mapped_column(JOB, primary_key=True)
    who: Mapped[str] = mapped_column(WHO)
    created_at: Mapped[datetime]
    behaviour: Mapped[str] = mapped_column(String(10))
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    success: Mapped[bool | None] = mapped_column(default=None)
    events: Mapped[int] = mapped_column(default=0)
    stored: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    errors: Mapped[list[dict[str, Any]]] = mapped_column(Document, default_factory=list)


class EventRow(Base):
    """One event.

    Attributes:
        hash: the digest in its event hash, in hexadecimal digits.
        event_id: the id that it came with, else its event hash as a URI.
        declares_error: it says that the event with the same hash didn't happen so.
        declared_by: the partner who says so, as in `CaptureJob.who`; empty for our own people, and
            in an event that declares nothing.
        text: the event as it came, without context and record time.
        prefixes: namespaces that its text uses beside the standard's own.
    """

    __tablename__ = "epcis_event"
    __table_args__ = (
        UniqueConstraint("hash", "declares_error", "declared_by", name="uq_epcis_event_hash"),
        Index("ix_epcis_event_at", "at", "id"),
        Index("ix_epcis_event_recorded_at", "recorded_at", "id"),
        Index("ix_epcis_event_biz_step", "biz_step", "at"),
        Index("ix_epcis_event_disposition", "disposition", "at"),
        Index("ix_epcis_event_read_point", "read_point", "at"),
        Index("ix_epcis_event_biz_location", "biz_location", "at"),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True, init=False)
    hash: Mapped[str] = mapped_column(DIGEST)
    declares_error: Mapped[bool]
    declared_by: Mapped[str] = mapped_column(WHO)
    event_id: Mapped[str] = mapped_column(Text, index=True)
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    type: Mapped[str] = mapped_column(String(30))
    action: Mapped[str | None] = mapped_column(String(10))
    biz_step: Mapped[str | None] = mapped_column(Text)
    disposition: Mapped[str | None] = mapped_column(Text)
    read_point: Mapped[str | None] = mapped_column(Text)
    biz_location: Mapped[str | None] = mapped_column(Text)
    transformation_id: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    prefixes: Mapped[dict[str, str] | None] = mapped_column(Document)
    job: Mapped[str | None] = mapped_column(ForeignKey("capture_job.id"), index=True)


class EventThing(Base):
    """One thing, or a quantity of a class of things, in an event.

    Attributes:
        role: `provenance.epcis.Role`.
        quantity: a decimal number as text, since SQLite knows none.
        gtin: with lot and serial, what the name says about trade items.
    """

    __tablename__ = "epcis_event_thing"
    __table_args__ = (
        Index("ix_epcis_event_thing_name", "name", "event_id"),
        Index("ix_epcis_event_thing_gtin", "gtin", "event_id"),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(
        Serial, ForeignKey("epcis_event.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(Text)
    is_class: Mapped[bool]
    quantity: Mapped[str | None] = mapped_column(String(60))
    uom: Mapped[str] = mapped_column(String(3))
    gtin: Mapped[str | None] = mapped_column(String(14))
    lot: Mapped[str | None] = mapped_column(Text)
    serial: Mapped[str | None] = mapped_column(Text)


class EventParty(Base):
    """A business document, a source, a destination or the process of an event.

    Attributes:
        part: `transaction`, `source`, `destination` or `process` (its transformation id).
        kind: word that says what kind of one, in full; empty where none is told.
    """

    __tablename__ = "epcis_event_party"
    __table_args__ = (Index("ix_epcis_event_party_name", "part", "name", "event_id"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(
        Serial, ForeignKey("epcis_event.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)


class EventField(Base):
    """A field of an event beside those that its own columns hold (`provenance.epcis.fields`).

    Attributes:
        number: with the unit `@time` a moment, in seconds since 1970.
    """

    __tablename__ = "epcis_event_field"
    __table_args__ = (
        Index("ix_epcis_event_field_text", "name", "text", "event_id"),
        Index("ix_epcis_event_field_number", "name", "number", "event_id"),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(
        Serial, ForeignKey("epcis_event.id", ondelete="CASCADE"), index=True
    )
    scope: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    number: Mapped[float | None] = mapped_column(Double)

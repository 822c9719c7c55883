"""Tables of the stamps beside `registry_stamp`, which holds the state of each.

Of a stamp that was imported only that row exists; one that was issued here has its batch, its place
in it and, with two layers, the hash of its secret. Scans of a stamp are kept by station and hour:
goods that lie before a camera all day are a few rows.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document
from fleet.registry.models import GTIN, NAME, NUMBER

Numbered = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers only a column of the exact type INTEGER by itself."""


def _stamp() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["gtin", "serial"], ["registry_stamp.gtin", "registry_stamp.serial"]
    )


class BatchState(StrEnum):
    """How far a batch is; nobody sees one that isn't issued."""

    ISSUING = "issuing"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    """A serial that somebody chose was taken meanwhile: what is stored is deleted again."""


class StampBatch(Base):
    """Stamps that were issued together.

    Attributes:
        state: a `BatchState`.
        wanted: the serials of one that isn't stored whole, see `fleet.stamps.steps`.
        request: chosen by whoever asked, so that asking again issues nothing more.
        made: `random`, `range` or `list`: where the serials come from.
        expires: date that the code itself carries (AI 17).
        area: markets and wards where the goods may be sold, as people wrote them; none: anywhere.
    """

    __tablename__ = "stamp_batch"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    request: Mapped[str | None] = mapped_column(NAME, unique=True)
    gtin: Mapped[str] = mapped_column(ForeignKey("registry_trade_item.gtin"), index=True)
    lot: Mapped[str | None] = mapped_column(NUMBER)
    issuer: Mapped[str] = mapped_column(ForeignKey("registry_party.party_id"), index=True)
    made: Mapped[str] = mapped_column(String(10))
    count: Mapped[int]
    two_layer: Mapped[bool]
    expires: Mapped[date | None]
    area: Mapped[list[str]] = mapped_column(Document)
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(10), default=BatchState.ISSUED.value)
    wanted: Mapped[bytes | None] = mapped_column(LargeBinary, default=None, deferred=True)


class IssuedStamp(Base):
    """What is known of a stamp because it was issued here.

    Attributes:
        position: its number in the batch, 1 for the first; sheets are printed in this order.
        secret_hash: HMAC-SHA-256 of the secret with `secret_salt` as key, see
            `fleet.stamps.secrets`; both None where there is one layer, or nothing printed yet.
        replaced_by: serial of the stamp that took its place.
    """

    __tablename__ = "stamp_issued"
    __table_args__ = (_stamp(), Index(None, "batch_id", "position", unique=True))

    gtin: Mapped[str] = mapped_column(GTIN, primary_key=True)
    serial: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("stamp_batch.id"))
    position: Mapped[int]
    secret_salt: Mapped[bytes | None] = mapped_column(LargeBinary(16), default=None)
    secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), default=None)
    replaced_by: Mapped[str | None] = mapped_column(NUMBER, default=None)


IS_CLEARED = "action = 'clear'"


class StampChange(Base):
    """One change of a stamp's state; rows are only ever added.

    Attributes:
        who: name of the account, `command line`, or `rules`.
        note: reason, place of the sale, or serial of the replacement.
    """

    __tablename__ = "stamp_change"
    __table_args__ = (
        _stamp(),
        Index(None, "gtin", "serial"),
        Index(
            "ix_stamp_change_cleared",
            "at",
            sqlite_where=text(IS_CLEARED),
            postgresql_where=text(IS_CLEARED),
        ),
    )

    id: Mapped[int] = mapped_column(Numbered, primary_key=True, init=False)
    gtin: Mapped[str] = mapped_column(GTIN)
    serial: Mapped[str] = mapped_column(NUMBER)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(20))
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))
    who: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(Text)


class StampSighting(Base):
    """A stamp before one station's camera within one hour.

    Attributes:
        hour: hours since 1970 in UTC.
        day: date in Vietnam.
        market: where the station stood then, folded as in `fleet.stations.rules`; `ward` likewise.
        count: scans of that hour.
    """

    __tablename__ = "stamp_sighting"
    __table_args__ = (_stamp(), Index(None, "hour"), {"sqlite_with_rowid": False})

    gtin: Mapped[str] = mapped_column(GTIN, primary_key=True)
    serial: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    clock_trusted: Mapped[bool] = mapped_column(primary_key=True)
    day: Mapped[date]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    count: Mapped[int]
    market: Mapped[str] = mapped_column(Text)
    ward: Mapped[str] = mapped_column(Text)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class StampSeen(Base):
    """What is kept of the sightings of a stamp that were forgotten.

    Attributes:
        scans: how often it was scanned in them.
    """

    __tablename__ = "stamp_seen"
    __table_args__ = (_stamp(),)

    gtin: Mapped[str] = mapped_column(GTIN, primary_key=True)
    serial: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    scans: Mapped[int] = mapped_column(BigInteger)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]


class StampHint(Base):
    """A reason that the rules found for a stamp, see `provenance.stamps.suspicion`.

    Attributes:
        suspect: whether it is a ground for suspicion, not a hint for inspectors alone.
        cleared_at: when somebody looked into it and took the suspicion back.
    """

    __tablename__ = "stamp_hint"
    __table_args__ = (_stamp(), Index(None, "last_at"))

    gtin: Mapped[str] = mapped_column(GTIN, primary_key=True)
    serial: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    suspect: Mapped[bool]
    params: Mapped[dict[str, Any]] = mapped_column(Document)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    cleared_at: Mapped[datetime | None]


class StampProgress(Base):
    """Up to which scan sightings were taken; one row."""

    __tablename__ = "stamp_progress"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    scan_id: Mapped[int] = mapped_column(BigInteger)

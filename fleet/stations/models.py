"""Tables of the stations: who they are, what proves them, and how they were last seen.

`StationLatest` is the one hot row a station that live pages read; the ingest alone writes it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document


class Station(Base):
    """A station, from the moment an operator makes it.

    Attributes:
        folded: id, name, market and ward without accents in lower case, for searching.
        ward: ward or commune (phường, xã) as named since July 2025.
    """

    __tablename__ = "station"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    market: Mapped[str] = mapped_column(String(200), index=True)
    ward: Mapped[str] = mapped_column(String(100), index=True)
    folded: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
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
        session: number of its newest connection; a will of an older one is stale.
        online_since: start of the present connection, or of the last one.
        birth: the last `contract.messages.Birth`; `health` and `reported` likewise.
        reported_number: number of the desired state that it reports in force.
    """

    __tablename__ = "station_latest"

    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True)
    online: Mapped[bool] = mapped_column(default=False, index=True)
    session: Mapped[int] = mapped_column(BigInteger, default=0)
    online_since: Mapped[datetime | None] = mapped_column(default=None)
    last_seen: Mapped[datetime | None] = mapped_column(default=None)
    birth: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)
    health: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)
    reported: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)
    reported_number: Mapped[int] = mapped_column(default=0)

"""The table of messages that wait for their way to a station.

A row is written in the transaction of what it tells about, so that neither can exist without the
other; an ingest process publishes it afterwards.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base


class DownMessage(Base):
    """One message to one station.

    Attributes:
        slot: a newer message takes the place of an older one in the same slot: `desired`, or a
            command's id.
        leaf: a `contract.topics.Down`.
        version: counts the messages of this slot, so that the confirmation of an older one
            doesn't pass for that of a newer.
        claimed_until: until then one process is publishing it, and others leave it alone.
        published_at: when the broker confirmed it; None while it waits.
    """

    __tablename__ = "down_message"
    __table_args__ = (
        UniqueConstraint("station_id", "slot", name="uq_down_message_slot"),
        Index(
            "ix_down_message_waiting",
            "id",
            sqlite_where=text("published_at IS NULL"),
            postgresql_where=text("published_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, init=False
    )
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"))
    slot: Mapped[str] = mapped_column(String(40))
    leaf: Mapped[str] = mapped_column(String(20))
    payload: Mapped[str] = mapped_column(Text)
    retained: Mapped[bool]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1)
    claimed_until: Mapped[datetime | None] = mapped_column(default=None)
    published_at: Mapped[datetime | None] = mapped_column(default=None)

"""Tables of the health history: one row a message for two weeks, one an hour for thirteen months.

A row holds all numbers of a message in one packed value (`fleet.health.packing`). Its key begins
with a block of time, so that new rows lie together, one hour of all stations is one range, and
what is too old is deleted as ranges without an index of its own.
"""

from sqlalchemy import ForeignKey, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base


class HealthProbe(Base):
    """The short number under which a probe's values are packed; never given to another."""

    __tablename__ = "health_probe"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(100), unique=True)


class StationHealth(Base):
    """The numbers of one health message.

    Attributes:
        hour: hours since 1970 when it came, `second` the seconds into that hour.
    """

    __tablename__ = "station_health"
    __table_args__ = ({"sqlite_with_rowid": False},)

    hour: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True)
    second: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    numbers: Mapped[bytes] = mapped_column(LargeBinary)


class StationHealthHour(Base):
    """The means of one hour.

    Attributes:
        block: thirty days since 1970 (720 hours), in which `hour` lies.
    """

    __tablename__ = "station_health_hour"
    __table_args__ = ({"sqlite_with_rowid": False},)

    block: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    numbers: Mapped[bytes] = mapped_column(LargeBinary)

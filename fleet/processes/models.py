"""Tables by which the processes of the fleet know of each other, and their long work is resumed."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base


class ProcessMark(Base):
    """A process's sign of life.

    Attributes:
        name: `worker` in its settings.
        role: a `fleet.processes.service.Role`.
        since: since when it has done its work without a break: an ingest hears the broker, the
            worker is the one that was elected; None while it can't.
    """

    __tablename__ = "process_mark"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime]
    since: Mapped[datetime | None] = mapped_column(default=None)


class JobMark(Base):
    """How far a job of the worker has come, as text of its own."""

    __tablename__ = "job_mark"

    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    reached: Mapped[str] = mapped_column(String(100))

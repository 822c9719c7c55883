"""Which processes of the fleet are at work, and how far their long work has come.

A mark that isn't renewed for `STALE` is that of a process which ended or hangs.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fleet.db.upsert import dialect_insert, table_of
from fleet.processes.models import JobMark, ProcessMark

EVERY = timedelta(seconds=15)
STALE = timedelta(seconds=60)


class Role(StrEnum):
    """What a process does that others must know of."""

    INGEST = "ingest"
    WORKER = "worker"


def mark(session: Session, name: str, role: Role, *, now: datetime, since: datetime | None) -> None:
    """Renew a process's sign of life.

    Args:
        since: since when it has done its work without a break; None while it can't.
    """
    statement = dialect_insert(session, table_of(ProcessMark)).values(
        name=name, role=role, at=now, since=since
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["name", "role"], set_={"at": now, "since": since}
        )
    )


def at_work(session: Session, role: Role, now: datetime) -> datetime | None:
    """Tell since when the work of a role is done without a break; None while nobody does it."""
    return session.scalar(
        select(func.min(ProcessMark.since)).where(
            ProcessMark.role == role,
            ProcessMark.at > now - STALE,
            ProcessMark.since.is_not(None),
        )
    )


def reached(session: Session, job: str) -> str | None:
    """Tell how far a job has come; None before its first step."""
    return session.scalar(select(JobMark.reached).where(JobMark.job == job))


def note_reached(session: Session, job: str, value: str) -> None:
    """Note how far a job has come."""
    statement = dialect_insert(session, table_of(JobMark)).values(job=job, reached=value)
    session.execute(
        statement.on_conflict_do_update(index_elements=["job"], set_={"reached": value})
    )

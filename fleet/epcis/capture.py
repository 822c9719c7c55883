"""Captures documents: a job each, its body on disk until it is done, events stored in chunks.

A body is gone through twice before anything is stored: for its head, then with every event judged.
Under `rollback` one wrong event refuses the whole document at that point. Storing then goes on in
transactions of `store.CHUNK` events, so that a million don't hold up everybody else; a process that
dies in between leaves the job and its body, and the next one goes on: what is stored already is
known by its hash. Blocks for as long as a document takes; belongs to one thread.
"""

import fcntl
import logging
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, or_, select, tuple_
from sqlalchemy.orm import Session

from daemon.durable import Disk
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.epcis.models import CaptureJob
from fleet.epcis.store import CHUNK, store
from fleet.errors import BadInput, NotThere, Unavailable
from provenance.epcis import (
    BadEpcis,
    Event,
    Fault,
    Head,
    Limits,
    judge_events,
    read_events,
    read_head,
)

READ_BYTES = 64 * 1024
MOST_ERRORS = 100
"""Faults that a job keeps; the rest are counted."""

PART_KEPT = timedelta(hours=1)
"""So long nothing was added to a body that will never be whole, or has no job by now."""

_log = logging.getLogger(__name__)


class Behaviour(StrEnum):
    """What a wrong event means for the others (EPCIS 2.0, 12.6)."""

    ROLLBACK = "rollback"
    PROCEED = "proceed"


class CaptureState(StrEnum):
    """How far a job is; `failed` under `proceed` may have stored what was right."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedJobs:
    """Which jobs a list shows.

    Attributes:
        of: whose; None: everybody's.
        text: part of who sent them, or the begin of an id.
    """

    of: str | None = None
    text: str = ""
    state: CaptureState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Captures:
    """The jobs and the folder of their bodies.

    Attributes:
        folder: belongs to this machine's processes; bodies are named for their jobs.
        stopped: asked between chunks, so that a process ends soon; the job goes on later.
    """

    database: Database
    clock: Clock
    folder: Path
    limits: Limits
    stopped: Callable[[], bool]

    def body(self, job: str) -> Path:
        """Name the file of a job's body."""
        return self.folder / f"{job}.json"

    def part(self) -> Path:
        """Name a file for a body that is still coming in."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.folder / f"{uuid.uuid4()}.part"

    def accept(self, part: Path, *, who: str, behaviour: Behaviour) -> str:
        """Make a job of a body that has come in whole, and give its id."""
        job = str(uuid.uuid4())
        # A job outlives a power cut, and so must its body.
        with part.open("rb") as file:
            os.fsync(file.fileno())
        disk = Disk()
        disk.rename(part, self.body(job))
        disk.sync_folder(self.folder)
        try:
            with self.database.write() as session:
                session.add(
                    CaptureJob(
                        id=job, who=who, created_at=self.clock.now(), behaviour=behaviour.value
                    )
                )
        except Unavailable:
            self.body(job).unlink(missing_ok=True)
            raise
        return job

    def take_one(self, event: Event, *, who: str) -> bool:
        """Store an event that came alone, as a job that is done; say whether it is new."""
        now = self.clock.now()
        with self.database.write() as session:
            row = CaptureJob(
                id=str(uuid.uuid4()),
                who=who,
                created_at=now,
                behaviour=Behaviour.ROLLBACK.value,
                finished_at=now,
                success=True,
                events=1,
            )
            session.add(row)
            session.flush()
            row.stored = store(session, [event], now=now, job=row.id, who=who)
            return row.stored > 0

    def waiting(self) -> list[str]:
        """List the jobs that aren't done and whose bodies lie here, oldest first."""
        with self.database.read() as session:
            query = select(CaptureJob.id).where(CaptureJob.finished_at.is_(None))
            found = session.scalars(query.order_by(CaptureJob.created_at, CaptureJob.id))
            return [job for job in found if self.body(job).exists()]

    def forget_parts(self) -> None:
        """Remove bodies that never came in whole, at a start; other processes may take some in."""
        for path in self.parts():
            if self._is_old(path):
                path.unlink(missing_ok=True)

    def forget_bodies(self) -> None:
        """Remove bodies that a power cut left without a job, or with one that is done.

        Raises:
            Unavailable: `database.unavailable`.
        """
        old = [path for path in self.folder.glob("*.json") if self._is_old(path)]
        with self.database.read() as session:
            wanted = CaptureJob.id.in_([path.stem for path in old])
            query = select(CaptureJob.id).where(wanted, CaptureJob.finished_at.is_(None))
            running = set(session.scalars(query))
        for path in old:
            if path.stem not in running:
                path.unlink(missing_ok=True)

    def _is_old(self, path: Path) -> bool:
        try:
            written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError:
            return False
        return self.clock.now() - written_at > PART_KEPT

    def parts(self) -> list[Path]:
        """List the bodies that are coming in, or never came in whole."""
        return list(self.folder.glob("*.part"))

    def run(self, job: str) -> None:
        """Do a job, or go on with it.

        Raises:
            Unavailable: the database is; the job stays.
        """
        with self.database.read() as session:
            row = session.get_one(CaptureJob, job)
            behaviour = Behaviour(row.behaviour)
        try:
            head = read_head(self._chunks(job), self.limits)
            faults, right, wrong = self._judge(job, head)
        except BadEpcis as error:
            self._finish(job, success=False, errors=[error.fault])
            return
        if faults is None:
            return
        if wrong and behaviour is Behaviour.ROLLBACK:
            self._finish(job, success=False, errors=faults, events=right + wrong, rejected=wrong)
            return
        events = right + wrong
        try:
            done = self._store(job, head)
        except BadInput as error:
            faults.insert(0, _refused(error))
            self._finish(job, success=False, errors=faults, events=events, rejected=wrong)
            return
        if done:
            self._finish(job, success=not wrong, errors=faults, events=events, rejected=wrong)

    def give_up(self, job: str) -> None:
        """End a job that can't be done for a reason that nobody foresaw."""
        fault = Fault(code="epcis.failed", path="$", message="the server could not store it")
        self._finish(job, success=False, errors=[fault])

    @contextmanager
    def claimed(self, job: str) -> Iterator[bool]:
        """Tell whether this process has a job for itself, and keep it so for the block.

        Several processes may share the folder; a lock on the body ends with its process.
        """
        try:
            file = self.body(job).open("rb")
        except FileNotFoundError:
            yield False
            return
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            # Whoever had it before may have done it in between.
            yield self.body(job).exists()

    def _chunks(self, job: str) -> Iterator[bytes]:
        with self.body(job).open("rb") as file:
            while chunk := file.read(READ_BYTES):
                yield chunk

    def _judge(self, job: str, head: Head) -> tuple[list[Fault] | None, int, int]:
        """Look at every event; the list of faults is None where the process is to end."""
        faults: list[Fault] = []
        right = wrong = 0
        for found in judge_events(self._chunks(job), head, self.limits):
            if found:
                wrong += 1
                faults.extend(found[: MOST_ERRORS - len(faults)])
            else:
                right += 1
            if (right + wrong) % CHUNK == 0 and self.stopped():
                return None, right, wrong
        return faults, right, wrong

    def _store(self, job: str, head: Head) -> bool:
        """Store all right events; tell whether that was done, or the process is to end."""
        chunk: list[Event] = []
        for one in read_events(self._chunks(job), head, self.limits):
            if isinstance(one, Event):
                chunk.append(one)
            if len(chunk) == CHUNK:
                self._store_chunk(job, chunk)
                chunk = []
                if self.stopped():
                    return False
        self._store_chunk(job, chunk)
        return True

    def _store_chunk(self, job: str, chunk: list[Event]) -> None:
        with self.database.write() as session:
            row = session.get_one(CaptureJob, job)
            row.stored += store(session, chunk, now=self.clock.now(), job=job, who=row.who)

    def _finish(
        self,
        job: str,
        *,
        success: bool,
        errors: list[Fault],
        events: int = 0,
        rejected: int = 0,
    ) -> None:
        with self.database.write() as session:
            row = session.get_one(CaptureJob, job)
            row.finished_at = self.clock.now()
            row.success = success
            row.events = events
            row.rejected = rejected
            row.errors = [asdict(fault) for fault in errors]
            who, stored = row.who, row.stored
        _log.info("capture job %s of %s: %d events, %d new", job, who, events, stored)
        self.body(job).unlink(missing_ok=True)


def _refused(error: BadInput) -> Fault:
    """Tell of an event that the database can't hold, though the standard lets it pass."""
    message = f"the database can't hold one of the events: {error.params.get('detail', '')}"
    return Fault(code=error.code, path="$.epcisBody.eventList", message=message)


def get_job(session: Session, job: str, *, of: str | None) -> CaptureJob:
    """Find a job.

    Args:
        of: whose jobs may be seen; None: everybody's.

    Raises:
        NotThere: `capture.unknown`.
    """
    row = session.get(CaptureJob, job)
    if row is None or (of is not None and row.who != of):
        raise NotThere("capture.unknown", job=job[:40])
    return row


def state_of(job: CaptureJob) -> CaptureState:
    """Tell how far a job is."""
    if job.finished_at is None:
        return CaptureState.RUNNING
    return CaptureState.DONE if job.success else CaptureState.FAILED


def list_jobs(
    session: Session, wanted: WantedJobs, *, before: tuple[datetime, str] | None, limit: int
) -> list[CaptureJob]:
    """List jobs, newest first, behind a place in that order."""
    query = select(CaptureJob).order_by(CaptureJob.created_at.desc(), CaptureJob.id.desc())
    if wanted.of is not None:
        query = query.where(CaptureJob.who == wanted.of)
    if wanted.text:
        part = wanted.text.lower()
        who = func.lower(CaptureJob.who).contains(part, autoescape=True)
        query = query.where(or_(who, CaptureJob.id.startswith(part, autoescape=True)))
    match wanted.state:
        case CaptureState.RUNNING:
            query = query.where(CaptureJob.finished_at.is_(None))
        case CaptureState.DONE | CaptureState.FAILED:
            good = wanted.state is CaptureState.DONE
            query = query.where(CaptureJob.finished_at.is_not(None), CaptureJob.success.is_(good))
        case None:
            pass
    if before is not None:
        query = query.where(tuple_(CaptureJob.created_at, CaptureJob.id) < before)
    return list(session.scalars(query.limit(limit)))

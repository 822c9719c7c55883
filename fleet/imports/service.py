"""Imports of filled-in templates: looked at first, stored when somebody says so, whole or not.

A job is a row, so that any process may show it and none keeps it in memory. Whoever starts one
works on it in a thread of its own; where that process dies, the row stops changing and is found so.
"""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from daemon.boundary import Boundaries
from fleet.accounts import audit
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, NotThere
from fleet.imports.messages import Finding
from fleet.imports.models import ImportRow, ImportState
from fleet.imports.reading import MAX_BYTES, Sheet, read
from fleet.imports.templates import TEMPLATES, ImportKind
from fleet.registry import service as registry
from fleet.registry.checks import LONGEST_NAME, UNSTORABLE
from fleet.registry.files import BadRegistryFile
from fleet.registry.references import bad_references
from fleet.registry.service import Counts
from fleet.registry.tables import rows_of

SILENT_FOR = timedelta(minutes=10)
"""Longer than any single step of a job takes; its progress is written more often."""
KEPT_FOR = timedelta(days=1)
"""How long a checked file waits to be applied."""
WORKING = (ImportState.CHECKING, ImportState.APPLYING)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it came.

    Attributes:
        source: who vouches for its records, for people to read.
    """

    kind: ImportKind
    file_name: str
    source: str
    content: bytes


class Imports:
    """The use cases; may be shared by threads."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._boundaries = Boundaries(_log)

    def add(self, upload: Upload, *, by: str) -> UUID:
        """Store a file to be checked, and give its number.

        Raises:
            BadInput: `import.too_large`, `import.empty` or `import.source`.
        """
        if len(upload.content) > MAX_BYTES:
            raise BadInput("import.too_large", most=MAX_BYTES)
        if not upload.content:
            raise BadInput("import.empty")
        source = upload.source.strip()
        if not 0 < len(source) <= LONGEST_NAME or UNSTORABLE.search(source):
            raise BadInput("import.source", longest=LONGEST_NAME)
        now = self._clock.now()
        row = ImportRow(
            id=uuid4(),
            kind=upload.kind.value,
            file_name=UNSTORABLE.sub("", upload.file_name)[:200],
            sha256=hashlib.sha256(upload.content).hexdigest(),
            size=len(upload.content),
            source=source,
            state=ImportState.CHECKING.value,
            created_at=now,
            created_by=by,
            changed_at=now,
            content=upload.content,
        )
        with self._database.write() as session:
            _forget_old(session, now)
            session.add(row)
        return row.id

    def check(self, number: UUID) -> None:
        """Look at a file and write down what was found; blocks until it is done."""
        with self._boundaries.guard("imports.check"):
            self._check(number)
            return
        self._fail(number, "server.failed")

    def begin_apply(self, number: UUID, *, by: str) -> None:
        """Take a checked file for storing.

        Raises:
            NotThere: `import.unknown`.
            Conflict: `import.not_ready`.
        """
        with self._database.write() as session:
            row = get(session, number)
            if row.state != ImportState.READY:
                raise Conflict("import.not_ready", state=row.state)
            row.state = ImportState.APPLYING.value
            row.done = 0
            row.changed_at = self._clock.now()
            audit.record(
                session,
                at=self._clock.now(),
                who=by,
                what="import.apply",
                subject=str(number),
                kind=row.kind,
                file_name=row.file_name,
            )

    def apply(self, number: UUID, *, by: str) -> None:
        """Store a file's records, all of them or none; blocks until it is done."""
        with self._boundaries.guard("imports.apply"):
            self._apply(number, by)
            return
        self._fail(number, "server.failed")

    def _check(self, number: UUID) -> None:
        row, sheet = self._read(number)
        with self._database.read() as session:
            counts = self._compare(session, row, sheet)
        state = ImportState.REFUSED if sheet.errors.count else ImportState.READY
        self._end(number, ImportState.CHECKING, state, _told(sheet, counts))

    def _compare(self, session: Session, row: ImportRow, sheet: Sheet) -> Counts | None:
        file = sheet.file(row.source, row.created_at)
        rows = rows_of(file)
        for error in bad_references(session, rows):
            sheet.errors.add(sheet.finding(error))
        found = registry.differences(session, file, rows)
        mine = next(one for one in found if one.table.name == sheet.template.records)
        for error in mine.refused:
            sheet.errors.add(sheet.finding(error))
        return mine.counts

    def _apply(self, number: UUID, by: str) -> None:
        row, sheet = self._read(number)
        now = self._clock.now()
        if sheet.errors.count:
            # Another release read it before, which refused less.
            self._end(number, ImportState.APPLYING, ImportState.FAILED, _told(sheet, None))
            return
        file = sheet.file(row.source, row.created_at)
        rows = rows_of(file)
        try:
            with self._database.write() as session:
                stored = registry.store(session, file, rows, by=by, now=now)
                counts = stored[sheet.template.records]
                values = _told(sheet, counts) | {"content": None}
                _move(session, number, ImportState.APPLYING, ImportState.APPLIED, values, now)
        except BadRegistryFile as error:
            for one in error.rows:
                sheet.errors.add(sheet.finding(one))
            self._end(number, ImportState.APPLYING, ImportState.FAILED, _told(sheet, None))
        except (BadInput, Conflict) as error:
            self._fail(number, error.code)

    def _read(self, number: UUID) -> tuple[ImportRow, Sheet]:
        with self._database.read() as session:
            row = session.get_one(ImportRow, number)
            content = session.scalar(select(ImportRow.content).where(ImportRow.id == number))
        template = TEMPLATES[ImportKind(row.kind)]
        return row, read(template, content or b"", lambda done: self._progress(number, done))

    def _progress(self, number: UUID, done: int) -> None:
        values = {"done": done, "rows": done, "changed_at": self._clock.now()}
        with self._database.write() as session:
            session.execute(update(ImportRow).where(ImportRow.id == number).values(values))

    def _end(
        self, number: UUID, before: ImportState, after: ImportState, values: Mapping[str, Any]
    ) -> None:
        with self._database.write() as session:
            _move(session, number, before, after, values, self._clock.now())

    def _fail(self, number: UUID, code: str) -> None:
        values = {
            "state": ImportState.FAILED.value,
            "code": code,
            "content": None,
            "changed_at": self._clock.now(),
        }
        with self._database.write() as session:
            session.execute(
                update(ImportRow)
                .where(ImportRow.id == number, ImportRow.state.in_(WORKING))
                .values(values)
            )


def get(session: Session, number: UUID) -> ImportRow:
    """Find an import.

    Raises:
        NotThere: `import.unknown`.
    """
    row = session.get(ImportRow, number)
    if row is None:
        raise NotThere("import.unknown")
    return row


def state_of(row: ImportRow, now: datetime) -> tuple[ImportState, str]:
    """Tell how far an import has come, and the code of what ended it; empty where nothing did.

    One that nobody works on any more is failed, whether or not somebody has written so.
    """
    if row.state in WORKING and now - row.changed_at > SILENT_FOR:
        return ImportState.FAILED, "import.interrupted"
    return ImportState(row.state), row.code


def _forget_old(session: Session, now: datetime) -> None:
    """Forget the content of files that nobody applied, and say so."""
    values = {"state": ImportState.FAILED.value, "code": "import.interrupted", "content": None}
    stale = (ImportRow.state.in_(WORKING)) & (ImportRow.changed_at < now - SILENT_FOR)
    waited = (ImportRow.state == ImportState.READY) & (ImportRow.changed_at < now - KEPT_FOR)
    session.execute(update(ImportRow).where(stale | waited).values(values))


def _told(sheet: Sheet, counts: Counts | None) -> dict[str, Any]:
    return {
        "rows": sheet.read,
        "done": sheet.read,
        "added": counts.added if counts else 0,
        "changed": counts.changed if counts else 0,
        "unchanged": counts.unchanged if counts else 0,
        "error_count": sheet.errors.count,
        "warning_count": sheet.warnings.count,
        "errors": _documents(sheet.errors.kept),
        "warnings": _documents(sheet.warnings.kept),
    } | ({"content": None} if sheet.errors.count else {})


def _documents(findings: list[Finding]) -> list[dict[str, Any]]:
    return [one.document() for one in sorted(findings, key=lambda one: one.row)]


def _move(
    session: Session,
    number: UUID,
    before: ImportState,
    after: ImportState,
    values: Mapping[str, Any],
    now: datetime,
) -> None:
    statement = (
        update(ImportRow)
        .where(ImportRow.id == number, ImportRow.state == before)
        .values({**values, "state": after.value, "changed_at": now})
        .returning(ImportRow.id)
    )
    if session.scalar(statement) is None:
        raise Conflict("import.not_ready", state=before.value)

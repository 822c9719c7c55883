"""Imports registry files, all or nothing.

An import adds and changes; it never removes what a file doesn't name. The same file twice changes
nothing, and one older than what its source gave before is refused.
"""

from dataclasses import dataclass

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from fleet.accounts import audit
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.db.upsert import dialect_insert
from fleet.errors import BadInput
from fleet.registry import models, tables
from fleet.registry.document import BadRegistryFile, RegistryFile, parse
from fleet.registry.mapping import Row
from fleet.registry.references import bad_references
from fleet.registry.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What an import did with the rows of one list."""

    added: int
    changed: int
    unchanged: int


def import_file(database: Database, clock: Clock, content: bytes, *, by: str) -> dict[str, Counts]:
    """Store the records of a file.

    Returns:
        What was done, by the name of each list.

    Raises:
        BadInput: `registry.not_json` or `registry.older`.
        BadRegistryFile: `registry.invalid`, with every row that is wrong.
    """
    file = parse(content)
    with database.write() as session:
        _take_source(session, file)
        if errors := list(bad_references(session, file)):
            raise BadRegistryFile(errors)
        counts = {table.name: _store(session, table, rows) for table, rows in tables.rows_of(file)}
        audit.record(
            session,
            at=clock.now(),
            who=by,
            what="registry.import",
            subject=file.source,
            added=sum(count.added for count in counts.values()),
            changed=sum(count.changed for count in counts.values()),
        )
    return counts


def _take_source(session: Session, file: RegistryFile) -> None:
    known = session.get(models.SourceRow, file.source, with_for_update=True)
    if known is not None and file.source_time < known.source_time:
        raise BadInput(
            "registry.older",
            source=file.source,
            file_time=file.source_time.isoformat(),
            stored_time=known.source_time.isoformat(),
        )
    values = {"source": file.source, "source_time": file.source_time}
    statement = dialect_insert(session, models.SourceRow).values(values)
    session.execute(statement.on_conflict_do_update(index_elements=["source"], set_=values))


def _store(session: Session, table: Table, rows: list[Row]) -> Counts:
    before = tables.stored(session, table, [table.key_of(row) for row in rows])
    added = [row for row in rows if table.key_of(row) not in before]
    changed = [row for row in rows if before.get(table.key_of(row), row) != row]
    for chunk in tables.chunks(added):
        session.execute(insert(table.model), chunk)
    columns = table.model.__table__.c
    for row in changed:
        is_it = (columns[name] == row[name] for name in table.key)
        session.execute(update(table.model).where(*is_it).values(row))
    unchanged = len(rows) - len(added) - len(changed)
    return Counts(added=len(added), changed=len(changed), unchanged=unchanged)

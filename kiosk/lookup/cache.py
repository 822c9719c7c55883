"""What this station was told before, for when the fleet can't be asked.

Only what was found is kept, under exactly the key that was asked: a product's dossier says nothing
of one unit, and to answer for the unit from it would turn "could not be asked" into "not known".
So a key that isn't here is `Unavailable`, never `NotFound`. Losing the last entries in a power cut
does no harm: the file is in NORMAL mode, apart from the outbox.
"""

import sqlite3
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kiosk.clock import Clock
from kiosk.database import Database, Schema
from kiosk.errors import StorageError
from provenance.answer import AnyAnswer, Found, FoundEstablishment, Unavailable, Via
from provenance.keys import EstablishmentKey, ItemKey, LookupKey, TraceKey
from provenance.records import Dossier, Establishment

MAX_MB = 64
OLD_SHARE = 10
"""A full cache gives up a tenth of its entries, those that were fetched longest ago."""

_DOSSIER: TypeAdapter[Dossier] = TypeAdapter(Dossier)
_ESTABLISHMENT: TypeAdapter[Establishment] = TypeAdapter(Establishment)


def _create(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE dossier (gtin TEXT NOT NULL, lot TEXT NOT NULL, serial TEXT NOT NULL,"
        " fetched_at TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (gtin, lot, serial)) STRICT"
    )
    connection.execute("CREATE INDEX dossier_by_age ON dossier (fetched_at)")


SCHEMA = Schema(name="cache", version=1, create=_create)


class CacheLookup:
    """The file of answers; nothing is opened before it is used.

    Args:
        max_mb: cap of the file.
    """

    def __init__(self, path: Path, *, clock: Clock, max_mb: float = MAX_MB) -> None:
        self._database = Database(path, SCHEMA, clock=clock, max_mb=max_mb, synchronous="NORMAL")

    def ask(self, key: LookupKey, deadline_s: float) -> AnyAnswer:  # noqa: ARG002 - the port has it
        """Give what was kept, else `cache.empty`, `cache.unreadable` or a storage code."""
        try:
            row = self._database.read(lambda connection: _select(connection, key))
        except StorageError as error:
            return Unavailable(reason=error.code)
        if row is None:
            return Unavailable(reason="cache.empty")
        fetched_at, body = row
        at = datetime.fromisoformat(fetched_at)
        try:
            if isinstance(key, EstablishmentKey):
                place = _ESTABLISHMENT.validate_json(body)
                return FoundEstablishment(establishment=place, via=Via.CACHE, fetched_at=at)
            dossier = _DOSSIER.validate_json(body)
        except ValidationError:
            # Of a later release, before this one was put back: the gateway will replace it.
            return Unavailable(reason="cache.unreadable")
        return Found(dossier=dossier, via=Via.CACHE, fetched_at=at)

    def keep(self, key: LookupKey, found: Found | FoundEstablishment) -> None:
        """Keep what was found, in place of the oldest entries where there is no room.

        Raises:
            StorageError: see `kiosk.database.Database.write`, with `cache.`.
        """
        row = (*_columns(key), found.fetched_at.isoformat(), _body(found))
        try:
            self._database.write(lambda connection: _insert(connection, row))
        except StorageError as error:
            if error.code != "cache.full":
                raise
            self._database.write(_drop_oldest)
            self._database.write(lambda connection: _insert(connection, row))

    def forget(self, key: LookupKey) -> None:
        """Drop what was kept.

        Raises:
            StorageError: see `keep`.
        """
        self._database.write(lambda connection: _delete(connection, key))

    @property
    def moved_aside(self) -> tuple[Path, ...]:
        """Broken files that were found, under the names that keep them."""
        return self._database.moved_aside

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        self._database.close()


def _body(found: Found | FoundEstablishment) -> str:
    match found:
        case Found(dossier=dossier):
            return _DOSSIER.dump_json(dossier, exclude_defaults=True).decode()
        case FoundEstablishment(establishment=place):
            return _ESTABLISHMENT.dump_json(place, exclude_defaults=True).decode()


def _columns(key: LookupKey) -> tuple[str, str, str]:
    """Name a row; of what is no goods the first column is a word, which no GTIN is."""
    match key:
        case ItemKey(gtin=gtin, lot=lot, serial=serial):
            # NULL never equals NULL in a primary key; no lot and no serial is ever empty.
            return gtin, lot or "", serial or ""
        case TraceKey(system=system, code=code):
            return "trace", system, code
        case EstablishmentKey(code=code):
            return "establishment", "", code


def _select(connection: sqlite3.Connection, key: LookupKey) -> tuple[str, str] | None:
    row: tuple[str, str] | None = connection.execute(
        "SELECT fetched_at, body FROM dossier WHERE (gtin, lot, serial) = (?, ?, ?)", _columns(key)
    ).fetchone()
    return row


def _insert(connection: sqlite3.Connection, row: tuple[str, ...]) -> None:
    connection.execute(
        "INSERT INTO dossier (gtin, lot, serial, fetched_at, body) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body",
        row,
    )


def _delete(connection: sqlite3.Connection, key: LookupKey) -> None:
    connection.execute("DELETE FROM dossier WHERE (gtin, lot, serial) = (?, ?, ?)", _columns(key))


def _drop_oldest(connection: sqlite3.Connection) -> None:
    (count,) = connection.execute("SELECT count(*) FROM dossier").fetchone()
    connection.execute(
        "DELETE FROM dossier WHERE rowid IN"
        " (SELECT rowid FROM dossier ORDER BY fetched_at LIMIT ?)",
        (max(count // OLD_SHARE, 1),),
    )

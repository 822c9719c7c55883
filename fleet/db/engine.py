"""One database, SQLite or PostgreSQL, as transactions that either write or only read.

Facts: Python's SQLite driver opens transactions late, so here `BEGIN` is sent by our own `begin`
event: IMMEDIATE for writers, since a deferred transaction that turns into a writer fails at once
when another wrote meanwhile, without waiting out `busy_timeout`. WAL with synchronous=FULL lost no
committed row in any power cut that was tried (NORMAL lost up to 864).
What a room may do inside a transaction is its own affair; no room commits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from fleet.errors import BadInput, BadSettings, FleetError, Unavailable
from fleet.settings import Settings

Dialect = Literal["sqlite", "postgresql"]

BUSY_TIMEOUT_MS = 5000
CONNECT_TIMEOUT_S = 5
_POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 40, "pool_timeout": 5}
"""Above the 40 threads in which an API answers, and a few of our own."""
_NOTICE_SILENCE = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""A server that vanished without a word is an error after 25 s, not after two hours (libpq)."""
_LOCK_TIMEOUT = "-c lock_timeout=10s"
"""Whoever waits for a lock that somebody else keeps, an operator at a prompt say, hears so soon."""
_REFUSES_VALUES = frozenset({"22", "54"})
"""Classes of SQLSTATE that blame what came, not the server: a value that a type can't hold, a limit
of the program. The driver calls the second an operational error, which trying again won't mend.
"""
_CANCELLED = "57014"
_BEGIN = "tramquet_begin"
_READS: dict[Dialect, dict[str, Any]] = {
    "sqlite": {_BEGIN: "DEFERRED"},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


class Database:
    """Transactions on one database; may be shared by all threads of a process.

    Args:
        url: `sqlite:///file` or `postgresql+psycopg://...`.

    Raises:
        BadSettings: `database.url`.
    """

    def __init__(self, url: str) -> None:
        try:
            engine = _create(url)
        except (ArgumentError, NoSuchModuleError, ValueError) as error:
            raise BadSettings("database.url", detail=str(error)) from error
        self.engine: Engine = engine
        self.dialect: Dialect = "sqlite" if engine.dialect.name == "sqlite" else "postgresql"
        self._writer = engine.execution_options(**{_BEGIN: "IMMEDIATE"})
        self._reader = engine.execution_options(**_READS[self.dialect])

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open one transaction: committed at the end of the block, rolled back on an exception.

        Raises:
            Unavailable: `database.unavailable` or `database.busy`; nothing of the block was
                stored.
            BadInput: `database.refused`, a value that the database can't hold; nor was anything.
        """
        with (
            _unavailable(),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def read(self, *, statement_ms: int | None = None) -> Iterator[Session]:
        """Open a transaction that sees one state of the database and refuses to write.

        Args:
            statement_ms: how long PostgreSQL works on one statement; SQLite knows no such limit.

        Raises:
            Unavailable: `database.unavailable`, or `database.too_slow` after `statement_ms`.
        """
        with _unavailable(), Session(self._reader, expire_on_commit=False) as session:
            if statement_ms is not None and self.dialect == "postgresql":
                session.execute(text(f"SET LOCAL statement_timeout = {statement_ms:d}"))
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Open a writing transaction below the ORM, for migrations.

        Raises:
            Unavailable: `database.unavailable`.
        """
        with _unavailable(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Open a writing transaction in which tables that others refer to may be made anew.

        SQLite alters a table by copying it and dropping the old one, which its foreign keys forbid
        while they are on; they can be turned off only outside a transaction, so they are checked
        before the commit instead (https://www.sqlite.org/lang_altertable.html, section 7).

        Raises:
            Unavailable: `database.unavailable`, or `database.references` with the first row that
                refers to nothing.
        """
        if self.dialect != "sqlite":
            with self.connection() as connection:
                yield connection
            return
        with _unavailable(), self._writer.connect() as connection:
            driver = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
            try:
                with connection.begin():
                    yield connection
                    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
                    if broken is not None:
                        raise Unavailable("database.references", table=broken[0], to=broken[2])
            finally:
                driver.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]

    def close(self) -> None:
        """Close the pooled connections."""
        self.engine.dispose()


def database_url(settings: Settings) -> str:
    """Name the database of a settings file: the one given, else SQLite in the data directory."""
    if settings.database.url is not None:
        return settings.database.url.get_secret_value()
    return f"sqlite:///{settings.data_dir / 'fleet.sqlite3'}"


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, DataError) as error:
        raise _named(error) from error
    except PoolTimeout as error:
        raise Unavailable("database.busy", detail=str(error)[:500]) from error


def _named(error: DBAPIError) -> FleetError:
    """Tell what came from what ails the server."""
    state = getattr(error.orig, "sqlstate", None) or ""
    # What follows the first line may quote the row.
    detail = str(error.orig).partition("\n")[0][:500]
    # The driver itself refuses some values, and then there is no state.
    if isinstance(error, DataError) or state[:2] in _REFUSES_VALUES:
        return BadInput("database.refused", detail=detail)
    code = "database.too_slow" if state == _CANCELLED else "database.unavailable"
    return Unavailable(code, detail=detail)


def _create(url: str) -> Engine:
    if url.startswith("sqlite"):
        engine = create_engine(url, **_POOL)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(
        url,
        pool_pre_ping=True,
        **_POOL,
        connect_args={
            "connect_timeout": CONNECT_TIMEOUT_S,
            "options": _options(url),
            **_NOTICE_SILENCE,
        },
    )


def _options(url: str) -> str:
    """Add ours to what a URL says to the server, which goes before."""
    said = make_url(url).query.get("options", ())
    return " ".join([_LOCK_TIMEOUT, *([said] if isinstance(said, str) else said)])


def _prepare_sqlite(connection: Any, record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - DBAPI
    del record
    # The driver then sends no BEGIN and no COMMIT of its own.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get(_BEGIN, "IMMEDIATE")
    read_only = "ON" if mode == "DEFERRED" else "OFF"
    connection.exec_driver_sql(f"PRAGMA query_only={read_only}")
    connection.exec_driver_sql(f"BEGIN {mode}")

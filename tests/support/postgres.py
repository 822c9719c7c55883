"""A PostgreSQL server of the tests' own: one a run, reached by a Unix socket, no port taken.

PostgreSQL refuses to run as root, so then it runs as the account `postgres` of the distribution's
package. It dies with the test run, even with one that is killed (`setpriv --pdeathsig`). Nothing is
synced to disk unless asked for: no test pulls its plug.
"""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

INITDB = ("-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
START_TIMEOUT_S = 120
_HAS_ROWS = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
_RESTART = """
    SELECT setval(format('%I', sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")


def programs() -> Path | None:
    """Find the folder of PostgreSQL's server programs, the newest if there are several."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in folders), default=None, key=lambda p: float(p.parent.name))


@dataclass(slots=True)
class Postgres:
    """A running server."""

    socket_dir: Path
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, name: str) -> str:
        """Give the SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.socket_dir}"

    def create(self) -> str:
        """Make a database without tables, and give its name."""
        name = f"test_{next(self._numbers)}"
        self._run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return name

    def drop(self, name: str) -> None:
        """Remove a database, and whoever is still connected to it."""
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def empty(self, name: str) -> None:
        """Remove every row of a database, and whoever is still connected to it.

        Only tables with rows are touched. TRUNCATE makes the files of each table anew and takes
        the server twice as long, a copy of a template twenty times.
        """
        with psycopg.connect(
            host=str(self.socket_dir), user="postgres", dbname=name, autocommit=True
        ) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
            if tables:
                asked = [
                    _HAS_ROWS.format(sql.Literal(row[0]), sql.Identifier(row[0])) for row in tables
                ]
                filled = connection.execute(sql.SQL(" UNION ALL ").join(asked)).fetchall()
                # Foreign keys aren't looked at, so the order doesn't matter.
                connection.execute("SET session_replication_role = replica")
                for row in filled:
                    connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(row[0])))
            connection.execute(_RESTART)

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(
            host=str(self.socket_dir), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@contextmanager
def running(bin_dir: Path, settings: Sequence[str] = FAST) -> Iterator[Postgres]:
    """Run a server for the length of the block.

    Args:
        settings: as `name=value`; without `FAST` a commit is as durable as in production.
    """
    base = Path(tempfile.mkdtemp(prefix="tq-pg-"))
    data_dir = base / "data"
    identity = _identity(base)
    try:
        subprocess.run(
            [*identity, str(bin_dir / "initdb"), "-D", str(data_dir), *INITDB],
            check=True,
            capture_output=True,
            cwd=base,
        )
        options = itertools.chain.from_iterable(("-c", option) for option in settings)
        command = [*identity, "--pdeathsig=QUIT", str(bin_dir / "postgres"), "-D", str(data_dir)]
        command += ["-k", str(base), "-c", "listen_addresses=", *options]
        with (base / "log").open("wb") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, cwd=base)
        try:
            _await(base, server)
            yield Postgres(base)
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _identity(base: Path) -> list[str]:
    if os.geteuid() != 0:
        return ["setpriv"]
    account = pwd.getpwnam("postgres")
    os.chown(base, account.pw_uid, account.pw_gid)
    return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]


def _await(base: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while True:
        try:
            psycopg.connect(host=str(base), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                log = (base / "log").read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start: {log}") from None
            time.sleep(0.05)
        else:
            return

"""Checks of what the fleet manager leans on: database, broker, ports, clock, its own processes.

The broker is met with the worker's certificate, but no MQTT session is opened: the broker knows one
client of a name, so a second session of this name would end the one of the process at work. That
its rights are enough is told by the mark of the ingest, which has such a session.
"""

import errno
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, text

from fleet.clock import Clock
from fleet.db import revisions
from fleet.db.engine import Database, database_url
from fleet.doctor.report import Found, failed, ok, skipped
from fleet.downlink.models import DownMessage
from fleet.errors import BadSettings, Unavailable
from fleet.health import service as health
from fleet.pki.layout import Pki
from fleet.processes import service as processes
from fleet.processes.service import Role
from fleet.scans.models import RefusedMessage
from fleet.settings import Settings

TIMEOUT_S = 5.0
COMMIT_MS = 500.0
MANY_WAITING = 1000
MOST_UNFOLDED_HOURS = 24
OLDEST_MOSQUITTO = (2, 0, 11)
SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
CLOCK_SLACK_S = 5.0


def database(settings: Settings) -> Found:
    """Look whether the database answers and has this release's schema, and how fast it commits."""
    try:
        opened = Database(database_url(settings))
    except BadSettings as error:
        return failed(error.code, "the address of the database can't be used")
    try:
        revisions.require_current(opened)
        began = time.monotonic()
        with opened.write() as session:
            processes.note_reached(session, "doctor", "commit")
        took_ms = round((time.monotonic() - began) * 1000, 1)
    except Unavailable as error:
        # What the driver says may hold the address with its password.
        said = {key: value for key, value in error.params.items() if key != "detail"}
        return failed(error.code, ", ".join(f"{key}: {value}" for key, value in said.items()))
    finally:
        opened.close()
    judge = ok if took_ms <= COMMIT_MS else failed
    return judge("database.commit", f"{opened.dialect}, schema {revisions.NEWEST}", took_ms, "ms")


def processes_at_work(settings: Settings, clock: Clock) -> Found:
    """Look whether stations are heard and a worker works."""
    opened = Database(database_url(settings))
    try:
        with opened.read() as session:
            found = {role: processes.at_work(session, role, clock.now()) for role in Role}
    except Unavailable as error:
        return skipped(error.code, "the database doesn't answer")
    finally:
        opened.close()
    missing = [role.value for role, since in found.items() if since is None]
    if missing:
        return failed("process.missing", f"nobody does the work of: {', '.join(missing)}")
    return ok("process.at_work", ", ".join(f"{role} since {at}" for role, at in found.items()))


def backlog(settings: Settings, clock: Clock) -> Found:
    """Look how many messages wait for the broker, and how many were refused."""
    opened = Database(database_url(settings))
    try:
        with opened.read() as session:
            now = clock.now()
            waits = DownMessage.published_at.is_(None) & (
                DownMessage.expires_at.is_(None) | (DownMessage.expires_at > now)
            )
            waiting = session.scalar(select(func.count()).where(waits)) or 0
            refused = int(session.scalar(select(func.sum(RefusedMessage.count))) or 0)
    except Unavailable as error:
        return skipped(error.code, "the database doesn't answer")
    finally:
        opened.close()
    judge = ok if waiting <= MANY_WAITING else failed
    return judge("downlink.waiting", f"{refused} messages were ever refused", waiting, "messages")


def history(settings: Settings, clock: Clock) -> Found:
    """Look how far folding of the health history is behind: what isn't folded isn't forgotten."""
    opened = Database(database_url(settings))
    try:
        with opened.read() as session:
            now = clock.now()
            behind = health.hour_of(now) - health.unfolded_since(session, now)
    except Unavailable as error:
        return skipped(error.code, "the database doesn't answer")
    finally:
        opened.close()
    judge = ok if behind <= MOST_UNFOLDED_HOURS else failed
    return judge("history.unfolded", "health messages wait to become hours", behind, "hours")


def port(host: str, number: int) -> Found:
    """Look whether a port can be taken, or is taken by a listener that answers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, number), family=family):
            return ok("port.free", f"{host} port {number}")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return failed("port.address", f"{host} port {number}: {error.strerror}")
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared with
    try:
        with socket.create_connection((local, number), timeout=TIMEOUT_S):
            return ok("port.answers", f"{host} port {number} has a listener")
    except OSError as error:
        return failed("port.in_use", f"{host} port {number}: taken, and doesn't answer ({error})")


def broker(settings: Settings) -> Found:
    """Look whether the broker is reached over TLS and takes the worker's certificate."""
    pki = Pki(settings.data_dir / "pki")
    host, number = settings.broker_for_workers, settings.broker.port
    try:
        context = ssl.create_default_context(cafile=str(pki.root))
        context.load_cert_chain(pki.worker(settings.worker))
        with (
            socket.create_connection((host, number), timeout=TIMEOUT_S) as raw,
            context.wrap_socket(raw, server_hostname=host) as secured,
        ):
            said = f"{host} port {number}, {secured.version()}"
            return _greet(secured, said)
    except ssl.SSLCertVerificationError as error:
        return failed("broker.certificate", f"{host} port {number}: {error.verify_message}")
    except OSError as error:
        return failed("broker.unreachable", f"{host} port {number}: {error}")


def _greet(secured: ssl.SSLSocket, said: str) -> Found:
    """Wait a moment: a certificate that isn't taken ends a TLS 1.3 connection only afterwards."""
    secured.settimeout(0.5)
    try:
        if secured.recv(1) == b"":
            return failed("broker.closed", f"{said}: it doesn't take the worker's certificate")
    except TimeoutError:
        return ok("broker.reached", said)
    return failed("broker.other", f"{said}: what answers is no MQTT broker")


def mosquitto(settings: Settings) -> Found:
    """Look which Mosquitto the embedded broker would be."""
    if not settings.broker.embedded:
        return skipped("broker.elsewhere", "the broker is another machine's or service's affair")
    # Debian keeps it where a user's path doesn't lead.
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))
    program = shutil.which(settings.broker.executable, path=path)
    if program is None:
        return failed("broker.executable", f"{settings.broker.executable} isn't installed")
    done = subprocess.run(
        [program, "-h"], capture_output=True, text=True, check=False, timeout=TIMEOUT_S
    )
    version = re.search(r"mosquitto version (\d+)\.(\d+)\.(\d+)", done.stdout)
    if version is None:
        return failed("broker.version", f"{program} doesn't say its version")
    numbers = tuple(map(int, version.groups()))
    judge = ok if numbers >= OLDEST_MOSQUITTO else failed
    return judge("broker.version", f"{program}, {'.'.join(version.groups())}")


def clock_synchronised(settings: Settings, now: datetime) -> Found:
    """Look whether this machine's clock is kept right; a database elsewhere is a second opinion."""
    opened = Database(database_url(settings))
    try:
        if opened.dialect == "postgresql":
            with opened.read() as session:
                theirs: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
            apart_s = abs((theirs - now).total_seconds())
            if apart_s > CLOCK_SLACK_S:
                said = "the database's clock says something else"
                return failed("clock.apart", said, round(apart_s, 1), "s")
    except Unavailable as error:
        return skipped(error.code, "the database doesn't answer")
    finally:
        opened.close()
    if SYNCHRONISED.exists():
        return ok("clock.synchronised", "by systemd-timesyncd")
    if Path("/run/chrony").is_dir():
        return ok("clock.chrony", "chrony keeps it")
    return failed("clock.unknown", "neither systemd-timesyncd nor chrony keeps this clock right")

"""Checks of what lies on the disk: data directory, keys, certificates, the built console.

They change nothing but one small file that is removed again, and say nothing that a key holds.
"""

import os
import shutil
import stat
import time
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from daemon.durable import Disk
from fleet.doctor.report import Found, failed, ok
from fleet.pki.layout import Pki
from fleet.settings import Settings

ENOUGH_SPACE = 0.05
RENEWED_BY = timedelta(days=7)
"""A certificate is renewed long before; one that is so near its end wasn't."""
PROBE = ".doctor"
FLUSHED_MS = 500.0


def data_directory(settings: Settings) -> Found:
    """Look whether only its owner can read the data directory, and whether it can be written."""
    folder = settings.data_dir
    try:
        mode = stat.S_IMODE(folder.stat().st_mode)
    except OSError as error:
        return failed("data_dir.unusable", f"{folder}: {error.strerror}")
    if mode & 0o077:
        return failed("data_dir.open", f"{folder} has mode {mode:o}: chmod 700 {folder}")
    probe = folder / PROBE
    began = time.monotonic()
    try:
        Disk().write(probe, b"x" * 4096)
    except OSError as error:
        return failed("data_dir.unwritable", f"{folder}: {error.strerror}")
    finally:
        probe.unlink(missing_ok=True)
    took_ms = (time.monotonic() - began) * 1000
    if took_ms > FLUSHED_MS:
        return failed("data_dir.slow", "a flush to the disk takes long", round(took_ms, 1), "ms")
    return ok("data_dir.usable", f"{folder}, mode {mode:o}", round(took_ms, 1), "ms")


def space(settings: Settings) -> Found:
    """Look how much of the data directory's file system is free."""
    try:
        usage = shutil.disk_usage(settings.data_dir)
    except OSError as error:
        return failed("data_dir.unusable", f"{settings.data_dir}: {error.strerror}")
    share = usage.free / usage.total
    said = f"{usage.free // 2**20} MiB free"
    judge = ok if share >= ENOUGH_SPACE else failed
    return judge("disk.free", said, round(share * 100, 1), "%")


def keys(settings: Settings) -> Found:
    """Look whether only their owner can read the private keys."""
    folder = settings.data_dir / "pki"
    secret = [path for path in sorted(folder.glob("**/*")) if _is_secret(path)]
    if not secret:
        return failed("pki.missing", f"no keys in {folder}: run fleet migrate once")
    for path in secret:
        found = path.stat()
        mode = stat.S_IMODE(found.st_mode)
        if mode & 0o077:
            return failed("key.open", f"{path} has mode {mode:o}: chmod 600 {path}")
        if found.st_uid != os.geteuid() and os.geteuid() != 0:
            return failed("key.owner", f"{path} belongs to another user")
    return ok("keys.closed", f"{len(secret)} files with private keys", len(secret))


def certificates(settings: Settings, now: datetime) -> Found:
    """Look whether every certificate of our own is in force for a while."""
    pki = Pki(settings.data_dir / "pki")
    nearest: tuple[datetime, Path] | None = None
    for path in (pki.root, pki.chain, pki.server, pki.worker(settings.worker)):
        try:
            found = x509.load_pem_x509_certificate(path.read_bytes())
        except (OSError, ValueError) as error:
            return failed("pki.unreadable", f"{path}: {error}")
        if found.not_valid_before_utc > now:
            return failed("certificate.early", f"{path} holds from {found.not_valid_before_utc}")
        if nearest is None or found.not_valid_after_utc < nearest[0]:
            nearest = (found.not_valid_after_utc, path)
    if nearest is None:
        return failed("pki.missing", str(pki.folder))
    days = (nearest[0] - now) / timedelta(days=1)
    said = f"{nearest[1].name} ends first, {nearest[0]:%Y-%m-%d}"
    judge = ok if nearest[0] - now > RENEWED_BY else failed
    return judge("certificate.end", said, round(days, 1), "d")


def revocations(settings: Settings, now: datetime) -> Found:
    """Look whether the revocation lists are still in force: past it the broker lets nobody in."""
    path = Pki(settings.data_dir / "pki").revoked
    end = b"-----END X509 CRL-----"
    try:
        parts = [part + end for part in path.read_bytes().split(end) if part.strip()]
        lists = [x509.load_pem_x509_crl(part) for part in parts]
    except (OSError, ValueError) as error:
        return failed("crl.unreadable", f"{path}: {error}")
    moments = [one.next_update_utc for one in lists if one.next_update_utc is not None]
    if not moments:
        return failed("crl.empty", f"{path} holds no list")
    days = (min(moments) - now) / timedelta(days=1)
    judge = ok if days > 0 else failed
    return judge("crl.end", f"holds until {min(moments):%Y-%m-%d}", round(days, 1), "d")


def console(static_dir: Path) -> Found:
    """Look whether the console was built."""
    if (static_dir / "index.html").is_file():
        return ok("console.built", "the console's files are there")
    return failed("console.missing", "run make console, or install a wheel, which brings it along")


def _is_secret(path: Path) -> bool:
    if not path.is_file() or path.suffix not in {".pem", ".key"}:
        return False
    return path.suffix == ".key" or b"PRIVATE KEY" in path.read_bytes()

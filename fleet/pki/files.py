"""Keys and certificates as files: private ones readable by their owner alone, written whole."""

import secrets
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from daemon.durable import Disk
from fleet.errors import BadSettings

PRIVATE = 0o600
PUBLIC = 0o644


def write(path: Path, content: bytes, mode: int) -> None:
    """Put a file in place whole or not at all, with its mode from the first byte."""
    disk = Disk()
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        disk.write(part, content, mode)
        disk.rename(part, path)
    except OSError:
        disk.remove(part)
        raise
    disk.sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    Disk().sync_folder(path)


def write_key(path: Path, key: PrivateKeyTypes) -> None:
    """Write a private key as PKCS#8 PEM."""
    write(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), PRIVATE)


def read_key(path: Path) -> PrivateKeyTypes:
    """Read a private key.

    Raises:
        BadSettings: `pki.missing` or `pki.unreadable`.
    """
    content = _read(path)
    try:
        return load_pem_private_key(content, password=None)
    except (ValueError, TypeError) as error:
        raise unreadable(path, str(error)) from error


def read_certificate(path: Path) -> x509.Certificate:
    """Read a certificate; of a chain the first.

    Raises:
        BadSettings: `pki.missing` or `pki.unreadable`.
    """
    content = _read(path)
    try:
        return x509.load_pem_x509_certificate(content)
    except ValueError as error:
        raise unreadable(path, str(error)) from error


def unreadable(path: Path, detail: str) -> BadSettings:
    """Make the error for a file that isn't what it should be."""
    return BadSettings("pki.unreadable", path=str(path), detail=detail)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadSettings("pki.missing", path=str(path)) from error
    except OSError as error:
        raise unreadable(path, str(error)) from error

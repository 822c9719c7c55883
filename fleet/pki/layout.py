"""The PKI of the embedded default: a folder of keys and certificates, made at the first start.

`root.key` is used when the folder is made and never again: an operator may, and in production
should, take it offline. A certificate that is renewed stands in one file with its key and the
issuing CA's certificate, so that no crash can leave a key beside the wrong certificate.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from fleet.errors import BadSettings
from fleet.pki import authority, files
from fleet.pki.authority import Authority, Issued
from fleet.pki.publisher import FILE as PUBLISHER_FILE
from fleet.pki.publisher import Publisher, load_publisher

RENEW_AT = 2 / 3
"""Which part of a certificate's life has passed when it is renewed."""


@dataclass(frozen=True, slots=True)
class Pki:
    """The folder, and where each file stands in it."""

    folder: Path

    @property
    def root(self) -> Path:
        """The root certificate, to which stations pin."""
        return self.folder / "root.pem"

    @property
    def chain(self) -> Path:
        """Issuing CA and root: whom the broker trusts."""
        return self.folder / "chain.pem"

    @property
    def revoked(self) -> Path:
        """A revocation list of each CA."""
        return self.folder / "crl.pem"

    @property
    def server(self) -> Path:
        """Key and certificates of the station listener and the embedded broker."""
        return self.folder / "server.pem"

    def worker(self, name: str) -> Path:
        """Key and certificates with which a process of the fleet goes to the broker."""
        return self.folder / f"worker-{name}.pem"

    def create(self, now: datetime) -> bool:
        """Make the CAs and the publisher's key, all or nothing.

        Returns:
            Whether the folder was made; False when it was there already.
        """
        if self.folder.exists():
            return False
        part = self.folder.with_name(f".{self.folder.name}.{os.getpid()}")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
        _fill(Pki(part), now)
        try:
            part.rename(self.folder)
        except OSError:
            shutil.rmtree(part, ignore_errors=True)
            if not self.folder.exists():
                raise
            return False
        # A power cut must not take the root that stations are pinned to from now on.
        files.sync_folder(self.folder.parent)
        return True

    def authority(self) -> Authority:
        """Read the issuing CA.

        Raises:
            BadSettings: `pki.missing` or `pki.unreadable`.
        """
        key = files.read_key(self.folder / "issuing.key")
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise files.unreadable(self.folder / "issuing.key", "not an EC key")
        certificate = files.read_certificate(self.folder / "issuing.pem")
        return Authority(Issued(certificate=certificate, key=key))

    def publisher(self) -> Publisher:
        """Read the publisher's key.

        Raises:
            BadSettings: `pki.missing` or `pki.unreadable`.
        """
        return load_publisher(self.folder)

    def ensure_server(self, names: tuple[str, ...], now: datetime) -> bool:
        """Renew the server certificate when it is due, or was made for other names.

        Returns:
            Whether it was renewed.

        Raises:
            BadSettings: `pki.names` when there is no name, see also `authority`.
        """
        if not names:
            raise BadSettings("pki.names")
        ca = self.authority()
        present = _present(self.server)
        if present and not _due(present, ca, now) and _names(present) == _wanted(names):
            return False
        _write_bundle(self.server, ca.issue_server(names, now), ca)
        return True

    def ensure_worker(self, name: str, now: datetime) -> bool:
        """Renew a worker's certificate when it is due.

        Returns:
            Whether it was renewed.

        Raises:
            BadSettings: see `authority`.
        """
        ca = self.authority()
        present = _present(self.worker(name))
        if present and not _due(present, ca, now) and _common_name(present) == name:
            return False
        _write_bundle(self.worker(name), ca.issue_worker(name, now), ca)
        return True

    def write_revoked(self, revoked: list[tuple[str, datetime]], now: datetime) -> None:
        """Write the revocation lists anew: the issuing CA's with these serial numbers."""
        issuing = self.authority().revocation_list(revoked, now).public_bytes(Encoding.PEM)
        root = (self.folder / "root-crl.pem").read_bytes()
        files.write(self.revoked, issuing + root, files.PUBLIC)


def _fill(pki: Pki, now: datetime) -> None:
    root = authority.make_root(now)
    issuing = authority.make_issuing(root, now)
    root_pem, issuing_pem = _pem(root.certificate), _pem(issuing.certificate)
    files.write_key(pki.folder / "root.key", root.key)
    files.write_key(pki.folder / "issuing.key", issuing.key)
    files.write_key(pki.folder / PUBLISHER_FILE, Ed25519PrivateKey.generate())
    files.write(pki.root, root_pem, files.PUBLIC)
    files.write(pki.folder / "issuing.pem", issuing_pem, files.PUBLIC)
    files.write(pki.chain, issuing_pem + root_pem, files.PUBLIC)
    crl = authority.make_crl(root, [], now, authority.ROOT_LIFE)
    files.write(pki.folder / "root-crl.pem", crl.public_bytes(Encoding.PEM), files.PUBLIC)
    pki.write_revoked([], now)


def _write_bundle(path: Path, issued: Issued, ca: Authority) -> None:
    key = issued.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    files.write(path, key + _pem(issued.certificate) + _pem(ca.certificate), files.PRIVATE)


def _present(path: Path) -> x509.Certificate | None:
    return files.read_certificate(path) if path.exists() else None


def _due(certificate: x509.Certificate, ca: Authority, now: datetime) -> bool:
    if certificate.issuer != ca.certificate.subject:
        return True
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    start = max(start, end - authority.SERVER_LIFE)
    return now >= start + (end - start) * RENEW_AT


def _names(certificate: x509.Certificate) -> set[str]:
    found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in found}


def _wanted(names: tuple[str, ...]) -> set[str]:
    return {str(name.value) for name in authority.alternative_names(names)}


def _common_name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)

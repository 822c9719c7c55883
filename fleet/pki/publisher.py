"""The publisher's key: signs the desired states that stations put in force.

Ed25519 (RFC 8032). A station learns the public key at its enrolment, and keeps to it.
"""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.gateway import PublisherKey
from contract.signing import signed_bytes
from fleet.pki import files

FILE = "publisher.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What goes beside the body of a `contract.messages.SignedMessage`."""

    key_id: str
    signature: str


class Publisher:
    """Holds the publisher's private key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        raw = key.public_key().public_bytes_raw()
        self.public_key = PublisherKey(
            key_id=hashlib.sha256(raw).hexdigest()[:16], public_key=_base64url(raw)
        )

    def sign(self, domain: bytes, body: str) -> Signature:
        """Sign the body of a message; its kind has a domain in `contract.signing`."""
        signature = self._key.sign(signed_bytes(domain, body))
        return Signature(key_id=self.public_key.key_id, signature=_base64url(signature))


def load_publisher(pki_dir: Path) -> Publisher:
    """Read the key from the PKI's folder.

    Raises:
        BadSettings: `pki.missing` or `pki.unreadable`.
    """
    key = files.read_key(pki_dir / FILE)
    if not isinstance(key, Ed25519PrivateKey):
        raise files.unreadable(pki_dir / FILE, "not an Ed25519 key")
    return Publisher(key)


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

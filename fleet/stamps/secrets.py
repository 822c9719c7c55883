"""The secret under the scratch layer of a two-layer stamp.

Only an HMAC-SHA-256 with a salt of its own is kept. A slow hash (Argon2, scrypt) protects what
people choose; a batch of 100,000 would cost it hours. A secret here has 83 random bits: at 10^12
guesses a second a search over one stolen hash takes 300,000 years, and the salt makes each its own
search.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from provenance.keys import Gtin
from provenance.stamps import serials

SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What is kept of a secret."""

    salt: bytes
    digest: bytes


def new_secret() -> str:
    """Make a secret; it exists here and in the printer's file, nowhere else."""
    return serials.secret_from(secrets.token_bytes(serials.SECRET_BYTES))


def seal(secret: str, gtin: Gtin, serial: str) -> Sealed:
    """Hash a secret for one stamp."""
    salt = secrets.token_bytes(SALT_BYTES)
    return Sealed(salt=salt, digest=_digest(salt, secret, gtin, serial))


def matches(sealed: Sealed, typed: str, gtin: Gtin, serial: str) -> bool:
    """Tell whether what somebody typed is the secret of a stamp, in the same time for all."""
    return hmac.compare_digest(sealed.digest, _digest(sealed.salt, typed, gtin, serial))


def _digest(salt: bytes, secret: str, gtin: Gtin, serial: str) -> bytes:
    said = "\x00".join((gtin, serial, serials.plain(secret)))
    return hmac.digest(salt, said.encode(), hashlib.sha256)

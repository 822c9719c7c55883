"""The keys of those who sign stamps, and what each may sign.

The list is made by the fleet manager and reaches a station inside something that its publisher
signed; nothing here is trusted by itself. A revoked key is revoked for everything that it ever
signed: a stamp can't prove when it was made. An issuer may have several keys at a time, so that a
new one is in use before the old one ends.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from provenance.errors import BadMessage
from provenance.keys import Gtin
from provenance.records import PartyId
from provenance.signatures.cose import PublicKey

MAX_BYTES = 4 * 1024 * 1024
MAX_KEYS = 10_000

_Hex = Annotated[str, Field(pattern=r"^([0-9a-f]{2}){1,80}$")]
_Prefix = Annotated[str, Field(pattern=r"^[0-9]{3,13}$")]


class KeyEntry(BaseModel):
    """One key as it travels.

    Attributes:
        kid: in hexadecimal; stamps of form A need two bytes.
        issuer: name of the party, for people to read.
        algorithm: `EdDSA` (Ed25519) or `ES256` (P-256); a list may hold others, which a reader
            that doesn't know them can't check.
        public_key: in hexadecimal, the 32 bytes of Ed25519 or the uncompressed point of P-256.
        not_before: first day on which its stamps are good, in Vietnam.
        not_after: last day on which its stamps are good, which covers the life of the goods.
        prefixes: with which the 13-digit GTINs begin that it may sign (a GTIN-8 filled up with
            zeros); none allows nothing.
        revoked_at: since when it is revoked.
        reason: why it was revoked.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    kid: Annotated[_Hex, Field(max_length=32)]
    party: Annotated[str, Field(min_length=1, max_length=100)]
    issuer: Annotated[str, Field(min_length=1, max_length=200)]
    algorithm: Annotated[str, Field(min_length=1, max_length=20)]
    public_key: _Hex
    not_before: date
    not_after: date
    prefixes: Annotated[tuple[_Prefix, ...], Field(max_length=200)] = ()
    revoked_at: date | None = None
    reason: Annotated[str, Field(max_length=200)] = ""


class KeyListDocument(BaseModel):
    """All keys, in the order of a number that only grows."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: Annotated[int, Field(ge=0, lt=2**53)]
    keys: Annotated[tuple[KeyEntry, ...], Field(max_length=MAX_KEYS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerKey:
    """One key; its fields are those of `KeyEntry`.

    Attributes:
        public_key: None where the algorithm isn't known here.
    """

    kid: bytes
    party: PartyId
    issuer: str
    algorithm: str
    public_key: PublicKey | None
    not_before: date
    not_after: date
    prefixes: tuple[str, ...]
    revoked_at: date | None
    reason: str

    def may_sign(self, gtin: Gtin) -> bool:
        """Tell whether a product is one of those that the issuer may sign for."""
        return gtin[1:].startswith(self.prefixes) if self.prefixes else False

    def holds_on(self, day: date) -> bool:
        """Tell whether a day is one of those on which its stamps are good."""
        return self.not_before <= day <= self.not_after


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyList:
    """The keys by their id."""

    number: int
    keys: Mapping[bytes, IssuerKey]


NO_KEYS = KeyList(number=0, keys=MappingProxyType({}))
"""What a station has before a list has come: it can't check signatures."""


def parse_key_list(content: bytes) -> KeyList:
    """Read a list of keys that somebody vouches for.

    Raises:
        BadMessage: `keys.too_long`, `keys.invalid` with what is wrong where, `keys.duplicate` or
            `keys.key` with the key's id.
    """
    if len(content) > MAX_BYTES:
        raise BadMessage("keys.too_long", length=len(content))
    try:
        document = KeyListDocument.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadMessage("keys.invalid", detail=f"{where}: {first['msg']}"[:300]) from error
    return KeyList(number=document.number, keys=_by_kid(document.keys))


def _by_kid(entries: Iterable[KeyEntry]) -> Mapping[bytes, IssuerKey]:
    found: dict[bytes, IssuerKey] = {}
    for entry in entries:
        key = _issuer_key(entry)
        if key.kid in found:
            raise BadMessage("keys.duplicate", kid=entry.kid)
        found[key.kid] = key
    return MappingProxyType(found)


def _issuer_key(entry: KeyEntry) -> IssuerKey:
    return IssuerKey(
        kid=bytes.fromhex(entry.kid),
        party=PartyId(entry.party),
        issuer=entry.issuer,
        algorithm=entry.algorithm,
        public_key=_public_key(entry),
        not_before=entry.not_before,
        not_after=entry.not_after,
        prefixes=entry.prefixes,
        revoked_at=entry.revoked_at,
        reason=entry.reason,
    )


def _public_key(entry: KeyEntry) -> PublicKey | None:
    raw = bytes.fromhex(entry.public_key)
    try:
        match entry.algorithm:
            case "EdDSA":
                return Ed25519PublicKey.from_public_bytes(raw)
            case "ES256":
                return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw)
            case _:
                return None
    except ValueError as error:
        raise BadMessage("keys.key", kid=entry.kid) from error

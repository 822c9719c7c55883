"""The keys with which issuers sign stamps here: made, used, revoked, followed by new ones.

The public part is a row of `registry_issuer_key`, beside keys of issuers who sign elsewhere; the
private part is a file of the data directory that only its owner reads. A key that is followed by a
new one goes on holding for what it signed, until its last day; only revocation ends it at once, for
all that it ever signed.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contract.zone import vietnam_day
from fleet.accounts import audit
from fleet.bundles.notices import key_list, written
from fleet.errors import BadInput, Conflict, NotThere, Unavailable
from fleet.pki import files
from fleet.registry.models import IssuerKeyRow, PartyRow
from fleet.stamps.payloads import Signer
from provenance.keys import Gtin
from provenance.signatures.keylist import MAX_BYTES, MAX_KEYS, KeyEntry
from provenance.signatures.stamp import KID_BYTES

FOLDER = "stamp-keys"
ALGORITHM = "EdDSA"
TRIES = 50
LARGEST_ENTRY = 6000
"""Bytes of a key in the list: 200 prefixes, a long name, a long reason."""
FEW_KEYS = MAX_BYTES // LARGEST_ENTRY
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key that is wanted.

    Attributes:
        prefixes: with which the 13-digit GTINs begin that it may sign.
        last_day: on which its stamps are good; must cover the life of the goods.
    """

    party: str
    prefixes: tuple[str, ...]
    first_day: date
    last_day: date


class PrivateKeys:
    """The folder of private keys."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / FOLDER

    def write(self, kid: str, key: Ed25519PrivateKey) -> None:
        """Store a key whole, readable by its owner alone.

        Raises:
            Unavailable: `keys.unwritable`.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            files.write_key(self._path(kid), key)
        except OSError as error:
            path, detail = str(self._path(kid)), str(error)
            raise Unavailable("keys.unwritable", path=path, detail=detail) from error

    def has(self, kid: str) -> bool:
        """Tell whether the private part of a key is here."""
        return self._path(kid).exists()

    def read(self, kid: str) -> Ed25519PrivateKey:
        """Read a key.

        Raises:
            BadSettings: `pki.missing` or `pki.unreadable`.
        """
        key = files.read_key(self._path(kid))
        if not isinstance(key, Ed25519PrivateKey):
            raise files.unreadable(self._path(kid), "not an Ed25519 key")
        return key

    def _path(self, kid: str) -> Path:
        return self._folder / f"{kid}.key"


def create(
    session: Session, private: PrivateKeys, wanted: NewKey, *, at: datetime, by: str
) -> IssuerKeyRow:
    """Make a key inside a writing transaction.

    Raises:
        NotThere: `stamps.party_unknown`.
        BadInput: `keys.invalid`.
        Unavailable: `keys.unwritable`.
        Conflict: `keys.many`.
    """
    party = session.get(PartyRow, wanted.party)
    if party is None:
        raise NotThere("stamps.party_unknown", party=wanted.party)
    _require_room(session)
    key, kid = _new_key(session)
    row = IssuerKeyRow(
        kid=kid,
        party=wanted.party,
        algorithm=ALGORITHM,
        public_key=key.public_key().public_bytes_raw(),
        not_before=wanted.first_day,
        not_after=wanted.last_day,
        prefixes=list(wanted.prefixes),
        fetched_at=at,
    )
    if wanted.last_day < wanted.first_day or not wanted.prefixes:
        raise BadInput("keys.invalid", detail="it needs GTIN prefixes, and an end after its begin")
    _check(row, party.name)
    # First the file: one without a row is never used, a row without a file could sign nothing.
    private.write(kid, key)
    session.add(row)
    _record(session, row, "keys.create", at, by, first=str(row.not_before), last=str(row.not_after))
    return row


def rotate(
    session: Session, private: PrivateKeys, kid: str, last_day: date, *, at: datetime, by: str
) -> IssuerKeyRow:
    """Make a key that follows another: same party, same prefixes, in use from today on.

    Raises:
        NotThere: `keys.unknown`.
        Conflict: `keys.revoked`.
        BadInput, Unavailable: see `create`.
    """
    old = _get(session, kid)
    if old.revoked_at is not None:
        raise Conflict("keys.revoked", kid=kid)
    wanted = NewKey(
        party=old.party,
        prefixes=tuple(old.prefixes),
        first_day=vietnam_day(at),
        last_day=last_day,
    )
    return create(session, private, wanted, at=at, by=by)


def revoke(session: Session, kid: str, reason: str, *, at: datetime, by: str) -> IssuerKeyRow:
    """End a key for everything that it ever signed; twice is as good as once.

    Raises:
        NotThere: `keys.unknown`.
        BadInput: `keys.reason`.
    """
    row = _get(session, kid)
    if not reason.strip() or len(reason) > LONGEST_REASON or not reason.isprintable():
        raise BadInput("keys.reason", longest=LONGEST_REASON)
    if row.revoked_at is None:
        row.revoked_at = vietnam_day(at)
        row.reason = reason.strip()
        row.fetched_at = at
        _record(session, row, "keys.revoke", at, by, reason=row.reason)
    return row


def signer_for(
    session: Session, private: PrivateKeys, gtin: Gtin, party: str, today: date
) -> Signer:
    """Choose the newest key with which an issuer signs a product today.

    Raises:
        NotThere: `keys.none` where there is none here that may.
        BadSettings: `pki.unreadable`.
    """
    those = (
        IssuerKeyRow.party == party,
        IssuerKeyRow.algorithm == ALGORITHM,
        IssuerKeyRow.revoked_at.is_(None),
        IssuerKeyRow.not_before <= today,
        IssuerKeyRow.not_after >= today,
    )
    newest = select(IssuerKeyRow).where(*those)
    turn = (IssuerKeyRow.not_before.desc(), IssuerKeyRow.fetched_at.desc(), IssuerKeyRow.kid)
    for row in session.scalars(newest.order_by(*turn)):
        may = gtin[1:].startswith(tuple(row.prefixes))
        if may and len(row.kid) == 2 * KID_BYTES and private.has(row.kid):
            return Signer(kid=bytes.fromhex(row.kid), key=private.read(row.kid))
    raise NotThere("keys.none", party=party, gtin=gtin)


def _require_room(session: Session) -> None:
    """Make sure that stations take the list with one more; they refuse one too long."""
    count = session.scalar(select(func.count()).select_from(IssuerKeyRow)) or 0
    if count < FEW_KEYS:
        return
    if count >= MAX_KEYS or len(written(key_list(session))) > MAX_BYTES - LARGEST_ENTRY:
        raise Conflict("keys.many")


def _get(session: Session, kid: str) -> IssuerKeyRow:
    row = session.get(IssuerKeyRow, kid, with_for_update=True)
    if row is None:
        raise NotThere("keys.unknown", kid=kid)
    return row


def _new_key(session: Session) -> tuple[Ed25519PrivateKey, str]:
    """Make a key whose id is free: two bytes are room enough for some thousands."""
    for _ in range(TRIES):
        key = Ed25519PrivateKey.generate()
        digest = hashlib.sha256(key.public_key().public_bytes_raw()).hexdigest()
        kid = digest[: 2 * KID_BYTES]
        if session.get(IssuerKeyRow, kid) is None:
            return key, kid
    raise Conflict("keys.many")


def _check(row: IssuerKeyRow, issuer: str) -> None:
    """Make sure that the list of keys can hold it; one that it can't would spoil it for all."""
    try:
        KeyEntry(
            kid=row.kid,
            party=row.party,
            issuer=issuer,
            algorithm=row.algorithm,
            public_key=row.public_key.hex(),
            not_before=row.not_before,
            not_after=row.not_after,
            prefixes=tuple(row.prefixes),
        )
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput("keys.invalid", detail=f"{where}: {first['msg']}"[:300]) from error


def _record(
    session: Session, row: IssuerKeyRow, what: str, at: datetime, by: str, **detail: object
) -> None:
    party = row.party
    audit.record(session, at=at, who=by, what=what, subject=row.kid, party=party, **detail)

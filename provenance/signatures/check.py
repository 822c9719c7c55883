"""Say whether the signature of a stamp is good, and whose it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from provenance.codes.reading import Reading, StampSignature
from provenance.keys import Gtin
from provenance.records import PartyId
from provenance.signatures import cose
from provenance.signatures.keylist import IssuerKey, KeyList


class SignatureState(StrEnum):
    """What is known of a signature."""

    GOOD = "good"
    BAD = "bad"
    """Not made by the key that it names, over what the code says."""
    ISSUER_UNKNOWN = "issuer_unknown"
    NOT_ENTITLED = "not_entitled"
    """The issuer may not sign for this product."""
    REVOKED = "revoked"
    OUTSIDE_VALIDITY = "outside_validity"
    UNSUPPORTED = "unsupported"
    """The key's algorithm isn't known here, so that nothing can be said."""
    NOT_CHECKED = "not_checked"
    """There is no list of keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCheck:
    """What was found.

    Attributes:
        kid: id of the key in hexadecimal.
        issuer: name of the key's owner; of an unknown key what the code itself says, if anything.
        party: the key's owner, None of an unknown key.
        since: since when the key is revoked.
        validity_unchecked: good so far, but without a clock the key's last day wasn't looked at.
    """

    state: SignatureState
    kid: str
    issuer: str = ""
    party: PartyId | None = None
    since: date | None = None
    validity_unchecked: bool = False


def check(reading: Reading, keys: KeyList, today: date | None) -> SignatureCheck | None:
    """Check the signature of a code, None where it carries none or names no goods.

    Args:
        today: the date in Vietnam; None without a clock that can be trusted.
    """
    signature = reading.signature
    if signature is None or reading.item is None:
        return None
    kid = signature.kid.hex()
    if not keys.keys:
        return SignatureCheck(state=SignatureState.NOT_CHECKED, kid=kid, issuer=signature.issuer)
    key = keys.keys.get(signature.kid)
    if key is None:
        return SignatureCheck(state=SignatureState.ISSUER_UNKNOWN, kid=kid, issuer=signature.issuer)
    state = _judge(signature, key, reading.item.gtin, today)
    return SignatureCheck(
        state=state,
        kid=kid,
        issuer=key.issuer,
        party=key.party,
        since=key.revoked_at if state is SignatureState.REVOKED else None,
        validity_unchecked=state is SignatureState.GOOD and today is None,
    )


def _judge(
    signature: StampSignature, key: IssuerKey, gtin: Gtin, today: date | None
) -> SignatureState:
    if key.public_key is None:
        return SignatureState.UNSUPPORTED
    if signature.algorithm != key.algorithm or not cose.verify(
        key.algorithm, key.public_key, signature.value, signature.covers
    ):
        return SignatureState.BAD
    if key.revoked_at is not None:
        return SignatureState.REVOKED
    if not key.may_sign(gtin):
        return SignatureState.NOT_ENTITLED
    days = (day for day in (signature.issued, today) if day is not None)
    if not all(key.holds_on(day) for day in days):
        return SignatureState.OUTSIDE_VALIDITY
    return SignatureState.GOOD

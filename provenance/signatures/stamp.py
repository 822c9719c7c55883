"""The two forms of a signed stamp: how they are made, and what is in them.

A: a GS1 Digital Link with the parameter `sg`, which no GS1 reader minds: key id (2 bytes) and
Ed25519 signature (64 bytes) in base64url. It is made over the link's form on id.gs1.org without
that parameter, so that another host, or a short name in the path, doesn't break it.
B: `VT1:` and a COSE_Sign1 message in Base45, shorter, but only for stations. Its payload is a CBOR
array: GTIN as a number, lot, serial, expiry date and day of issue in days from 1970-01-01 (as in
RFC 8943), and, where it is needed, the issuer's name; what isn't known is null. It is never
compressed.

Which sizes of QR code they take is measured in docs/adr/0011-signed-stamps.md. Whether a signature
holds, and for whom, is said by `provenance.signatures.check`.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from provenance.errors import BadMessage
from provenance.keys import Gtin
from provenance.signatures import base45, cbor, cose

PARAMETER = "sg"
PREFIX = "VT1:"
KID_BYTES = 2
SIGNATURE_BYTES = 64
MAX_CHARS = 600
"""Three times a usual stamp: no larger one is worth the time on a station."""
MAX_NAME_CHARS = 100

_RESOLVER = "https://id.gs1.org"
_PATH = ("01", "22", "10", "21")
_EPOCH = date(1970, 1, 1)
_DAYS = range((date(1977, 1, 1) - _EPOCH).days, (date(2077, 1, 1) - _EPOCH).days)
"""The window of GS1's two-digit years, see `provenance.codes.dates`."""

Ais = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a stamp of form B says.

    Attributes:
        issuer: only for a reader that doesn't know the key; a key list names the issuer itself.
    """

    gtin: Gtin
    lot: str | None = None
    serial: str | None = None
    expires: date | None = None
    issued: date | None = None
    issuer: str = ""


def signed_form(ais: Ais) -> bytes:
    """Write the link that a signature of form A covers: attributes sorted, each element once.

    Raises:
        BadMessage: `stamp.no_product` where the elements name no product.
    """
    values = dict(ais)
    if "01" not in values:
        raise BadMessage("stamp.no_product")
    return _link(_RESOLVER, values).encode()


def sign_link(ais: Ais, kid: bytes, key: Ed25519PrivateKey, *, base: str = _RESOLVER) -> str:
    """Make a stamp of form A.

    Args:
        base: scheme, host and path under which the link is to be opened by a phone.
    """
    _check_kid(kid)
    sealed = kid + key.sign(signed_form(ais))
    link = _link(base.rstrip("/"), dict(ais))
    text = base64.urlsafe_b64encode(sealed).decode().rstrip("=")
    return f"{link}{'&' if '?' in link else '?'}{PARAMETER}={text}"


def read_parameter(text: str) -> tuple[bytes, bytes]:
    """Take the value of `sg` apart.

    Returns:
        Key id and signature.

    Raises:
        BadMessage: `stamp.parameter`.
    """
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadMessage("stamp.parameter") from error
    if len(sealed) != KID_BYTES + SIGNATURE_BYTES:
        raise BadMessage("stamp.parameter", length=len(sealed))
    return sealed[:KID_BYTES], sealed[KID_BYTES:]


def sign_claims(claims: Claims, kid: bytes, key: Ed25519PrivateKey) -> str:
    """Make a stamp of form B."""
    _check_kid(kid)
    known = (
        int(claims.gtin),
        claims.lot,
        claims.serial,
        _days(claims.expires),
        _days(claims.issued),
    )
    payload = cbor.encode((*known, claims.issuer) if claims.issuer else known)
    return PREFIX + base45.encode(cose.sign1(payload, kid, key))


def read_claims(text: str) -> tuple[Claims, cose.Sign1]:
    """Read a stamp of form B.

    Args:
        text: with its prefix.

    Raises:
        BadMessage: `stamp.too_long`, `stamp.claims`, or what Base45, CBOR and COSE say.
    """
    if len(text) > MAX_CHARS:
        raise BadMessage("stamp.too_long", length=len(text))
    message = cose.read_sign1(base45.decode(text.removeprefix(PREFIX)))
    match cbor.decode(message.payload or b""):
        case (gtin, lot, serial, expires, issued, *rest) if len(rest) <= 1:
            issuer = _text(rest[0]) if rest else None
        case _:
            raise BadMessage("stamp.claims")
    claims = Claims(
        gtin=_gtin(gtin),
        lot=_text(lot),
        serial=_text(serial),
        expires=_date(expires),
        issued=_date(issued),
        issuer=issuer or "",
    )
    return claims, message


def elements(claims: Claims) -> tuple[tuple[str, str], ...]:
    """Give the claims as GS1 elements."""
    found = (
        ("01", claims.gtin),
        ("10", claims.lot),
        ("21", claims.serial),
        ("17", claims.expires.strftime("%y%m%d") if claims.expires else None),
    )
    return tuple((ai, value) for ai, value in found if value is not None)


def _link(base: str, values: dict[str, str]) -> str:
    path = "".join(f"/{ai}/{quote(values[ai], safe='')}" for ai in _PATH if ai in values)
    rest = sorted(ai for ai in values if ai not in _PATH)
    query = "&".join(f"{ai}={quote(values[ai], safe='')}" for ai in rest)
    return f"{base}{path}?{query}" if query else f"{base}{path}"


def _check_kid(kid: bytes) -> None:
    if len(kid) != KID_BYTES:
        raise BadMessage("stamp.kid", length=len(kid))


def _days(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days


def _gtin(value: cbor.Value) -> Gtin:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 10**14:
        raise BadMessage("stamp.claims", claim="gtin")
    return Gtin(f"{value:014}")


def _text(value: cbor.Value) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= MAX_NAME_CHARS:
        raise BadMessage("stamp.claims", claim="text")
    return value


def _date(value: cbor.Value) -> date | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value not in _DAYS:
        raise BadMessage("stamp.claims", claim="date")
    return _EPOCH + timedelta(days=value)

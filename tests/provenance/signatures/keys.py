"""Keys and lists of them for the tests of signed stamps."""

import json
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import JsonValue

from provenance.codes.read import read
from provenance.codes.reading import Reading
from provenance.keys import Gtin
from provenance.signatures.keylist import KeyList, parse_key_list
from provenance.signatures.stamp import Claims, sign_claims, sign_link

GTIN = Gtin("08938505974194")
LOT = "VD-26112"
SERIAL = "A7K3M9Q2"
ISSUER = "Hợp tác xã Rau Ví Dụ"
TODAY = date(2026, 11, 22)
KID = b"\x0a\x1b"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
AIS = (("01", GTIN), ("10", LOT), ("21", SERIAL), ("17", "261231"))
CLAIMS = Claims(
    gtin=GTIN, lot=LOT, serial=SERIAL, expires=date(2026, 12, 31), issued=date(2026, 11, 20)
)


def entry(**changes: JsonValue) -> dict[str, JsonValue]:
    """Give the entry of `KEY`, with changes."""
    return {
        "kid": KID.hex(),
        "party": "grower",
        "issuer": ISSUER,
        "algorithm": "EdDSA",
        "public_key": KEY.public_key().public_bytes_raw().hex(),
        "not_before": "2026-01-01",
        "not_after": "2027-12-31",
        "prefixes": ["8938505974"],
        **changes,
    }


def document(*entries: dict[str, JsonValue], number: JsonValue = 1) -> bytes:
    """Write a list of keys."""
    return json.dumps({"number": number, "keys": entries}).encode()


def key_list(**changes: JsonValue) -> KeyList:
    """Give the list of `KEY` alone, with changes to its entry."""
    return parse_key_list(document(entry(**changes)))


def link() -> Reading:
    """Read a stamp of form A."""
    return read(sign_link(AIS, KID, KEY))


def vt1(claims: Claims = CLAIMS) -> Reading:
    """Read a stamp of form B."""
    return read(sign_claims(claims, KID, KEY))

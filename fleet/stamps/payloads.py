"""What the code on a stamp says, in each of the forms in which stamps are printed.

The plain and the signed Digital Link open on any phone; `VT1:` is for stations alone. All three
name the same goods; `provenance.codes.read` reads each.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from provenance.codes.canonical import RESOLVER, digital_link
from provenance.keys import Gtin
from provenance.signatures.stamp import Claims, sign_claims, sign_link
from provenance.stamps.serials import grouped


class StampForm(StrEnum):
    """How a stamp says what it is."""

    LINK = "link"
    SIGNED_LINK = "signed_link"
    VT1 = "vt1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """An issuer's key, and how key lists name it."""

    kid: bytes
    key: Ed25519PrivateKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """One stamp as the printer needs it.

    Attributes:
        position: its number in the batch.
        secret: what goes under the scratch layer; None for a stamp of one layer.
    """

    position: int
    gtin: Gtin
    serial: str
    lot: str | None = None
    expires: date | None = None
    secret: str | None = None

    @property
    def ais(self) -> tuple[tuple[str, str], ...]:
        """The GS1 elements of its code."""
        found = [("01", str(self.gtin)), ("10", self.lot), ("21", self.serial)]
        if self.expires is not None:
            found.append(("17", self.expires.strftime("%y%m%d")))
        return tuple((ai, value) for ai, value in found if value is not None)

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands beside the code, for people."""
        found = [f"(01) {self.gtin}"]
        if self.lot is not None:
            found.append(f"(10) {self.lot}")
        found.append(f"(21) {grouped(self.serial)}")
        if self.secret is not None:
            found.append(f"PIN {grouped(self.secret)}")
        return tuple(found)


def plain_link(stamp: Printable, base: str) -> str:
    """Write an unsigned Digital Link.

    Args:
        base: scheme, host and path under which phones open it.
    """
    return base.rstrip("/") + digital_link(stamp.ais).removeprefix(RESOLVER)


def signed_link(stamp: Printable, base: str, signer: Signer) -> str:
    """Write a Digital Link with its issuer's signature."""
    return sign_link(stamp.ais, signer.kid, signer.key, base=base)


def vt1(stamp: Printable, signer: Signer, issued: date) -> str:
    """Write the COSE form."""
    claims = Claims(
        gtin=stamp.gtin,
        lot=stamp.lot,
        serial=stamp.serial,
        expires=stamp.expires,
        issued=issued,
    )
    return sign_claims(claims, signer.kid, signer.key)

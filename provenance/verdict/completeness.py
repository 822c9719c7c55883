"""The ten minimum items of trace information, and which of them a dossier holds.

Circular TT 02/2024/TT-BKHCN, in force since 1 June 2024. Items 8 and 9 are asked for only where the
goods have them; that isn't recorded, so that a missing one counts as missing. Item 7 is the trace
code itself: whatever has a dossier has one.
"""

from enum import StrEnum

from provenance.records import CertificateKind, Dossier, Party


class InfoItem(StrEnum):
    """The items in the order of the circular."""

    PRODUCT_NAME = "product_name"
    PICTURE = "picture"
    PARTY_NAME = "party_name"
    PARTY_ADDRESS = "party_address"
    STAGES = "stages"
    PRODUCTION_TIME = "production_time"
    TRACE_CODE = "trace_code"
    BRAND = "brand"
    SHELF_LIFE = "shelf_life"
    STANDARDS = "standards"


STANDARD_CERTIFICATES = frozenset(
    {
        CertificateKind.VIETGAP,
        CertificateKind.GLOBALGAP,
        CertificateKind.ORGANIC,
        CertificateKind.HACCP,
    }
)


def minimum_info(dossier: Dossier) -> tuple[tuple[InfoItem, bool], ...]:
    """Tell of each of the ten items whether the dossier holds it."""
    item, lot = dossier.item, dossier.lot
    party = _responsible(dossier)
    made = lot is not None and (lot.harvested or lot.produced or lot.packed)
    certified = any(paper.kind in STANDARD_CERTIFICATES for paper in dossier.certificates)
    return (
        (InfoItem.PRODUCT_NAME, bool(item.name.vi)),
        (InfoItem.PICTURE, item.picture_sha256 is not None),
        (InfoItem.PARTY_NAME, party is not None and bool(party.name)),
        (InfoItem.PARTY_ADDRESS, party is not None and bool(party.address)),
        (InfoItem.STAGES, bool(dossier.steps) and all(step.place for step in dossier.steps)),
        (InfoItem.PRODUCTION_TIME, bool(made or dossier.steps)),
        (InfoItem.TRACE_CODE, True),
        (InfoItem.BRAND, bool(item.brand)),
        (InfoItem.SHELF_LIFE, bool(item.shelf_life or (lot and lot.expires))),
        (InfoItem.STANDARDS, bool(item.standards) or certified),
    )


def count_present(dossier: Dossier) -> int:
    """Count the items, 0 to 10, that the dossier holds."""
    return sum(present for _, present in minimum_info(dossier))


def _responsible(dossier: Dossier) -> Party | None:
    """Find who answers for the goods: the producer, else the first party named."""
    return dossier.party(dossier.item.producer) or next(iter(dossier.parties), None)

"""Why a verdict was reached: the stable names, told in docs/verdicts.md."""

from enum import StrEnum

from provenance.verdict.verdict import Reason


class ReasonCode(StrEnum):
    """Names for `Reason.code`."""

    RECALL_PRODUCT = "recall.product"
    RECALL_LOT = "recall.lot"
    RECALL_SERIAL = "recall.serial"
    RECALL_PARTY = "recall.party"
    RECALL_OTHER_LOTS = "recall.other_lots"
    STAMP_VOID = "stamp.void"
    STAMP_REPLACED = "stamp.replaced"
    STAMP_SOLD = "stamp.sold"
    STAMP_SUSPECT = "stamp.suspect"
    STAMP_ISSUED = "stamp.issued"
    STAMP_AT_PRINTER = "stamp.at_printer"
    STAMP_INACTIVE = "stamp.inactive"
    STAMP_ACTIVE = "stamp.active"
    GTIN_DIFFERS = "gtin.differs"
    LOT_DIFFERS = "lot.differs"
    EXPIRY_DIFFERS = "expiry.differs"
    EXPIRED_CODE = "expired.code"
    EXPIRED_LOT = "expired.lot"
    LOT_KNOWN = "lot.known"
    LOT_UNKNOWN = "lot.unknown"
    LOT_HELD = "lot.held"
    PRODUCT_KNOWN = "product.known"
    SERIAL_UNKNOWN = "serial.unknown"
    ITEM_UNKNOWN = "item.unknown"
    SOURCE_UNAVAILABLE = "source.unavailable"
    SIGNATURE_GOOD = "signature.good"
    SIGNATURE_BAD = "signature.bad"
    SIGNATURE_ISSUER_UNKNOWN = "signature.issuer_unknown"
    SIGNATURE_NOT_ENTITLED = "signature.not_entitled"
    SIGNATURE_REVOKED = "signature.revoked"
    SIGNATURE_OUTSIDE_VALIDITY = "signature.outside_validity"
    SIGNATURE_UNSUPPORTED = "signature.unsupported"
    SIGNATURE_NOT_CHECKED = "signature.not_checked"
    SIGNATURE_VALIDITY_UNCHECKED = "signature.validity_unchecked"
    ESTABLISHMENT_KNOWN = "establishment.known"
    CERTIFICATE_EXPIRED = "certificate.expired"
    CERTIFICATE_NOT_YET = "certificate.not_yet"
    CERTIFICATE_WITHDRAWN = "certificate.withdrawn"
    CODE_INVALID = "code.invalid"
    CODE_IN_STORE = "code.in_store"
    CODE_NO_PRODUCT = "code.no_product"
    CODE_PAYMENT = "code.payment"
    CODE_PERSONAL = "code.personal"
    CODE_OTHER_SYSTEM = "code.other_system"
    CODE_LINK = "code.link"
    CODE_TEXT = "code.text"
    CODE_UNREADABLE = "code.unreadable"


def because(code: ReasonCode, /, **params: str) -> Reason:
    """Make a reason; its values keep the order in which they are given."""
    return Reason(code=str(code), params=tuple(params.items()))

"""Payment codes: EMVCo merchant-presented QR (VietQR, VNPay and others).

EMV QRCPS merchant-presented mode 3: fields of a two-digit tag, a two-digit length in characters and
a value; tag 63, the last, is CRC-16/CCITT-FALSE over everything up to and including `6304`.
Only the family is kept: neither account, amount nor name. A GS1 symbology changes nothing: an SSCC
(AI 00) that begins with 0201 would have the prefix 201, which is no company's.
"""

import binascii

from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Kind, Reading
from provenance.codes.scan import Scan, is_digits
from provenance.keys import GTIN_LENGTHS

START = "000201"
MAX_FIELDS = 100
"""No tag may occur twice, and a tag is two digits."""
VIETQR_ID = "A000000727"
VNPAY_ID = "A000000775"


def read_payment(scan: Scan) -> Reading | None:
    """Read a payment code, None where the text isn't meant as one."""
    text = scan.text
    if not text.startswith(START) or (is_digits(text) and len(text) in GTIN_LENGTHS):
        return None
    fields = _fields(text)
    what = _family(fields or ())
    if fields is None or fields[-1][0] != "63" or len(fields[-1][1]) != 4:
        error = problem(ProblemCode.PAYMENT_STRUCTURE)
        return Reading(kind=Kind.PAYMENT, valid=False, what=what, error=error)
    if not _crc_matches(text):
        error = problem(ProblemCode.PAYMENT_CRC, position=scan.offset + len(text) - 4)
        return Reading(kind=Kind.PAYMENT, valid=False, what=what, error=error)
    return Reading(kind=Kind.PAYMENT, what=what)


def _fields(text: str) -> tuple[tuple[str, str], ...] | None:
    """Take a text apart into tags with values, None where lengths don't add up, or of too many."""
    fields: list[tuple[str, str]] = []
    start = 0
    while start < len(text):
        if len(fields) == MAX_FIELDS:
            return None
        head = text[start : start + 4]
        if len(head) != 4 or not is_digits(head):
            return None
        end = start + 4 + int(head[2:])
        if end > len(text):
            return None
        fields.append((head[:2], text[start + 4 : end]))
        start = end
    return tuple(fields)


def _crc_matches(text: str) -> bool:
    crc = binascii.crc_hqx(text[:-4].encode(), 0xFFFF)
    # One bank prints it in lower case.
    return text[-8:-4] == "6304" and text[-4:].upper() == f"{crc:04X}"


def _family(fields: tuple[tuple[str, str], ...]) -> str:
    values = dict(fields)
    if VIETQR_ID in values.get("38", ""):
        return "vietqr"
    return "vnpay" if VNPAY_ID in values.get("26", "") else "emv"

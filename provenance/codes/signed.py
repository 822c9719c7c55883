"""Stamps that carry a signature: what goods they name, and what was signed.

Reading checks nothing: whether the signature is good, and whose it is, depends on a list of keys
and is told by `provenance.signatures.check`.
"""

import re
from dataclasses import replace
from itertools import islice

from provenance.codes.dictionary import definition_of
from provenance.codes.element import Element
from provenance.codes.elements import format_problem, gs1_reading
from provenance.codes.percent import decode
from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Kind, Problem, Reading, StampSignature
from provenance.codes.scan import Scan
from provenance.errors import BadMessage
from provenance.signatures import cose, stamp

_WHAT = "vt1"
_PARAMETER = re.compile(
    rf"{stamp.PARAMETER}=(?<![^&]{stamp.PARAMETER}=)([^&]{{0,{stamp.MAX_CHARS}}})"
)
"""A pair with that key; begins with its letters, since such patterns are searched for faster."""


def read_signed_stamp(scan: Scan) -> Reading | None:
    """Read a stamp of form B, None where the text doesn't begin as one."""
    if not scan.text.startswith(stamp.PREFIX):
        return None
    try:
        claims, message = stamp.read_claims(scan.text)
        covers = cose.signed_bytes(message)
    except BadMessage as error:
        return _malformed(scan, error)
    elements = [
        Element(ai=ai, value=value, position=scan.offset) for ai, value in stamp.elements(claims)
    ]
    fault = next((found for element in elements if (found := _format_problem(element))), None)
    if fault or message.kid is None:
        return _invalid(fault or problem(ProblemCode.STAMP_MALFORMED, "kid", scan.offset))
    reading = gs1_reading(Kind.SIGNED_STAMP, elements, what=_WHAT)
    signature = StampSignature(
        algorithm=message.algorithm,
        kid=message.kid,
        value=message.signature,
        covers=covers,
        issuer=claims.issuer,
        issued=claims.issued,
    )
    return replace(reading, signature=signature)


def with_signature(reading: Reading, scan: Scan) -> Reading:
    """Add the signature of form A to the reading of a Digital Link that carries one."""
    if reading.kind is not Kind.DIGITAL_LINK or reading.item is None:
        return reading
    query = scan.text.partition("#")[0].partition("?")[2]
    if f"{stamp.PARAMETER}=" not in query:
        return reading
    found = [match[1] for match in islice(_PARAMETER.finditer(query), 2)]
    if not found:
        return reading
    try:
        kid, value = stamp.read_parameter(decode(found[0], query=True) if len(found) == 1 else "")
    except BadMessage:
        position = scan.offset + scan.text.index(f"{stamp.PARAMETER}=", scan.text.index("?"))
        warning = problem(ProblemCode.SIGNATURE_MALFORMED, stamp.PARAMETER, position)
        return replace(reading, warnings=(*reading.warnings, warning))
    signature = StampSignature(
        algorithm="EdDSA", kid=kid, value=value, covers=stamp.signed_form(reading.ais)
    )
    return replace(reading, signature=signature)


def _format_problem(element: Element) -> Problem | None:
    definition = definition_of(element.ai)
    return format_problem(definition, element) if definition else None


def _malformed(scan: Scan, error: BadMessage) -> Reading:
    """Name the fault: a place is known of what Base45 says, not of what was inside it."""
    inside = error.params.get("position") if error.code.startswith("base45.") else None
    position = scan.offset + (0 if inside is None else len(stamp.PREFIX) + int(inside))
    return _invalid(problem(ProblemCode.STAMP_MALFORMED, error.code, position))


def _invalid(error: Problem) -> Reading:
    return Reading(kind=Kind.SIGNED_STAMP, valid=False, what=_WHAT, error=error)

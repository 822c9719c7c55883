"""Say what a code proves: the first row of the verdict table that holds."""

from collections.abc import Mapping
from types import MappingProxyType

from provenance.answer import Answer, EstablishmentAnswer, Found, NotFound, Unavailable
from provenance.codes.reading import Kind, Reading
from provenance.keys import ItemKey
from provenance.verdict.case import Case, Finding
from provenance.verdict.completeness import count_present
from provenance.verdict.reasons import ReasonCode, because
from provenance.verdict.rows import ROWS
from provenance.verdict.signatures import signature_reasons
from provenance.verdict.verdict import Circumstances, Colour, Reason, Verdict, VerdictKind

COLOURS: Mapping[VerdictKind, Colour] = MappingProxyType(
    {
        VerdictKind.RECALLED: Colour.RED,
        VerdictKind.VOID: Colour.RED,
        VerdictKind.SOLD: Colour.RED,
        VerdictKind.BAD_SIGNATURE: Colour.RED,
        VerdictKind.MISMATCH: Colour.RED,
        VerdictKind.SIGNED_BUT_UNKNOWN: Colour.ORANGE,
        VerdictKind.SUSPECTED_COPY: Colour.ORANGE,
        VerdictKind.EXPIRED: Colour.ORANGE,
        VerdictKind.NOT_ACTIVATED: Colour.ORANGE,
        VerdictKind.VALID_DATE_UNCHECKED: Colour.BLUE,
        VerdictKind.VALID: Colour.GREEN,
        VerdictKind.KNOWN: Colour.BLUE,
        VerdictKind.SIGNED_STATE_UNKNOWN: Colour.BLUE,
        VerdictKind.ESTABLISHMENT: Colour.BLUE,
        VerdictKind.UNKNOWN: Colour.GREY,
        VerdictKind.UNAVAILABLE: Colour.GREY,
        VerdictKind.NOT_A_TRACE_CODE: Colour.GREY,
    }
)

NOT_TRACE_REASONS: Mapping[Kind, ReasonCode] = MappingProxyType(
    {
        Kind.IN_STORE: ReasonCode.CODE_IN_STORE,
        Kind.PAYMENT: ReasonCode.CODE_PAYMENT,
        Kind.PERSONAL: ReasonCode.CODE_PERSONAL,
        Kind.TRACE: ReasonCode.CODE_OTHER_SYSTEM,
        Kind.LINK: ReasonCode.CODE_LINK,
        Kind.TEXT: ReasonCode.CODE_TEXT,
        Kind.UNREADABLE: ReasonCode.CODE_UNREADABLE,
    }
)


def assess(
    reading: Reading, answer: Answer | EstablishmentAnswer | None, circumstances: Circumstances
) -> Verdict:
    """Say what a code proves, given what is known about what it names.

    Args:
        answer: None where nothing was looked up, as for every code that names neither goods nor an
            establishment; the code of another trace system is judged by what that system said.
    """
    item = reading.item or _goods_of_another_system(reading, answer)
    asked = reading.kind is Kind.TRACE and isinstance(answer, Found | NotFound | Unavailable)
    named = item is not None or asked or reading.kind is Kind.ESTABLISHMENT
    if not reading.valid or not named:
        return Verdict(
            kind=VerdictKind.NOT_A_TRACE_CODE,
            colour=COLOURS[VerdictKind.NOT_A_TRACE_CODE],
            reading=reading,
            answer=answer,
            reasons=(_why_not_a_trace_code(reading),),
        )
    case = Case(reading=reading, item=item, answer=answer, circumstances=circumstances)
    kind, finding = next(
        (kind, finding) for kind, row in ROWS if (finding := row(case)) is not None
    )
    return _verdict(case, kind, finding)


def _goods_of_another_system(
    reading: Reading, answer: Answer | EstablishmentAnswer | None
) -> ItemKey | None:
    """Name the goods that another system's code stands for, as that system says."""
    if reading.kind is not Kind.TRACE or not isinstance(answer, Found):
        return None
    return answer.dossier.key


def _verdict(case: Case, kind: VerdictKind, finding: Finding) -> Verdict:
    return Verdict(
        kind=kind,
        colour=Colour.GREY if finding.rescan else COLOURS[kind],
        reading=case.reading,
        answer=case.answer,
        reasons=tuple(dict.fromkeys((*finding.reasons, *signature_reasons(case)))),
        dossier=case.dossier,
        rescan=finding.rescan,
        dates_withheld=case.circumstances.today is None and case.has_dates,
        info_present=count_present(case.dossier) if case.dossier else None,
        establishment=case.establishment,
        signature=case.circumstances.signature,
        recalls=case.recalls,
    )


def _why_not_a_trace_code(reading: Reading) -> Reason:
    if reading.kind in NOT_TRACE_REASONS:
        what = {"what": reading.what} if reading.what else {}
        return because(NOT_TRACE_REASONS[reading.kind], **what)
    if reading.error is not None:
        return because(ReasonCode.CODE_INVALID, error=reading.error.code)
    in_store = any(warning.code == "gtin.in_store" for warning in reading.warnings)
    code = ReasonCode.CODE_IN_STORE if in_store else ReasonCode.CODE_NO_PRODUCT
    return because(code, what=reading.what)

"""The row of the verdict table about establishments."""

from collections.abc import Iterator
from datetime import date

from provenance.records import Certificate, CertificateState
from provenance.verdict.case import Case, Finding
from provenance.verdict.reasons import ReasonCode, because
from provenance.verdict.verdict import Reason


def establishment(case: Case) -> Finding | None:
    """Row 11a: somebody knows the shop, stall or co-operative.

    Which of its certificates aren't in force is told with it: an expired one is worse than none.
    """
    known = case.establishment
    if known is None:
        return None
    papers = tuple(_faults(known.certificates, case.circumstances.today))
    return Finding(reasons=(because(ReasonCode.ESTABLISHMENT_KNOWN, source=known.source), *papers))


def _faults(papers: tuple[Certificate, ...], today: date | None) -> Iterator[Reason]:
    for paper in papers:
        number, first, last = paper.number, paper.valid_from, paper.valid_until
        if paper.state is not CertificateState.ISSUED:
            yield because(ReasonCode.CERTIFICATE_WITHDRAWN, number=number, state=paper.state)
        elif today is not None and last is not None and last < today:
            yield because(ReasonCode.CERTIFICATE_EXPIRED, number=number, date=str(last))
        elif today is not None and first is not None and today < first:
            yield because(ReasonCode.CERTIFICATE_NOT_YET, number=number, date=str(first))

"""The row of the verdict table about recalls, and what other rows say of them."""

from collections.abc import Iterator

from provenance.answer import AnyAnswer, Found
from provenance.codes.reading import Reading
from provenance.keys import Gtin
from provenance.recalls import Hit, hit
from provenance.records import Recall
from provenance.verdict.case import Case, Finding
from provenance.verdict.reasons import ReasonCode, because
from provenance.verdict.verdict import Reason

_CODES = {
    Hit.PARTY: ReasonCode.RECALL_PARTY,
    Hit.PRODUCT: ReasonCode.RECALL_PRODUCT,
    Hit.LOT: ReasonCode.RECALL_LOT,
    Hit.SERIAL: ReasonCode.RECALL_SERIAL,
}


def gtin_in_question(reading: Reading, answer: AnyAnswer | None) -> Gtin | None:
    """Tell of which product recalls matter; another system's code names it by the answer only."""
    if reading.item is not None:
        return reading.item.gtin
    return answer.dossier.item.gtin if isinstance(answer, Found) else None


def recalled(case: Case) -> Finding | None:
    """Row 1: a recall names the product, its party, or a lot or serial of code and stamp."""
    reasons = tuple(
        because(_CODES[found], recall=recall.recall_id)
        for recall, found in _hits(case)
        if found is not Hit.PERHAPS
    )
    return Finding(reasons=reasons) if reasons else None


def other_lots(case: Case) -> tuple[Reason, ...]:
    """Tell that a part of the product is recalled, where nobody knows if this is of that part."""
    if any(found is Hit.PERHAPS for _, found in _hits(case)):
        return (because(ReasonCode.RECALL_OTHER_LOTS),)
    return ()


def _hits(case: Case) -> Iterator[tuple[Recall, Hit]]:
    if case.item is None:
        return
    for recall in case.recalls:
        found = hit(recall, case.item, case.lots, case.parties)
        if found is not None:
            yield recall, found

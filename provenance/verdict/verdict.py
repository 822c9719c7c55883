"""The verdict that a shopper sees, as data: no words, no pixels.

The rows and their colours are those of the verdict table in docs/verdicts.md; texts are made at the
edge, from `kind`, `reasons` and the dossier.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from provenance.answer import Answer, EstablishmentAnswer
from provenance.codes.reading import Reading
from provenance.records import Dossier, Establishment, Recall
from provenance.signatures.check import SignatureCheck


class VerdictKind(StrEnum):
    """The rows of the verdict table, first row first."""

    RECALLED = "recalled"
    VOID = "void"
    SOLD = "sold"
    BAD_SIGNATURE = "bad_signature"
    MISMATCH = "mismatch"
    SIGNED_BUT_UNKNOWN = "signed_but_unknown"
    SUSPECTED_COPY = "suspected_copy"
    EXPIRED = "expired"
    NOT_ACTIVATED = "not_activated"
    VALID_DATE_UNCHECKED = "valid_date_unchecked"
    VALID = "valid"
    KNOWN = "known"
    SIGNED_STATE_UNKNOWN = "signed_state_unknown"
    ESTABLISHMENT = "establishment"
    UNKNOWN = "unknown"
    UNAVAILABLE = "unavailable"
    NOT_A_TRACE_CODE = "not_a_trace_code"


class Colour(StrEnum):
    """Never the only sign of a verdict: icon, words, sound and lamp differ too."""

    RED = "red"
    ORANGE = "orange"
    BLUE = "blue"
    GREEN = "green"
    GREY = "grey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a verdict was reached, for logs, inspectors and texts.

    Attributes:
        code: stable name such as `recall.lot`, `stamp.void`, `lot.differs`.
        params: named values as (name, value) pairs in a fixed order.
    """

    code: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the station knows besides the code and the records.

    Attributes:
        today: the date in Vietnam; None without a clock that can be trusted.
        rescanned: whether this very code was already read again after a mismatch.
        signature: what `provenance.signatures.check` found, None of a code without a signature.
        recalls: orders that are known beside the answer; those of other goods do no harm.
    """

    today: date | None
    rescanned: bool = False
    recalls: tuple[Recall, ...] = ()
    signature: SignatureCheck | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the station says about one code.

    Attributes:
        rescan: the shopper should hold the goods up once more before anything is claimed.
        dates_withheld: no trusted clock, so nothing was said about dates.
        info_present: how many of the ten minimum items of TT 02/2024/TT-BKHCN the dossier
            holds; None without a dossier.
        establishment: of the code of an establishment that is known.
        signature: what is known of the signature of the code, None where it carries none.
        recalls: orders that may concern the goods; `reasons` say which of them do.
    """

    kind: VerdictKind
    colour: Colour
    reading: Reading
    answer: Answer | EstablishmentAnswer | None
    reasons: tuple[Reason, ...] = ()
    dossier: Dossier | None = None
    rescan: bool = False
    dates_withheld: bool = False
    info_present: int | None = None
    establishment: Establishment | None = None
    signature: SignatureCheck | None = None
    recalls: tuple[Recall, ...] = ()

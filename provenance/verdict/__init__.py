"""What a code proves, given what is known about the goods."""

from provenance.verdict.assess import assess
from provenance.verdict.recalls import gtin_in_question
from provenance.verdict.verdict import Circumstances, Colour, Reason, Verdict, VerdictKind

__all__ = [
    "Circumstances",
    "Colour",
    "Reason",
    "Verdict",
    "VerdictKind",
    "assess",
    "gtin_in_question",
]

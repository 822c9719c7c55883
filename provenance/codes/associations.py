"""Which application identifiers need, or rule out, others in the same code.

GS1 General Specifications 4.13 and 4.14, by `req` and `ex` of the GS1 Barcode Syntax Dictionary;
and a signature (AI 8030) needs a key that has its serial number.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from provenance.codes.dictionary import Definition, definition_of
from provenance.codes.element import Element
from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Problem

_KEYS_WITHOUT_SERIAL: Mapping[str, int] = MappingProxyType({"253": 13, "255": 13, "8003": 14})
"""Length of those keys whose serial number may be missing, without it."""


def association_problem(elements: Sequence[Element]) -> Problem | None:
    """Name the first element that misses a companion, or stands beside what it rules out."""
    values = {element.ai: element.value for element in elements}
    for element in elements:
        definition = definition_of(element.ai)
        if definition is None:
            continue
        if any(_present(other, values, element.ai) for other in definition.excludes):
            return problem(ProblemCode.AI_EXCLUDES, element.ai, element.position)
        if not _has_companion(definition, values):
            return problem(ProblemCode.AI_REQUIRES, element.ai, element.position)
        if element.ai == "8030" and any(
            len(values.get(ai, "")) == bare for ai, bare in _KEYS_WITHOUT_SERIAL.items()
        ):
            return problem(ProblemCode.AI_REQUIRES, element.ai, element.position)
    return None


def _has_companion(definition: Definition, ais: Collection[str]) -> bool:
    groups = definition.requires
    return not groups or any(all(_present(one, ais) for one in group) for group in groups)


def _present(pattern: str, ais: Collection[str], but: str = "") -> bool:
    """Tell whether an AI of this pattern is there, apart from one."""
    prefix = pattern.rstrip("n")
    if prefix == pattern:
        return pattern in ais and pattern != but
    return any(len(ai) == len(pattern) and ai.startswith(prefix) and ai != but for ai in ais)

"""Which connector may know what is asked."""

from fleet.connectors.config import Config
from fleet.connectors.port import Question


def may_know(title: str, config: Config, question: Question) -> bool:
    """Tell whether a question is for a connector.

    The code of a trace system goes to its own connector only; goods by key to every one whose
    prefixes hold.
    """
    if question.key is None:
        return question.system == title and bool(question.code)
    prefixes = config.gtin_prefixes
    return not prefixes or question.key.gtin.startswith(prefixes)

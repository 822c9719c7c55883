"""A language that nobody speaks: 40 % longer and full of accents, to find boxes that are too tight.

Facts: translations of short texts are up to 40 % longer and more than the original; the accents are
those that Vietnamese stacks on its capitals, the highest and deepest that a line must hold.
"""

import re
from dataclasses import replace

from kiosk.ui.words import Words, load

LONGER = 0.4
_PLACE = re.compile(r"\{[a-z_]+\}")
_FILLING = "Ậẩểễữợ"
_UNTOUCHED = ("date.", "number.")


def pseudo(language: str = "vi") -> Words:
    """Give a language's catalogue with every text made longer."""
    words = load(language)

    def find(key: str) -> str:
        text = words.find(key)
        return text if text == key or key.startswith(_UNTOUCHED) else lengthen(text)

    return replace(words, find=find)


def lengthen(text: str) -> str:
    """Make a text 40 % longer, word by word, and keep what is put into it."""
    return " ".join(
        word if _PLACE.search(word) else word + _filling(len(word)) for word in text.split(" ")
    )


def _filling(length: int) -> str:
    wanted = round(length * LONGER + 0.3)
    return (_FILLING * (wanted // len(_FILLING) + 1))[:wanted]

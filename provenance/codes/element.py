"""One application identifier with its value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One AI with its value.

    Attributes:
        position: zero-based character in the payload at which it begins.
    """

    ai: str
    value: str
    position: int | None = None

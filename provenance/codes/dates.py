"""The dates that GS1 application identifiers carry: YYMMDD and YYYYMMDD.

GS1 General Specifications 3.4 and 7.12: a day of 00 is the last day of the month, where the AI
allows it. The century of a two-digit year slides with the present year (49 back, 50 ahead). Reading
a code asks no clock, so the window stands still here, as it was in 2026: 1977 to 2076. Dates of
food lie a few years around the day of the scan, far inside it.
"""

import calendar
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

FIRST_YEAR = 1977

ZERO_DAY_ALLOWED = frozenset({"11", "12", "13", "15", "16", "17", "4324", "4325"})

YYMMDD_PLACES: Mapping[str, tuple[int, ...]] = MappingProxyType(
    dict.fromkeys(("11", "12", "13", "15", "16", "17", "4324", "4325", "4326"), (0,))
    | dict.fromkeys(("7003", "7006", "7011", "8008"), (0,))
    | {"7007": (0, 6)}
)
"""Where in the value of an AI its dates begin (GS1 Syntax Dictionary, `yymmd0` and `yymmdd`)."""

YYYYMMDD_AIS = frozenset({"7250", "7251"})


def yymmdd(text: str, *, zero_day: bool) -> date | None:
    """Make a date of six ASCII digits, None where there is no such day.

    Args:
        zero_day: whether day 00 stands for the last day of the month.
    """
    short_year = int(text[0:2])
    year = FIRST_YEAR + (short_year - FIRST_YEAR) % 100
    return _day(year, int(text[2:4]), int(text[4:6]), zero_day=zero_day)


def dates_are_valid(ai: str, value: str) -> bool:
    """Tell whether each date in an element names a day; true of an element without dates.

    Args:
        value: characters and lengths are those that the AI asks for.
    """
    if ai in YYYYMMDD_AIS:
        year, month, day = int(value[0:4]), int(value[4:6]), int(value[6:8])
        return _day(year, month, day, zero_day=False) is not None
    groups = (value[place : place + 6] for place in YYMMDD_PLACES.get(ai, ()))
    return all(yymmdd(group, zero_day=ai in ZERO_DAY_ALLOWED) for group in groups if group)


def _day(year: int, month: int, day: int, *, zero_day: bool) -> date | None:
    if not (1 <= month <= 12 and year >= 1):
        return None
    last = calendar.monthrange(year, month)[1]
    if day == 0 and zero_day:
        day = last
    return date(year, month, day) if 1 <= day <= last else None

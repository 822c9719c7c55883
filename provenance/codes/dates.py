"""The dates that GS1 application identifiers carry: YYMMDD and YYYYMMDD.

GS1 General Specifications 3.4 and 7.12: a day of 00 is the last day of the month, where the AI
allows it. The century of a two-digit year slides with the present year (49 back, 50 ahead). Reading
a code asks no clock, so the window stands still here, as it was in 2026: 1977 to 2076. Dates of
food lie a few years around the day of the scan, far inside it.
"""

import calendar
from datetime import date

from provenance.codes.lint_errors import LintError

FIRST_YEAR = 1977


def yymmdd(text: str, *, zero_day: bool) -> date | None:
    """Make a date of six ASCII digits, None where there is no such day.

    Args:
        zero_day: whether day 00 stands for the last day of the month.
    """
    if yymmdd_problem(text, zero_day=zero_day):
        return None
    year, month, day = _year(text[:2]), int(text[2:4]), int(text[4:6])
    return date(year, month, day or calendar.monthrange(year, month)[1])


def yymmdd_problem(text: str, *, zero_day: bool = False) -> LintError | None:
    """Say what keeps a text from being a date of six digits."""
    return day_problem(text, 6, zero_day=zero_day)


def day_problem(text: str, length: int, *, zero_day: bool = False) -> LintError | None:
    """Say what keeps a text from being a date.

    Args:
        length: 6 for YYMMDD, 8 for YYYYMMDD.
        zero_day: whether day 00 stands for the last day of the month.
    """
    if len(text) != length:
        return LintError.DATE_TOO_SHORT if len(text) < length else LintError.DATE_TOO_LONG
    if not (text.isascii() and text.isdigit()):
        return LintError.NON_DIGIT_CHARACTER
    month, day = int(text[-4:-2]), int(text[-2:])
    if not 1 <= month <= 12:
        return LintError.ILLEGAL_MONTH
    if day == 0:
        return None if zero_day else LintError.ILLEGAL_DAY
    # Only February needs the year; day 28 is in every month.
    if day > 28:
        year = _year(text[:2]) if length == 6 else int(text[:4])
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if day > (29 if month == 2 and leap else _DAYS[month - 1]):
            return LintError.ILLEGAL_DAY
    return None


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _year(digits: str) -> int:
    return FIRST_YEAR + (int(digits) - FIRST_YEAR) % 100

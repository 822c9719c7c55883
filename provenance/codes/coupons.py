"""The two coupon codes of North America: AI 8110 and AI 8112 (positive offer file).

GS1 US, North American Coupon Application Guideline: digits only; a "variable length indicator"
(VLI) of one digit says how long the number behind it is. Of AI 8110 the fields behind the first
purchase requirement may be missing, each is announced by its own digit, in ascending order.
"""

from collections.abc import Callable

from provenance.codes.dates import yymmdd_problem
from provenance.codes.lint_errors import LintError


class _Fault(Exception):
    """Ends the walk through a coupon; never leaves this module."""

    def __init__(self, error: LintError) -> None:
        super().__init__(error)
        self.error = error


class _Walk:
    """A place in the digits of a coupon."""

    def __init__(self, digits: str) -> None:
        self.rest = digits

    def code(self, allowed: str, name: str) -> None:
        """Take a digit that must be one of those allowed, or any where none are named."""
        if not self.rest:
            raise _Fault(LintError(f"coupon_missing_{name}"))
        if allowed and self.rest[0] not in allowed:
            raise _Fault(LintError(f"coupon_invalid_{name}"))
        self.rest = self.rest[1:]

    def number(self, indicators: str, base: int, name: str) -> None:
        """Take an indicator and as many digits as it says.

        Args:
            indicators: the digits that it may be; where 8 is none of them, 9 says that the number
                is that of the first purchase and isn't repeated.
            base: length that an indicator of 0 stands for.
        """
        if not self.rest:
            raise _Fault(LintError(f"coupon_missing_{name}_vli"))
        indicator = self.rest[0]
        if indicator not in indicators:
            raise _Fault(LintError(f"coupon_invalid_{name}_length"))
        absent = indicator == "9" and "8" not in indicators
        self.rest = self.rest[1:]
        self.take(0 if absent else base + int(indicator), f"truncated_{name}")

    def take(self, count: int, fault: str) -> str:
        """Take this many digits."""
        if len(self.rest) < count:
            raise _Fault(LintError(f"coupon_{fault}"))
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def date(self, name: str, wrong: LintError) -> str:
        """Take a date as YYMMDD."""
        taken = self.take(6, f"too_short_for_{name}_date")
        if yymmdd_problem(taken) is not None:
            raise _Fault(wrong)
        return taken

    def requirement(self, ordinal: str) -> None:
        """Take what has to be bought: how much, in which unit, of which family."""
        self.number("12345", 0, f"{ordinal}_purchase_requirement")
        self.code("012349", f"{ordinal}_purchase_requirement_code")
        self.take(3, f"truncated_{ordinal}_purchase_family_code")

    def begins(self, digit: str) -> bool:
        """Take the digit that announces a field, where it stands here."""
        found = self.rest.startswith(digit)
        self.rest = self.rest[found:]
        return found


def couponcode(value: str) -> LintError | None:
    """Check a coupon (AI 8110)."""
    return _checked(value, _coupon)


def couponposoffer(value: str) -> LintError | None:
    """Check a coupon whose terms are in a positive offer file (AI 8112)."""
    return _checked(value, _offer)


def _checked(value: str, walk: Callable[[_Walk], None]) -> LintError | None:
    if value and not (value.isascii() and value.isdigit()):
        return LintError.NON_DIGIT_CHARACTER
    at = _Walk(value)
    try:
        walk(at)
    except _Fault as fault:
        return fault.error
    return LintError.COUPON_EXCESS_DATA if at.rest else None


def _offer(at: _Walk) -> None:
    at.code("01", "format_code")
    at.number("0123456", 6, "funder")
    at.take(6, "truncated_offer_code")
    at.number("0123456789", 6, "serial_number")


def _coupon(at: _Walk) -> None:
    at.number("0123456", 6, "gcp")
    at.take(6, "truncated_offer_code")
    at.number("12345", 0, "save_value")
    at.requirement("1st")
    if at.begins("1"):
        at.code("0123", "additional_purchase_rules_code")
        at.requirement("2nd")
        at.number("01234569", 6, "2nd_purchase_gcp")
    if at.begins("2"):
        at.requirement("3rd")
        at.number("01234569", 6, "3rd_purchase_gcp")
    _dates(at)
    if at.begins("5"):
        at.number("0123456789", 6, "serial_number")
    if at.begins("6"):
        at.number("1234567", 6, "retailer_gcp_or_gln")
    if at.begins("9"):
        at.code("01256", "save_value_code")
        at.code("012", "save_value_applies_to_item")
        at.code("", "store_coupon_flag")
        at.code("01", "dont_multiply_flag")


def _dates(at: _Walk) -> None:
    ends = starts = ""
    if at.begins("3"):
        ends = at.date("expiration", LintError.COUPON_INVALID_EXPIRATION_DATE)
    if at.begins("4"):
        starts = at.date("start", LintError.COUPON_INVALID_START_DATE)
    if ends and starts and ends < starts:
        raise _Fault(LintError.COUPON_EXPIRATION_BEFORE_START)

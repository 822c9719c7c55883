"""The order to draw a station's window for one verdict, as the fleet gives it to `kiosk render`.

The fleet never imports the station's program; it runs it as a process of its own, with one such
document on its input and a PNG on its output. Both come with one installation, so that the
document has no versions; unknown keys are refused.
"""

from dataclasses import replace
from enum import StrEnum
from typing import Literal

from contract.model import Moment, SettingsModel
from provenance.verdict import Verdict

MAX_ORDER_BYTES = 4 * 1024 * 1024
MISSING_STATUS = 4
"""Exit status of `kiosk` where packages that the command needs aren't installed."""


class Housing(StrEnum):
    """The housings of the city's plan; each has its panel, and a distance to its shopper."""

    CABIN = "cabin"
    CABIN_PORTRAIT = "cabin-portrait"
    STATION = "station"
    COMPACT_7 = "compact-7"
    COMPACT_10 = "compact-10"


class WindowOrder(SettingsModel):
    """What to draw.

    Attributes:
        clock: the time that the window shows; None shows none, as a station without a trusted one.
    """

    housing: Housing
    language: Literal["vi", "en"]
    clock: Moment | None
    verdict: Verdict


def window_order(
    verdict: Verdict, housing: Housing, language: Literal["vi", "en"], clock: Moment
) -> bytes:
    """Write an order; the bytes of a signature stay out of it, since no window shows them."""
    unsigned = replace(verdict, reading=replace(verdict.reading, signature=None))
    order = WindowOrder(housing=housing, language=language, clock=clock, verdict=unsigned)
    return order.model_dump_json().encode()

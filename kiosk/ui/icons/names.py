"""The names of the drawn signs, and which sign speaks for which verdict.

A verdict's sign has two parts: an outline that tells the colour's meaning without any colour (seal,
ring, triangle, octagon, square) and a mark in it that tells the row of the verdict table.
"""

from enum import StrEnum

from provenance.verdict.verdict import Verdict


class Icon(StrEnum):
    """Every sign that is drawn."""

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
    RESCAN = "rescan"

    PIN = "pin"
    CALENDAR = "calendar"
    PERSON = "person"
    ROUTE = "route"
    CERTIFICATE = "certificate"
    ARCHIVE = "archive"
    OFFER = "offer"
    NO_RECORDING = "no_recording"
    CAMERA_FAULT = "camera_fault"
    OFFLINE = "offline"
    ONLINE = "online"
    GLOBE = "globe"
    MORE_TIME = "more_time"
    DONE = "done"
    OTHER_CODE = "other_code"
    HELP = "help"

    HINT_TOO_DARK = "hint_too_dark"
    HINT_TOO_BRIGHT = "hint_too_bright"
    HINT_GLARE = "hint_glare"
    HINT_MOVING = "hint_moving"
    HINT_TOO_FAR = "hint_too_far"
    HINT_TOO_NEAR = "hint_too_near"

    STEP_FIND = "step_find"
    STEP_HOLD = "step_hold"
    STEP_READ = "step_read"
    ART_WELCOME = "art_welcome"
    ART_DISTANCE = "art_distance"


def icon_of(verdict: Verdict) -> Icon:
    """Give the sign of a verdict."""
    return Icon.RESCAN if verdict.rescan else Icon(verdict.kind.value)

"""Moments as EPCIS writes them: `xsd:dateTimeStamp`, always with an offset from UTC."""

import re
from datetime import UTC, datetime, timedelta

_STAMP = re.compile(
    r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)"
    r"(?:\.(\d{1,20}))?(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))",
    re.ASCII,
)
OFFSET = re.compile(r"[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)", re.ASCII)


def parse_moment(text: str) -> datetime | None:
    """Read a moment, to the microsecond, in UTC; None where it is none."""
    match = _STAMP.fullmatch(text)
    if match is None:
        return None
    offset = "+00:00" if match[4] == "Z" else match[4]
    try:
        whole = datetime.fromisoformat(f"{match[1]}T{match[2]}{offset}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return whole + timedelta(microseconds=int((match[3] or "").ljust(6, "0")[:6]))


def to_milliseconds(text: str) -> str | None:
    """Write a moment in UTC with three decimals, rounded half up (CBV 2.0, 8.9.3); None if none."""
    match = _STAMP.fullmatch(text)
    moment = parse_moment(text) if match else None
    if match is None or moment is None:
        return None
    decimals = (match[3] or "").ljust(4, "0")
    ms = int(decimals[:3]) + (decimals[3] >= "5")
    try:
        rounded = moment.replace(microsecond=0) + timedelta(milliseconds=ms)
    except OverflowError:
        return None
    return f"{rounded:%Y-%m-%dT%H:%M:%S}.{rounded.microsecond // 1000:03d}Z"

"""The two ways in which data from outside is checked.

A wire message ignores fields that it doesn't know, so that an older receiver understands a newer
sender; a settings document refuses them, so that a typing mistake is never silently dropped.
"""

from datetime import MAXYEAR, MINYEAR, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

_FIRST_YEAR = MINYEAR + 1
_LAST_YEAR = MAXYEAR - 1


class WireModel(BaseModel):
    """Part of a message: frozen, unknown fields ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SettingsModel(BaseModel):
    """Part of a settings document: frozen, unknown keys refused, no silent conversions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _require_zone(value: datetime) -> datetime:
    if value.tzinfo is None:
        message = "a moment needs its offset from UTC"
        raise ValueError(message)
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        message = "a moment so far away can't be moved to another time zone"
        raise ValueError(message)
    return value


Moment = Annotated[datetime, AfterValidator(_require_zone)]
"""A moment with its offset from UTC."""

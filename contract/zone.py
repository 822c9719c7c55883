"""The one time zone in which dates of this product are meant."""

from datetime import UTC, date, datetime, time, timedelta, timezone

_AHEAD = timedelta(hours=7)
VIETNAM = timezone(_AHEAD, "Asia/Ho_Chi_Minh")
"""Without summer time since 1975, so no time zone database is needed."""


def vietnam_day(moment: datetime) -> date:
    """Give the date that it was in Vietnam."""
    # Half the time of a conversion, where the moment is in UTC already.
    return (moment.astimezone(UTC) + _AHEAD).date()


def day_begins(day: date) -> datetime:
    """Give the moment in UTC at which a date of Vietnam begins."""
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)

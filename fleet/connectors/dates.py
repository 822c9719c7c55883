"""Days and moments as strangers write them. Without a zone they are Vietnam's."""

from datetime import UTC, date, datetime, time

from contract.zone import VIETNAM
from fleet.connectors.config import DateForm

_SEPARATORS = str.maketrans("-.", "//")


def to_day(text: str, form: DateForm) -> date:
    """Read a day; of a moment, its day in Vietnam.

    Raises:
        ValueError: it is none.
    """
    if form is DateForm.ISO and len(text) == 10:
        return date.fromisoformat(text)
    return to_moment(text, form).astimezone(VIETNAM).date()


def to_moment(text: str, form: DateForm) -> datetime:
    """Read a moment; of a day alone, its beginning in Vietnam.

    Raises:
        ValueError: it is none.
    """
    found = _parse(text, form)
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)


def _parse(text: str, form: DateForm) -> datetime:
    match form:
        case DateForm.ISO:
            return datetime.fromisoformat(text)
        case DateForm.DAY_MONTH_YEAR:
            day, _, rest = text.partition(" ")
            number, month, year = (int(part) for part in day.translate(_SEPARATORS).split("/"))
            clock = time.fromisoformat(rest.strip()) if rest.strip() else time()
            return datetime.combine(date(year, month, number), clock)
        case DateForm.YEAR_MONTH_DAY:
            return datetime.combine(_compact(text), time())
        case DateForm.EPOCH_S | DateForm.EPOCH_MS:
            return _epoch(float(text) / (1 if form is DateForm.EPOCH_S else 1000))


def _compact(text: str) -> date:
    if len(text) != 8:
        message = f"{text[:20]!r} isn't YYYYMMDD"
        raise ValueError(message)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _epoch(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError) as error:
        raise ValueError(str(error)) from error

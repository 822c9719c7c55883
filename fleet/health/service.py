"""Writes the history of the stations' health and folds it into hours.

Only what `contract.probes` names as a number or a flag goes in, so that no station can invent
columns. Rows are timed by the fleet's clock, since a station's may be wrong.

Measured with 10,000 rows of 33 numbers each, indexes included: a row takes 215 bytes on SQLite and
284 on PostgreSQL. So 10,000 stations with a message a minute fill 3.1 and 4.1 GB a day, 43 and
57 GB in the fortnight that is kept, and 21 and 27 GB of hours in thirteen months.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contract.messages import Health, Probe
from contract.probes import PROBES, Kind
from fleet.db.upsert import dialect_insert, table_of
from fleet.health.models import HealthProbe, StationHealth, StationHealthHour
from fleet.health.packing import MAX_NUMBER, means, pack
from fleet.processes import service as processes

HOUR_S = 3600
BLOCK_HOURS = 720
RAW_KEPT = timedelta(days=14)
HOURS_KEPT = timedelta(days=396)
NOT_WITHIN = timedelta(seconds=10)
"""A station that sends on each change still gets at most six rows a minute."""
SETTLED = timedelta(seconds=60)
"""How long after an hour's end its last transaction may take."""
STATIONS_A_STEP = 200
JOB = "health.hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One health message that goes into the history."""

    station: str
    health: Health


def hour_of(moment: datetime) -> int:
    """Count the hours since 1970."""
    return int(moment.timestamp()) // HOUR_S


def begins(hour: int) -> datetime:
    """Give the moment at which an hour begins."""
    return datetime.fromtimestamp(hour * HOUR_S, UTC)


def numbers_of(session: Session) -> dict[str, int]:
    """Read the short number of each probe that has one."""
    return {name: number for number, name in session.execute(_PROBES)}


def record(session: Session, samples: Sequence[Sample], now: datetime) -> None:
    """Write messages into the history, in the transaction that stores them."""
    values = {one.station: _numeric(one.health.probes) for one in samples}
    wanted = sorted({name for found in values.values() for name in found})
    if not wanted:
        return
    numbers = _numbered(session, wanted)
    hour = hour_of(now)
    second = int(now.timestamp()) % HOUR_S
    rows = [
        {
            "hour": hour,
            "station_id": station,
            "second": second,
            "numbers": pack({numbers[name]: value for name, value in found.items()}),
        }
        for station, found in sorted(values.items())
        if found
    ]
    insert = dialect_insert(session, table_of(StationHealth))
    session.execute(insert.on_conflict_do_nothing(), rows)


def fold_step(session: Session, now: datetime) -> bool:
    """Fold some stations of the oldest hour that isn't folded yet; tell whether there is more.

    One step is short, so that whoever does it turns to other work in between.
    """
    hour, after = _place(session, now)
    if hour >= hour_of(now - SETTLED):
        return False
    stations = session.scalars(
        select(StationHealth.station_id)
        .where(StationHealth.hour == hour, StationHealth.station_id > after)
        .distinct()
        .order_by(StationHealth.station_id)
        .limit(STATIONS_A_STEP)
    ).all()
    if stations:
        _fold(session, hour, stations)
        processes.note_reached(session, JOB, f"{hour} {stations[-1]}")
    else:
        processes.note_reached(session, JOB, f"{_next_hour(session, hour, now)} ")
    return True


def unfolded_since(session: Session, now: datetime) -> int:
    """Give the oldest hour that isn't folded yet; the present one where nothing waits."""
    return _place(session, now)[0]


_PROBES = select(HealthProbe.id, HealthProbe.name)


def _numeric(probes: Mapping[str, Probe]) -> dict[str, float]:
    found = {}
    for name, probe in probes.items():
        spec = PROBES.get(name)
        known = spec is not None and spec.kind is not Kind.TEXT
        if known and isinstance(probe.value, bool | float | int):
            found[name] = float(probe.value)
    return found


def _numbered(session: Session, wanted: Sequence[str]) -> dict[str, int]:
    numbers = numbers_of(session)
    missing = [name for name in wanted if name not in numbers]
    if missing:
        insert = dialect_insert(session, table_of(HealthProbe)).on_conflict_do_nothing()
        for name in missing:
            # Two processes may choose one number: the loser's name then takes the next.
            while name not in numbers:
                number = max(numbers.values(), default=0) + 1
                if number > MAX_NUMBER:
                    message = "more probes than a byte can number"
                    raise OverflowError(message)
                session.execute(insert.values(id=number, name=name))
                numbers = numbers_of(session)
    return numbers


def _place(session: Session, now: datetime) -> tuple[int, str]:
    stored = processes.reached(session, JOB)
    if stored is not None:
        hour, _, after = stored.partition(" ")
        return int(hour), after
    oldest = session.scalar(select(func.min(StationHealth.hour)))
    return (hour_of(now) if oldest is None else oldest), ""


def _next_hour(session: Session, hour: int, now: datetime) -> int:
    """Skip hours in which nothing came, such as those of a long outage."""
    following = session.scalar(
        select(func.min(StationHealth.hour)).where(StationHealth.hour > hour)
    )
    return hour_of(now) if following is None else following


def _fold(session: Session, hour: int, stations: Sequence[str]) -> None:
    found: dict[str, list[bytes]] = {}
    for station, numbers in session.execute(
        select(StationHealth.station_id, StationHealth.numbers).where(
            StationHealth.hour == hour,
            StationHealth.station_id >= stations[0],
            StationHealth.station_id <= stations[-1],
        )
    ):
        found.setdefault(station, []).append(numbers)
    rows = [
        {
            "block": hour // BLOCK_HOURS,
            "station_id": station,
            "hour": hour,
            "numbers": pack(means(numbers)),
        }
        for station, numbers in sorted(found.items())
    ]
    insert = dialect_insert(session, table_of(StationHealthHour))
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["block", "station_id", "hour"],
            set_={"numbers": insert.excluded.numbers},
        ),
        rows,
    )

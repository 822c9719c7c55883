"""The health history: written with each message, charted, folded into hours, forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from contract.messages import Health, Probe
from contract.names import StationId
from contract.topics import Up
from contract.wire import encode
from fleet.content.desired import Desk
from fleet.db.engine import Database
from fleet.health import forgetting, queries, service
from fleet.health.models import HealthProbe, StationHealth, StationHealthHour
from fleet.ingest.handlers import apply
from fleet.processes import service as processes
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, add_stations, make_desk, received

MINUTE = timedelta(minutes=1)


class History:
    """Stations that say how they are."""

    def __init__(self, database: Database, desk: Desk, clock: SetClock) -> None:
        self.database = database
        self.desk = desk
        self.clock = clock

    def hears(self, temperature: float, **more: float | str | bool) -> None:
        values = {"cpu_temperature": temperature, **more}
        probes = {name: Probe(value=value) for name, value in values.items()}
        payload = encode(Health(at=self.clock.now(), probes=probes))
        with self.database.write() as session:
            messages = [received(CHO_HOM, Up.HEALTH, payload)]
            apply(session, messages, self.desk, self.clock.now())

    def chart(self, hours: int) -> queries.Chart:
        with self.database.read() as session:
            return queries.chart(session, CHO_HOM, hours=hours, now=self.clock.now())

    def fold(self) -> int:
        steps = 0
        while True:
            with self.database.write() as session:
                if not service.fold_step(session, self.clock.now()):
                    return steps
            steps += 1

    def forget_step(self) -> bool:
        with self.database.write() as session:
            return forgetting.forget_step(session, self.clock.now())

    def forget(self) -> None:
        while self.forget_step():
            pass

    def rows(self, model: type[StationHealth | StationHealthHour]) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def history(database: Database, data_dir: Path, clock: SetClock) -> History:
    add_stations(database, CHO_HOM, DONG_XUAN)
    return History(database, make_desk(data_dir), clock)


def shown(chart: queries.Chart, probe: str = "cpu_temperature") -> list[float]:
    return [value for value in chart.series[probe] if value is not None]


def test_a_day_is_charted_in_at_most_three_hundred_points(history: History) -> None:
    for minute in range(10):
        history.hears(50 + minute)
        history.clock.advance(MINUTE)
    chart = history.chart(24)
    assert len(chart.at) <= queries.MAX_POINTS
    assert chart.at[0] <= chart.begin
    assert {later - one for one, later in zip(chart.at, chart.at[1:], strict=False)} == {
        timedelta(seconds=chart.step_s)
    }
    assert sum(value is None for value in chart.series["cpu_temperature"]) > 250
    assert 50 < shown(chart)[0] < 55


@pytest.mark.parametrize("hours", [1, 2, 24, 48, 49, 168, 720, 9504])
def test_no_span_has_more_points(history: History, hours: int) -> None:
    history.hears(50)
    chart = history.chart(hours)
    assert len(chart.at) <= queries.MAX_POINTS
    assert chart.at[-1] <= chart.end < chart.at[-1] + timedelta(seconds=chart.step_s)


def test_only_known_numbers_and_flags_go_in(history: History) -> None:
    history.hears(50, station=True, camera="up", invented=1.0)
    assert set(history.chart(1).series) == {"cpu_temperature", "station"}
    with history.database.read() as session:
        assert sorted(session.scalars(select(HealthProbe.name))) == ["cpu_temperature", "station"]


def test_what_comes_twice_or_too_often_is_written_once(history: History) -> None:
    history.hears(50)
    history.hears(50)
    history.clock.advance(timedelta(seconds=9))
    history.hears(51)
    assert history.rows(StationHealth) == 1
    history.clock.advance(timedelta(seconds=1))
    history.hears(52)
    assert history.rows(StationHealth) == 2


def test_hours_are_folded_once_they_are_over(history: History) -> None:
    history.hears(50)
    history.clock.advance(30 * MINUTE)
    history.hears(60)
    assert history.fold() == 0
    history.clock.advance(31 * MINUTE)
    history.hears(90)
    assert history.fold() > 0
    assert history.rows(StationHealthHour) == 1
    assert history.fold() == 0
    history.clock.advance(timedelta(hours=2))
    history.fold()
    assert shown(history.chart(72)) == [55.0, 90.0]


def test_a_fold_that_was_cut_short_is_resumed(history: History) -> None:
    history.hears(50)
    history.clock.advance(timedelta(hours=1, minutes=2))
    with history.database.write() as session:
        assert service.fold_step(session, history.clock.now())
    # Whoever is elected next has nothing but the database.
    history.fold()
    history.clock.advance(timedelta(hours=5))
    history.hears(70)
    history.clock.advance(timedelta(hours=1, minutes=2))
    history.fold()
    assert shown(history.chart(72)) == [50.0, 70.0]
    with history.database.read() as session:
        place = processes.reached(session, service.JOB)
    assert place is not None
    assert int(place.split()[0]) == service.hour_of(history.clock.now())


def test_what_is_too_old_is_forgotten(history: History) -> None:
    history.hears(50)
    history.clock.advance(timedelta(hours=2))
    history.fold()
    history.clock.advance(service.RAW_KEPT)
    history.forget()
    assert (history.rows(StationHealth), history.rows(StationHealthHour)) == (0, 1)
    history.clock.advance(service.HOURS_KEPT + timedelta(days=31))
    history.forget()
    assert history.rows(StationHealthHour) == 0


@pytest.mark.parametrize("model", [StationHealth, StationHealthHour])
def test_no_step_of_forgetting_deletes_more_than_some_stations(
    history: History, model: type[StationHealth | StationHealthHour]
) -> None:
    is_hours = model is StationHealthHour
    most = forgetting.STATIONS_OF_BLOCK if is_hours else forgetting.STATIONS_OF_HOUR
    names = [StationId(f"many-{number:04}") for number in range(2 * most + 1)]
    add_stations(history.database, *names)
    hour = service.hour_of(history.clock.now())
    with history.database.write() as session:
        for name in names:
            for part in range(2):
                row = (
                    StationHealthHour(block=hour // 720, station_id=name, hour=part, numbers=b"")
                    if is_hours
                    else StationHealth(hour=hour, station_id=name, second=part, numbers=b"")
                )
                session.add(row)
        processes.note_reached(session, service.JOB, f"{hour + 1} ")
    history.clock.advance(service.HOURS_KEPT + timedelta(days=31))
    left = []
    while history.forget_step():
        left.append(history.rows(model))
    assert left == [2 * most + 2, 2, 0]


def test_what_is_not_folded_is_not_forgotten(history: History) -> None:
    history.hears(50)
    history.clock.advance(service.RAW_KEPT + timedelta(hours=2))
    history.forget()
    assert history.rows(StationHealth) == 1
    history.fold()
    history.forget()
    assert (history.rows(StationHealth), history.rows(StationHealthHour)) == (0, 1)

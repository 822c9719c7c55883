"""Suspicion comes from places, days and ways that no goods travel; never from a bare count."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.records import StampState
from provenance.stamps.places import Position, Seen, distance_km
from provenance.stamps.suspicion import Parameters, Reason, Watched, reasons
from provenance.stamps.texts import TEXTS, describe

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
HOAN_KIEM = Position(latitude=21.0287, longitude=105.8524)
SON_TAY = Position(latitude=21.1383, longitude=105.5053)
NEAR = Position(latitude=21.0300, longitude=105.8600)
ACTIVE = Watched(state=StampState.ACTIVE, activated_at=START - timedelta(days=1))


def seen(
    market: str, after: timedelta, *, position: Position | None = None, trusted: bool = True
) -> Seen:
    at = START + after
    return Seen(
        station=f"{market}-1",
        market=market,
        ward=f"ward of {market}",
        first_at=at,
        last_at=at,
        day=date(2026, 11, 20) + timedelta(days=after.days),
        clock_trusted=trusted,
        position=position,
    )


def codes(found: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in found]


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def test_a_great_circle() -> None:
    assert distance_km(HOAN_KIEM, HOAN_KIEM) == 0
    assert distance_km(HOAN_KIEM, SON_TAY) == pytest.approx(38.1, abs=0.5)
    hcmc = Position(latitude=10.7769, longitude=106.7009)
    assert distance_km(HOAN_KIEM, hcmc) == pytest.approx(1143, abs=8)
    pole, other = (Position(latitude=degrees, longitude=0) for degrees in (90, -90))
    assert distance_km(pole, other) == pytest.approx(20015, abs=1)


@given(st.lists(st.floats(0, 24 * 60), min_size=1, max_size=200))
def test_a_shelf_is_never_suspect(when: list[float]) -> None:
    shelf = [seen("hom", hours(hour), position=HOAN_KIEM) for hour in when]
    assert reasons(ACTIVE, shelf) == ()


def test_goods_that_are_moved_once_are_not_suspect() -> None:
    wholesale = [seen("long bien", hours(hour), position=HOAN_KIEM) for hour in range(4)]
    retail = [seen("nghe", hours(5 + hour), position=SON_TAY) for hour in range(50)]
    assert reasons(ACTIVE, [*wholesale, *retail]) == ()


def test_a_way_that_nothing_travels() -> None:
    found = reasons(
        ACTIVE, [seen("a", hours(0), position=HOAN_KIEM), seen("b", hours(0.2), position=SON_TAY)]
    )
    assert codes(found) == ["travel.impossible"]
    params = dict(found[0].params)
    assert (params["one"], params["other"], params["minutes"]) == ("a-1", "b-1", 12)
    assert params["km"] == pytest.approx(38, abs=1)
    assert describe(found).vi == (
        f"Quét tại a-1 rồi tại b-1, cách nhau {params['km']} km, chỉ sau 12 phút"
    )


def test_the_order_in_which_scans_arrive_does_not_count() -> None:
    scans = [seen("a", hours(0), position=HOAN_KIEM), seen("b", hours(0.2), position=SON_TAY)]
    assert reasons(ACTIVE, scans[::-1]) == reasons(ACTIVE, scans)


@pytest.mark.parametrize(
    "change",
    [
        {"clock_trusted": False},
        {"position": None},
        {"position": NEAR},
        {"market": "a"},
    ],
)
def test_what_says_nothing_about_travel(change: dict[str, object]) -> None:
    other = replace(seen("b", hours(0.01), position=SON_TAY), **change)  # type: ignore[arg-type]
    assert reasons(ACTIVE, [seen("a", hours(0), position=HOAN_KIEM), other]) == ()


def test_a_stay_that_reaches_beyond_the_next_arrival_counts_from_its_begin() -> None:
    stay = replace(seen("a", hours(0), position=HOAN_KIEM), last_at=START + hours(1))
    assert reasons(ACTIVE, [stay, seen("b", hours(0.9), position=SON_TAY)]) == ()


def test_many_places() -> None:
    scans = [seen(name, timedelta(days=10 * number)) for number, name in enumerate("abcd")]
    assert reasons(ACTIVE, scans[:3]) == ()
    found = reasons(ACTIVE, scans)
    assert codes(found) == ["places.many"]
    assert dict(found[0].params) == {"places": 4, "days": 4, "limit": 4}


def test_days_on_which_two_places_saw_it() -> None:
    scans = [
        seen(market, timedelta(days=day, hours=5 * place))
        for day in range(3)
        for place, market in enumerate("ab")
    ]
    assert reasons(ACTIVE, scans[:4]) == ()
    assert codes(reasons(ACTIVE, scans)) == ["days.shared"]
    untrusted = [replace(one, clock_trusted=False) for one in scans]
    assert reasons(ACTIVE, untrusted) == ()


def test_outside_the_sales_area() -> None:
    inside = replace(ACTIVE, area=frozenset({"a", "ward of b"}))
    assert reasons(inside, [seen("a", hours(0)), seen("b", hours(9))]) == ()
    found = reasons(inside, [seen("a", hours(0)), seen("c", hours(9))])
    assert codes(found) == ["area.outside"]
    assert dict(found[0].params) == {"places": 1, "market": "c"}


def test_scans_after_it_was_sold() -> None:
    sold = Watched(state=StampState.SOLD, activated_at=START - hours(9), ended_at=START)
    assert reasons(sold, [seen("a", hours(-1)), seen("a", hours(0.01))]) == ()
    assert codes(reasons(sold, [seen("a", hours(1))])) == ["sold.scanned"]


def test_before_activation_is_a_hint_and_no_suspicion() -> None:
    for state in (StampState.ISSUED, StampState.AT_PRINTER, StampState.INACTIVE):
        (found,) = reasons(Watched(state=state), [seen("a", hours(0))])
        assert (found.code, found.suspect) == ("activation.scanned_before", False)
    late = replace(ACTIVE, activated_at=START + hours(2))
    (found,) = reasons(late, [seen("a", hours(0)), seen("a", hours(3))])
    assert not found.suspect


def test_the_lines_are_data() -> None:
    scans = [seen("a", hours(0)), seen("b", hours(9))]
    assert codes(reasons(ACTIVE, scans, Parameters(places=2))) == ["places.many"]


def test_every_reason_has_words() -> None:
    scans = [
        seen("a", hours(0), position=HOAN_KIEM),
        seen("b", hours(0.2), position=SON_TAY),
        *(seen(market, timedelta(days=day)) for day in range(3) for market in "abcd"),
    ]
    watched = Watched(
        state=StampState.SOLD,
        activated_at=START + hours(1),
        ended_at=START + hours(2),
        area=frozenset({"x"}),
    )
    found = reasons(watched, scans)
    assert set(codes(found)) == TEXTS.keys()
    assert describe(found).en.count(";") == len(found) - 1

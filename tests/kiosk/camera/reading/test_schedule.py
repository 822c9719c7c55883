"""Which pass comes next: by worth, in turn, winners first, never for ever."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.camera.reading.passes import Family, Pass, hard_passes
from kiosk.camera.reading.schedule import LONGEST_WAIT, LUCKY_FRAMES, Schedule, likely

EVEN = 0.322
"""Share of bars that says nothing: both families are worth about the same."""
BUDGET_MS = 20.0


def one(name: str, *, ms: float = 5.0, gain: float = 0.1, family: Family = Family.MATRIX) -> Pass:
    return Pass(
        name=name,
        family=family,
        decode=lambda _: [],
        decoder="fake",
        ms_per_megapixel=ms,
        gain=gain,
    )


def frame_of(
    schedule: Schedule, frame: int, *, megapixels: float = 1.0, bars: float = EVEN
) -> list[str]:
    """Choose for a frame without a limit; every pass costs what it says and reads nothing."""
    chosen: list[str] = []
    while True:
        following = schedule.choose(frame, megapixels, None, bars)
        if following is None:
            return chosen
        ms = following.ms_per_megapixel * megapixels
        schedule.made(following, frame, megapixels, ms, read=False)
        chosen.append(following.name)


def play(
    passes: tuple[Pass, ...], frames: int, megapixels: float, slower: float = 1.0
) -> list[tuple[int, Pass]]:
    """Choose within a budget as the decoder does; give what was made in which frame."""
    schedule, made, credit_ms = Schedule(passes), [], 0.0
    for frame in range(1, frames + 1):
        credit_ms = min(credit_ms + BUDGET_MS, BUDGET_MS)
        while credit_ms > 0:
            limit_ms = None if credit_ms == BUDGET_MS else credit_ms
            following = schedule.choose(frame, megapixels, limit_ms, EVEN)
            if following is None:
                break
            ms = following.ms_per_megapixel * megapixels * slower
            schedule.made(following, frame, megapixels, ms, read=False)
            credit_ms -= ms
            made.append((frame, following))
    return made


def test_what_gains_most_for_its_time_comes_first() -> None:
    schedule = Schedule((one("dear", ms=20, gain=0.2), one("cheap", ms=2, gain=0.1), one("little")))
    assert frame_of(schedule, 1) == ["cheap", "little", "dear"]


def test_no_pass_is_made_twice_over_one_frame() -> None:
    schedule = Schedule(hard_passes())
    chosen = frame_of(schedule, 1)
    assert sorted(chosen) == sorted(each.name for each in hard_passes())
    assert schedule.choose(1, 1.0, None, EVEN) is None
    assert schedule.choose(2, 1.0, None, EVEN) is not None


def test_a_pass_that_failed_comes_back_after_a_while() -> None:
    good, poor = one("good", gain=0.1), one("poor", gain=0.03)
    schedule, first = Schedule((good, poor)), []
    for frame in range(1, 30):
        following = schedule.choose(frame, 1.0, None, EVEN)
        assert following is not None
        schedule.made(following, frame, 1.0, 5.0, read=False)
        first.append(following.name)
    assert first[:2] == ["good", "poor"]
    again = first.index("good", 2)
    assert 2 <= again <= 5
    assert first.count("good") > 2 * first.count("poor") > 4


def test_a_winner_comes_first_until_its_luck_is_old() -> None:
    poor, good = one("poor", gain=0.01), one("good", gain=0.3)
    schedule = Schedule((good, poor))
    schedule.made(poor, 1, 1.0, 5.0, read=True)
    for frame in range(2, 2 + LUCKY_FRAMES):
        assert frame_of(schedule, frame)[0] == "poor"
    assert frame_of(schedule, 2 + LUCKY_FRAMES)[0] == "good"


def test_of_two_winners_the_cheaper_comes_first() -> None:
    cheap, dear = one("cheap", ms=2), one("dear", ms=30, gain=0.9)
    schedule = Schedule((dear, cheap))
    for each in (cheap, dear):
        schedule.made(each, 1, 1.0, each.ms_per_megapixel, read=True)
    assert frame_of(schedule, 2) == ["cheap", "dear"]


def test_what_costs_more_than_the_credit_is_not_chosen() -> None:
    schedule = Schedule((one("dear", ms=20, gain=0.9), one("cheap", ms=4, gain=0.01)))
    for credit_ms, name in ((19.9, "cheap"), (20.0, "dear"), (4.0, "cheap"), (None, "dear")):
        following = schedule.choose(1, 1.0, credit_ms, EVEN)
        assert following is not None
        assert following.name == name
    assert schedule.choose(1, 1.0, 3.9, EVEN) is None
    # Over half as many pixels it costs half.
    following = schedule.choose(1, 0.5, 10.0, EVEN)
    assert following is not None
    assert following.name == "dear"


def test_what_passes_cost_is_learnt() -> None:
    slow, steady = one("slow", ms=2, gain=0.1), one("steady", ms=10, gain=0.1)
    schedule = Schedule((slow, steady))
    assert schedule.choose(1, 1.0, 3.0, EVEN) is slow
    for frame in range(1, 30):
        schedule.made(slow, frame, 2.0, 100.0, read=False)
    assert schedule.choose(40, 1.0, 12.0, EVEN) is steady
    assert schedule.choose(40, 1.0, 9.0, EVEN) is None


def test_a_picture_of_a_few_pixels_teaches_nothing() -> None:
    only = one("only", ms=2)
    schedule = Schedule((only,))
    for frame in range(1, 30):
        schedule.made(only, frame, 1e-6, 0.2, read=False)
    assert schedule.choose(40, 1.0, 3.0, EVEN) is only


def test_bars_are_looked_for_where_there_seem_to_be_some() -> None:
    bars, squares = one("bars", family=Family.LINEAR), one("squares")
    for share, first in ((0.0, "squares"), (0.7, "bars")):
        assert frame_of(Schedule((squares, bars)), 1, bars=share)[0] == first
    for share in (0.0, 0.1, 0.5, 1.0):
        assert all(likely(family, share) > 0 for family in Family)


@pytest.mark.parametrize("megapixels", [0.05, 0.3, 0.92, 1.23, 2.0])
@pytest.mark.parametrize("slower", [1.0, 4.0])
def test_every_pass_of_the_station_gets_its_turn(megapixels: float, slower: float) -> None:
    passes = hard_passes()
    total_ms = sum(each.ms_per_megapixel for each in passes) * megapixels * slower
    # All of them once in so many frames, if nothing came twice.
    round_frames = int(total_ms / BUDGET_MS) + 1
    frames = 4 * (LONGEST_WAIT + round_frames)
    made = Counter(each.name for _, each in play(passes, frames, megapixels, slower))
    assert set(made) == {each.name for each in passes}
    assert min(made.values()) >= 2


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.floats(0.5, 60), st.floats(0.001, 1), st.sampled_from(list(Family))),
        min_size=1,
        max_size=25,
    ),
    st.floats(0.001, 3),
)
def test_every_pass_of_any_table_gets_its_turn(
    table: list[tuple[float, float, Family]], megapixels: float
) -> None:
    passes = tuple(
        one(f"{number}", ms=ms, gain=gain, family=family)
        for number, (ms, gain, family) in enumerate(table)
    )
    # The dearest takes the time of so many frames, which none waits for.
    longest = int(max(ms for ms, _, _ in table) * megapixels / BUDGET_MS) + 1
    frames = (LONGEST_WAIT + len(passes) + 2) * longest
    made = play(passes, frames, megapixels)
    assert {each.name for _, each in made} == {each.name for each in passes}
    # No frame makes a pass twice, whatever it costs.
    assert len({(frame, each.name) for frame, each in made}) == len(made)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(0, 500), st.booleans()), min_size=60, max_size=200))
def test_no_clock_makes_a_frame_last_for_ever(costs: list[tuple[float, bool]]) -> None:
    passes = hard_passes()
    schedule = Schedule(passes)
    left = iter(costs)
    for frame in range(1, 4):
        for _ in range(len(passes)):
            following = schedule.choose(frame, 1.0, None, EVEN)
            assert following is not None
            ms, read = next(left, (0.0, False))
            schedule.made(following, frame, 1.0, ms, read=read)
        assert schedule.choose(frame, 1.0, None, EVEN) is None


def test_without_passes_there_is_nothing_to_choose() -> None:
    assert Schedule(()).choose(1, 1.0, None, EVEN) is None


def test_while_codes_are_read_at_once_nobody_waits() -> None:
    """After a quiet time the best pass comes first again, not the one that waited longest."""
    passes = (one("poor", gain=0.01, ms=30), one("good", gain=0.3, ms=2))
    schedule = Schedule(passes)
    frame_of(schedule, 1)
    assert frame_of(schedule, 5000)[0] == "good"

"""From sightings to scans."""

import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.camera.sighting import Sighting, Sightings
from kiosk.station.code import code_id
from kiosk.station.tracker import ABSENT_S, IN_VIEW_S, MAX_CODES, Sight, Tracks, see
from provenance.codes.reading import Kind
from tests.support.station_codes import EAN, FOREIGN_LINK, LOT_LINK, PERSONAL, UNIT_LINK, frame
from tests.support.station_codes import sighting as seen

STEP_S = 0.05


def weak(text: str) -> Sighting:
    return seen(text, confirmed=False, format="EAN-13")


def follow(frames: Iterable[Sightings], tracks: Tracks | None = None) -> list[Sight]:
    tracks = tracks or Tracks()
    sights = []
    for one in frames:
        tracks, sight = see(tracks, one)
        sights.append(sight)
    return sights


def hosts(sights: list[Sight]) -> list[str | None]:
    """Tell which codes were scanned: by host, or GTIN and lot."""
    return [name(s) for s in sights if s.scan is not None]


def name(sight: Sight) -> str | None:
    assert sight.scan is not None
    reading = sight.scan.reading
    return reading.item.gtin if reading.item else reading.host


def test_a_code_held_still_is_one_scan() -> None:
    sights = follow(frame(at * STEP_S, [seen(FOREIGN_LINK)]) for at in range(200))
    assert hosts(sights) == ["example.vn"]
    assert sights[0].scan is not None
    assert all(sight.glimpsed for sight in sights)


def test_a_short_gap_is_no_absence() -> None:
    times = [0.0, 0.1, 0.1 + ABSENT_S * 0.9, 0.1 + ABSENT_S * 1.8]
    assert len(hosts(follow(frame(at, [seen(FOREIGN_LINK)]) for at in times))) == 1


def test_a_code_that_was_away_is_scanned_again() -> None:
    times = [0.0, 0.1, 0.1 + ABSENT_S, 0.2 + ABSENT_S]
    assert len(hosts(follow(frame(at, [seen(FOREIGN_LINK)]) for at in times))) == 2


def test_a_weak_code_needs_two_frames() -> None:
    first, second = follow([frame(0.0, [weak(EAN)]), frame(0.2, [weak(EAN)])])
    assert first.glimpsed
    assert first.scan is None
    assert second.scan is not None
    assert second.scan.captured_at_s == 0.2


def test_two_reads_in_one_frame_are_one() -> None:
    (sight,) = follow([frame(0.0, [weak(EAN), weak(EAN)])])
    assert sight.scan is None


def test_two_different_weak_codes_do_not_confirm_each_other() -> None:
    sights = follow([frame(0.0, [weak(EAN)]), frame(0.1, [weak("8935217400102")])])
    assert hosts(sights) == []


RIGHT, WRONG = EAN, "8935217400102"


def test_frames_that_are_nearly_the_same_count_as_one() -> None:
    sights = follow(frame(at, [weak(EAN)]) for at in (0.0, 0.033, 0.066))
    assert [sight.scan is not None for sight in sights] == [False, False, True]


def test_of_weak_reads_that_disagree_none_counts_while_they_are_tied() -> None:
    texts = [RIGHT, WRONG, WRONG, RIGHT]
    tracks = Tracks()
    scanned = []
    for number, text in enumerate([*texts, RIGHT]):
        tracks, sight = see(tracks, frame(number * 0.1, [weak(text)]))
        scanned.append(sight.scan and sight.scan.code_id)
    wrong, right = code_id(weak(WRONG)), code_id(weak(RIGHT))
    # Read twice to once, the wrong one is believed for a moment; the right one takes its place.
    assert scanned == [None, None, wrong, None, right]


def test_weak_reads_that_disagree_evenly_are_never_a_scan() -> None:
    sights = follow(frame(at * 0.1, [weak(RIGHT), weak(WRONG)]) for at in range(9))
    assert hosts(sights) == []


def test_what_is_read_once_does_not_hold_up_what_is_read_often() -> None:
    texts = [WRONG, RIGHT, RIGHT, RIGHT]
    sights = follow(frame(at * 0.1, [weak(text)]) for at, text in enumerate(texts))
    assert [sight.scan is not None for sight in sights] == [False, False, True, False]


def test_one_sure_read_outdoes_any_number_of_weak_ones() -> None:
    sure = seen(RIGHT, format="EAN-13")
    sights = follow(
        [frame(0.0, [sure]), *(frame(at * 0.1, [weak(WRONG)]) for at in range(1, 6))],
    )
    assert [name(s) for s in sights if s.scan is not None] == ["0" + RIGHT]


def test_a_read_of_two_decoders_counts_beside_one_of_the_first_in_the_same_frame() -> None:
    (sight,) = follow([frame(0.0, [weak(EAN), seen(EAN, format="EAN-13")])])
    assert sight.scan is not None


def test_weak_codes_in_different_places_do_not_disagree() -> None:
    there = replace(weak(WRONG), corners=((400, 10), (500, 10), (500, 110), (400, 110)))
    first, second = follow(frame(at, [weak(RIGHT), there]) for at in (0.0, 0.1))
    assert first.scan is None
    assert second.scan is not None
    assert second.others is not None
    assert len(second.others) == 1


def test_a_weak_code_that_was_away_begins_anew() -> None:
    sights = follow([frame(0.0, [weak(EAN)]), frame(ABSENT_S, [weak(EAN)])])
    assert hosts(sights) == []


def test_of_several_codes_the_one_that_says_most_is_scanned_and_the_others_offered() -> None:
    codes = [seen(FOREIGN_LINK), seen(LOT_LINK), seen(UNIT_LINK)]
    (sight,) = follow([frame(0.0, codes)])
    assert name(sight) == "08935217400102"
    assert sight.others is not None
    assert [other.code_id for other in sight.others] == [code_id(codes[1]), code_id(codes[0])]


def test_two_codes_for_the_same_goods_are_no_choice() -> None:
    (sight,) = follow([frame(0.0, [seen(EAN), seen("https://id.gs1.org/01/08938505974194")])])
    assert sight.scan is not None
    assert sight.others == ()


def test_a_code_that_says_more_takes_over() -> None:
    sights = follow(
        [
            frame(0.0, [seen(FOREIGN_LINK)]),
            frame(0.1, [seen(FOREIGN_LINK), seen(UNIT_LINK)]),
            frame(0.2, [seen(FOREIGN_LINK), seen(UNIT_LINK)]),
        ]
    )
    assert hosts(sights) == ["example.vn", "08935217400102"]
    assert sights[1].others is not None
    assert [other.reading.host for other in sights[1].others] == ["example.vn"]


def test_a_code_that_says_less_is_offered_and_stays_so_when_the_better_one_blurs() -> None:
    both = [seen(UNIT_LINK), seen(FOREIGN_LINK)]
    sights = follow(
        [
            frame(0.0, [seen(UNIT_LINK)]),
            frame(0.1, both),
            *(frame(0.2 + at * STEP_S, [seen(FOREIGN_LINK)]) for at in range(40)),
        ]
    )
    assert hosts(sights) == ["08935217400102"]
    assert sights[1].others is not None
    assert [other.reading.host for other in sights[1].others] == ["example.vn"]
    assert all(sight.others is None for sight in sights[2:])


def test_other_goods_held_up_at_once_are_a_scan_although_they_say_less() -> None:
    sights = follow(
        [
            frame(0.0, [seen(UNIT_LINK)]),
            *(frame(0.1 + at * STEP_S, [seen(FOREIGN_LINK)]) for at in range(20)),
        ]
    )
    assert hosts(sights) == ["08935217400102", "example.vn"]
    at = next(index for index, sight in enumerate(sights) if index and sight.scan)
    assert sights[at].scan is not None
    assert 0.1 + at * STEP_S <= IN_VIEW_S + 3 * STEP_S


def test_nothing_of_a_personal_code_is_kept() -> None:
    tracks, sight = see(Tracks(), frame(0.0, [seen(PERSONAL)]))
    assert sight.scan is not None
    kept = repr((tracks, sight))
    assert "Nguy" not in kept
    assert "001099012345" not in kept


def test_a_wall_of_codes_is_cut_short() -> None:
    tracks, sight = see(Tracks(), frame(0.0, [seen(f"https://h{n}.vn/") for n in range(500)]))
    assert len(tracks.tracks) == MAX_CODES
    assert sight.others is not None
    assert len(sight.others) == MAX_CODES - 1


@pytest.mark.parametrize("place", [0, MAX_CODES, MAX_CODES + 2, 23])
def test_of_many_codes_the_one_that_says_most_is_scanned_wherever_it_comes(place: int) -> None:
    codes = [seen(f"https://h{n}.vn/") for n in range(23)]
    codes.insert(place, seen(UNIT_LINK))
    sights = follow(frame(at * STEP_S, codes) for at in range(3))
    assert hosts(sights) == ["08935217400102"]


def test_a_code_that_says_more_finds_room_among_many() -> None:
    many = [seen(f"https://h{n}.vn/") for n in range(50)]
    sights = follow([frame(0.0, many), frame(0.1, many), frame(0.2, [*many, seen(UNIT_LINK)])])
    assert hosts(sights) == ["h0.vn", "08935217400102"]


def test_a_code_that_is_followed_is_not_put_out_by_one_that_says_no_more() -> None:
    many = [seen(f"https://h{n}.vn/") for n in range(50)]
    tracks = Tracks()
    followed = []
    for at, codes in enumerate([many, many[::-1], many[20:] + many[:20]]):
        tracks, _ = see(tracks, frame(at * STEP_S, codes))
        followed.append([track.code_id for track in tracks.tracks])
    assert followed == [[code_id(one) for one in many[:MAX_CODES]]] * 3


def test_what_had_no_room_is_followed_once_the_others_have_left() -> None:
    many = [seen(f"https://h{n}.vn/") for n in range(MAX_CODES + 1)]
    times = [n * STEP_S for n in range(round(ABSENT_S / STEP_S) + 2)]
    sights = follow([frame(0.0, many), *(frame(at + STEP_S, many[-1:]) for at in times)])
    assert hosts(sights) == ["h0.vn", f"h{MAX_CODES}.vn"]


def test_fifty_codes_held_still_cost_the_loop_two_milliseconds_a_frame() -> None:
    many = [seen(f"https://h{n}.vn/") for n in range(50)]
    tracks, _ = see(Tracks(), frame(0.0, many))
    took_s = []
    for at in range(1, 30):
        begun_s = time.thread_time()
        tracks, _ = see(tracks, frame(at * STEP_S, many))
        took_s.append(time.thread_time() - begun_s)
    assert min(took_s) < 0.002


GAPS = st.lists(st.floats(min_value=0.01, max_value=3.0), max_size=40)


@given(gaps=GAPS)
def test_scans_are_the_presences_of_a_code(gaps: list[float]) -> None:
    times = [sum(gaps[:count]) for count in range(len(gaps) + 1)]
    presences = 1 + sum(later - before >= ABSENT_S for before, later in pairwise(times))
    assert len(hosts(follow(frame(at, [seen(FOREIGN_LINK)]) for at in times))) == presences


TEXTS = st.sampled_from([EAN, FOREIGN_LINK, LOT_LINK, UNIT_LINK, "Xin chào", PERSONAL])
SEEN = st.lists(st.builds(lambda text, sure: seen(text, confirmed=sure), TEXTS, st.booleans()))
FRAMES = st.lists(st.tuples(st.floats(min_value=0.01, max_value=1.5), SEEN), max_size=30)


@given(frames=FRAMES)
def test_whatever_comes_into_view(frames: list[tuple[float, list[Sighting]]]) -> None:
    tracks = Tracks()
    now_s = 0.0
    reads: dict[str, list[tuple[float, bool]]] = {}
    for gap_s, codes in frames:
        now_s += gap_s
        for one in codes:
            reads.setdefault(code_id(one), []).append((now_s, one.confirmed))
        tracks, sight = see(tracks, frame(now_s, codes))
        assert sight.glimpsed or not codes
        if sight.scan is None:
            continue
        assert sight.others is not None
        names = [sight.scan.code_id, *(other.code_id for other in sight.others)]
        assert len(set(names)) == len(names)
        for scanned in names:
            lately = {at for at, _ in reads[scanned] if now_s - at < ABSENT_S * len(frames)}
            sure = any(confirmed for _, confirmed in reads[scanned])
            assert sure or len(lately) >= 2


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le", "utf-32-be", "cp500"])
def test_what_a_symbol_says_of_its_encoding_counts(encoding: str) -> None:
    sighting = replace(seen(UNIT_LINK), payload=UNIT_LINK.encode(encoding))
    (sight,) = follow([frame(0.0, [sighting])])
    assert name(sight) == "08935217400102"


def test_a_personal_code_is_known_in_whatever_encoding() -> None:
    sighting = replace(seen(PERSONAL), payload=PERSONAL.encode("utf-16-le"))
    (sight,) = follow([frame(0.0, [sighting])])
    assert sight.scan is not None
    assert sight.scan.reading.kind is Kind.PERSONAL

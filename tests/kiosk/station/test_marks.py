"""Where the codes are in the preview, which is the chosen one, and their numbers."""

from dataclasses import replace

from kiosk.camera.sighting import Sighting
from kiosk.station.code import code_id
from kiosk.station.marks import FADES_AFTER_S, MOST, Marks
from tests.support.station_codes import EAN, FOREIGN_LINK, UNIT_LINK, frame, sighting


def at(text: str, left_px: float) -> Sighting:
    right_px = left_px + 50
    corners = ((left_px, 10.0), (right_px, 10.0), (right_px, 60.0), (left_px, 60.0))
    return replace(sighting(text), corners=corners)


def test_one_code_needs_no_number() -> None:
    marks = Marks()
    marks.see(frame(1.0, [sighting(EAN)]), code_id(sighting(EAN)))
    (mark,) = marks.at(1.0)
    assert (mark.chosen, mark.number) == (True, 0)


def test_the_chosen_code_is_the_first_and_the_others_are_counted_as_they_are_seen() -> None:
    marks = Marks()
    codes = [at(EAN, 100), at(FOREIGN_LINK, 900), at(UNIT_LINK, 500)]
    marks.see(frame(1.0, codes), code_id(codes[0]))
    shown = {mark.number: mark for mark in marks.at(1.0)}
    assert [number for number, mark in shown.items() if mark.chosen] == [1]
    assert shown[1].corners[0][0] == 100 / 1280
    # Mirrored: what is at the right of the frame is at the left of the window.
    assert (shown[2].corners[0][0], shown[3].corners[0][0]) == (900 / 1280, 500 / 1280)


def test_a_wall_of_codes_is_not_marked_whole() -> None:
    marks = Marks()
    marks.see(frame(1.0, [at(f"https://h{n}.vn/", n * 20) for n in range(50)]), None)
    assert sorted(mark.number for mark in marks.at(1.0)) == list(range(1, MOST + 1))


def test_marks_fade() -> None:
    marks = Marks()
    marks.see(frame(1.0, [sighting(EAN)]), None)
    assert marks.at(1.0 + FADES_AFTER_S / 2)
    assert marks.at(1.01 + FADES_AFTER_S) == ()

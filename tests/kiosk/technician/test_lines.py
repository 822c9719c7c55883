"""The camera as text and JSON: every figure, both languages, and foreign texts that do nothing."""

import json

import pytest

from kiosk.camera.sighting import CameraDown, CameraUp, Focus, Guidance, Hint
from kiosk.technician.faces import LinesFace, Shown
from kiosk.technician.lines import MOST_JSON_TEXT, to_json, to_line
from kiosk.technician.texts import FOCUS, HINTS, camera_words
from kiosk.technician.views import to_view
from kiosk.technician.watch import Look, Watch
from tests.kiosk.technician.sightings import code, frame, health

HOSTILE = "a\x1b[31m\x07\u202egnp" + "x" * 5000


def look_at(*texts: str, hint: Hint | None = None) -> Look:
    watch = Watch(100.0)
    watch.hear(CameraUp())
    watch.hear(health())
    watch.hear(Guidance(hint))
    watch.hear(frame(101.0, *(code(text) for text in texts)))
    return watch.look(101.5)


def test_a_line_has_every_figure() -> None:
    line = to_line(look_at("tea", hint=Hint.TOO_FAR), "en")
    for part in (
        "1.5 s",
        "frames come",
        "14.9 Frames/s",
        "Brightness 131",
        "Sharpness  5.00 (best 5.00 · 100 %)",
        "Focus focused",
        "Decoding  6.2 ms",
        "Hint: too far",
        '| QR Code ]Q1 zxing-cpp 7.2 ms confirmed "tea"',
    ):
        assert part in line


def test_a_line_in_vietnamese() -> None:
    line = to_line(look_at("chè", hint=Hint.TOO_DARK), "vi")
    assert "Lời nhắc: tối quá" in line
    assert 'chắc chắn "chè"' in line


def test_json_has_every_figure() -> None:
    told = json.loads(json.dumps(to_json(look_at("tea", hint=Hint.GLARE))))
    (one,) = told.pop("codes")
    assert told == {
        "at_s": 1.5,
        "camera": "up",
        "detail": "",
        "frames": 30,
        "fps": 14.9,
        "brightness": 131.4,
        "decode_ms": 6.2,
        "focus": "focused",
        "sharpness": 5.0,
        "sharpness_best": 5.0,
        "hint": "glare",
        "moving": None,
    }
    assert one == {
        "text": "tea",
        "length": 3,
        "format": "QR Code",
        "symbology": "]Q1",
        "decoder": "zxing-cpp",
        "confirmed": True,
        "reads": 1,
        "decode_ms": 7.25,
        "corners": [[100, 100], [300, 100], [300, 300], [100, 300]],
        "width_px": 1280,
        "height_px": 960,
    }


def test_a_hostile_text_is_escaped_and_cut() -> None:
    line = to_line(look_at(HOSTILE), "en")
    assert line.isprintable()
    assert r'"a\x1b[31m\x07\u202egnpxxx' in line
    assert len(line) < 400
    told = to_json(look_at(HOSTILE))["codes"]
    assert isinstance(told, list)
    assert (len(told[0]["text"]), told[0]["length"]) == (MOST_JSON_TEXT, len(HOSTILE))
    json.dumps(told).encode("ascii")
    view = to_view(look_at(HOSTILE), "en")
    assert view.codes[0].text.isprintable()
    assert len(view.codes[0].text) <= 120


def test_every_hint_and_focus_has_words() -> None:
    assert set(HINTS) == set(Hint)
    assert set(FOCUS) == set(Focus)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_fault_is_said_in_words_with_its_code(language: str) -> None:
    said = camera_words("camera.stalled", "no sign of life\x1b[2J", 0.0, language)
    assert said.endswith("[camera.stalled]")
    assert r"no sign of life\x1b[2J" in said
    assert "camera.odd" in camera_words("camera.odd", "", 0.0, language)


class TestPace:
    def lines_of(self, *looks: Look) -> list[str]:
        lines: list[str] = []
        face = LinesFace(lines.append, "en")
        face.open()
        for look in looks:
            face.show(Shown(look=look))
        face.close()
        assert face.wishes() == []
        assert not face.touched()
        return lines

    def test_twice_a_second_while_nothing_changes(self) -> None:
        assert len(self.lines_of(*(Look(at_s=number * 0.08) for number in range(25)))) == 4

    def test_a_change_is_told_at_once(self) -> None:
        watch = Watch(0.0)
        before = watch.look(0.0)
        watch.hear(CameraDown("camera.busy", "", ends=True))
        assert len(self.lines_of(before, watch.look(0.16))) == 2

    def test_changes_without_end_are_told_ten_times_a_second(self) -> None:
        looks = [Look(at_s=number / 100, camera=f"camera.{number}") for number in range(100)]
        assert len(self.lines_of(*looks)) == 10

"""The window itself: what is drawn when, what a screenshot shows, what a shopper does."""

import gc
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from kiosk.errors import DisplayError
from kiosk.settings import ScreenSettings
from kiosk.ui.gallery import MARKS, preview
from kiosk.ui.port import CodeMark, Window
from kiosk.ui.samples import views
from kiosk.ui.view import Action, Attract, Result, SlideView
from kiosk.ui.window import PygameWindow
from tests.kiosk.ui.conftest import Ticking

Open = Callable[..., PygameWindow]
VIEWS = views("vi")
SCAN = VIEWS["scanning"]
ENDED = """
import os
import signal

import pygame

from kiosk.settings import ScreenSettings
from kiosk.ui.port import Quit
from kiosk.ui.samples import views
from kiosk.ui.window import PygameWindow

window = PygameWindow(ScreenSettings(driver="dummy"))
window.open()
window.draw(views("vi")["attract"], None, ())
os.kill(os.getpid(), signal.SIGTERM)
pygame.event.pump()
assert Quit() in window.actions()
"""


def pixels(window: PygameWindow, *, with_preview: bool = True) -> npt.NDArray[np.uint8]:
    picture = pygame.image.load(io.BytesIO(window.screenshot(with_preview=with_preview)))
    return pygame.surfarray.array3d(picture)


def open_typefaces() -> int:
    gc.collect()
    files = Path("/proc/self/fd")
    return sum(str(file.readlink()).endswith(".ttf") for file in files.iterdir() if file.exists())


def test_a_screen_of_another_size_than_is_set_is_filled_and_not_overrun(open_window: Open) -> None:
    # SDL's dummy driver has one mode, 1024x768, and takes it whatever is asked for.
    shown = []
    for changes in ({"fullscreen": True}, {"width_px": 1024, "height_px": 768}):
        window = open_window("station", **changes)
        window.draw(SCAN, preview(), MARKS)
        shown.append(pixels(window).copy())
        window.close()
    assert shown[0].shape == (1024, 768, 3)
    assert (shown[0] == shown[1]).all()


def test_it_is_a_window(open_window: Open) -> None:
    window: Window = open_window()
    assert window.screenshot(with_preview=False).startswith(b"\x89PNG")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("housing", ["station", "cabin-portrait", "compact-7"])
def test_every_view_is_drawn_once(open_window: Open, housing: str, language: str) -> None:
    window = open_window(housing)
    for name, view in views(language).items():
        window.draw(VIEWS["fault"], None, ())
        assert window.draw(view, None, ()) is (name != "fault" or language != "vi"), name
        assert window.draw(replace(view), None, ()) is False, name


def test_a_new_picture_is_drawn_alone(open_window: Open) -> None:
    window = open_window()
    frame = preview()
    assert window.draw(SCAN, frame, ())
    before = pixels(window)
    assert window.draw(SCAN, None, ()) is False
    assert window.draw(SCAN, 255 - frame, ()) is True
    differs = (before != pixels(window)).any(axis=2)
    columns, rows = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    assert differs.sum() > 500_000
    assert columns.max() < 1300
    assert rows.max() < 1000


def test_a_picture_is_no_reason_to_draw_where_none_is_shown(open_window: Open) -> None:
    window = open_window()
    window.draw(VIEWS["result_valid"], None, ())
    assert window.draw(VIEWS["result_valid"], preview(), MARKS) is False


def test_the_picture_is_mirrored_and_marks_go_with_it(open_window: Open) -> None:
    window = open_window()
    frame = np.zeros((480, 640, 3), dtype=np.uint8)
    frame[:, :320] = (255, 0, 0)
    frame[:, 320:] = (0, 0, 255)
    window.draw(SCAN, frame, ())
    shown = pixels(window)
    assert tuple(shown[200, 400]) == (0, 0, 255)
    assert tuple(shown[1000, 400]) == (255, 0, 0)
    assert window.draw(SCAN, None, MARKS[:1]) is True
    assert window.draw(SCAN, None, MARKS[:1]) is False
    marked = pixels(window)
    assert (marked != shown).any(axis=2).sum() > 1000
    assert window.draw(SCAN, None, ()) is True
    assert (pixels(window) == shown).all()


def test_the_chosen_code_is_told_by_its_frame_and_its_number_without_colour(
    open_window: Open,
) -> None:
    window = open_window()
    frame = np.full((480, 640, 3), 128, dtype=np.uint8)
    window.draw(SCAN, frame, ())
    plain = pixels(window)
    square = ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6))
    painted = {}
    for chosen in (True, False):
        for number in (0, 1, 2):
            window.draw(SCAN, None, (CodeMark(corners=square, chosen=chosen, number=number),))
            grey = pixels(window).mean(axis=2)
            painted[chosen, number] = (np.abs(grey - plain.mean(axis=2)) > 20).sum()
    assert painted[True, 0] > 2 * painted[False, 0]
    assert painted[True, 1] > painted[True, 0]
    assert painted[False, 2] > painted[False, 0]


@pytest.mark.parametrize("housing", ["station", "compact-7"])
def test_marks_stay_in_the_picture(open_window: Open, housing: str) -> None:
    corners = ((0.9, -0.1), (1.1, -0.1), (1.1, 0.1), (0.9, 0.1))
    mark = CodeMark(corners=corners, chosen=True, number=1)
    shown = []
    for marks in ((), (mark,)):
        window = open_window(housing)
        window.draw(SCAN, np.full((480, 640, 3), 128, dtype=np.uint8), marks)
        shown.append(pixels(window))
        window.close()
    # Scaling leaves it some shades off.
    inside = (np.abs(shown[0].astype(int) - 128) <= 8).all(axis=2)
    differs = (shown[0] != shown[1]).any(axis=2)
    assert differs.sum() > 500
    assert not (differs & ~inside).any()


def test_a_screenshot_hides_the_camera(open_window: Open) -> None:
    window = open_window()
    window.draw(SCAN, np.full((480, 640, 3), 201, dtype=np.uint8), ())
    assert (pixels(window) == 201).all(axis=2).sum() > 500_000
    assert (pixels(window, with_preview=False) == 201).all(axis=2).sum() == 0


def test_the_camera_is_forgotten_when_its_screen_is_left(open_window: Open) -> None:
    window = open_window()
    window.draw(SCAN, np.full((480, 640, 3), 201, dtype=np.uint8), ())
    window.draw(VIEWS["checking"], None, ())
    window.draw(SCAN, None, ())
    assert (pixels(window) == 201).all(axis=2).sum() == 0


def test_only_what_changed_is_painted(open_window: Open) -> None:
    """The bar's countdown changes; whatever lies above it isn't touched."""
    window = open_window("cabin")
    view = VIEWS["result_valid_countdown"]
    window.draw(view, None, ())
    surface = pygame.display.get_surface()
    assert surface is not None
    surface.fill((1, 2, 3), (0, 0, 1920, 900))
    assert isinstance(view.screen, Result)
    window.draw(replace(view, screen=replace(view.screen, countdown_s=3)), None, ())
    assert (pixels(window)[:, :900] == (1, 2, 3)).all()


def test_painting_a_part_gives_the_same_picture_as_painting_all(open_window: Open) -> None:
    part, whole = open_window("compact-10"), PygameWindow(ScreenSettings())
    names = ["attract", "result_valid", "result_recalled", "fault", "attract_offline", "checking"]
    for name in names:
        part.draw(VIEWS[name], None, ())
    stepwise = pixels(part)
    part.close()
    whole = open_window("compact-10")
    whole.draw(VIEWS[names[-1]], None, ())
    assert (pixels(whole) == stepwise).all()


def test_checking_moves_calmly_and_then_rests(open_window: Open, clock: Ticking) -> None:
    window = open_window()
    view = VIEWS["checking"]
    drawn = []
    for _ in range(80):
        drawn.append(window.draw(view, None, ()))
        clock.now_s += 0.1
    assert drawn[0] is True
    assert 10 < sum(drawn) < 40
    assert not any(drawn[52:])


def test_touch_shows_at_once(open_window: Open) -> None:
    window = open_window()
    view = VIEWS["result_valid"]
    window.draw(view, None, ())
    before = pixels(window)
    place: dict[str, Any] = {"x": 1750 / 1920, "y": 1010 / 1080, "finger_id": 0}
    pygame.event.post(pygame.event.Event(pygame.FINGERDOWN, place))
    assert window.actions() == []
    assert window.draw(view, None, ()) is True
    assert (pixels(window) != before).any()
    pygame.event.post(pygame.event.Event(pygame.FINGERUP, place))
    assert window.actions() == [Action.LANGUAGE]
    window.draw(view, None, ())
    assert (pixels(window) == before).all()


def test_the_end_of_the_process_is_told() -> None:
    """In a process of its own: SDL handles SIGTERM only where nobody did before it began."""
    subprocess.run([sys.executable, "-c", ENDED], check=True, timeout=30)


def test_no_display_is_an_error_that_names_the_driver() -> None:
    window = PygameWindow(ScreenSettings(driver="no-such-driver"))
    with pytest.raises(DisplayError, match=r"display\.none .*no-such-driver") as raised:
        window.open()
    assert raised.value.code == "display.none"
    assert raised.value.params["detail"]
    assert os.environ["SDL_VIDEODRIVER"] == "dummy"


def test_a_screen_that_nobody_sees_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was asked for, SDL would silently draw off screen."""
    if list(Path("/dev").glob("dri/card*")):
        pytest.skip("this machine has a screen that SDL could find")
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(DisplayError, match=r"display\.none .*chosen by SDL"):
        PygameWindow(ScreenSettings()).open()


def test_a_closed_window_says_so(open_window: Open) -> None:
    window = open_window()
    window.close()
    window.close()
    with pytest.raises(DisplayError, match=r"display\.closed"):
        window.draw(VIEWS["attract"], None, ())


def test_a_closed_window_holds_no_typeface_open(open_window: Open) -> None:
    before = open_typefaces()
    window = open_window()
    window.draw(VIEWS["attract"], None, ())
    assert open_typefaces() > before
    window.close()
    assert open_typefaces() == before


def test_slides_are_shown_and_broken_ones_left_out(open_window: Open, tmp_path: Path) -> None:
    good, broken = tmp_path / "good.png", tmp_path / "broken.png"
    picture = pygame.Surface((640, 360))
    picture.fill((12, 200, 34))
    pygame.image.save(picture, good)
    broken.write_bytes(good.read_bytes()[:60])
    shown = {}
    for path in (good, broken, tmp_path / "missing.png"):
        slide = SlideView(picture=path, title=(("vi", "Chợ sớm mai"),), body=(("vi", "Rau sạch"),))
        window = open_window()
        window.draw(replace(VIEWS["attract"], screen=Attract(slide=slide, count=1)), None, ())
        shown[path.stem] = pixels(window)
        window.close()
    assert (shown["good"] == (12, 200, 34)).all(axis=2).sum() > 200_000
    window = open_window()
    window.draw(VIEWS["attract"], None, ())
    assert (shown["broken"] == pixels(window)).all()
    assert (shown["missing"] == pixels(window)).all()


@pytest.mark.parametrize("name", ["a\0\u202e\ud800" * 50, "W" * 4000, "Ẫ" * 300, "漢字" * 40, ""])
@pytest.mark.parametrize("housing", ["station", "compact-7-far"])
def test_any_text_of_a_record_can_be_shown(open_window: Open, housing: str, name: str) -> None:
    window = open_window(housing)
    view = VIEWS["result_valid"]
    assert isinstance(view.screen, Result)
    dossier = view.screen.verdict.dossier
    assert dossier is not None
    item = replace(dossier.item, name=replace(dossier.item.name, vi=name), brand=name)
    parties = tuple(replace(party, name=name, phone=name) for party in dossier.parties)
    verdict = replace(view.screen.verdict, dossier=replace(dossier, item=item, parties=parties))
    shown = replace(view, screen=replace(view.screen, verdict=verdict), station_name=name)
    assert window.draw(shown, None, ()) is True

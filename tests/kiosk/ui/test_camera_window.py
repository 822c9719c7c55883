"""The technician's window: where things stand, what tells codes apart, what is never shown."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from kiosk.errors import DisplayError
from kiosk.settings import ScreenSettings
from kiosk.ui.camera_layout import QUIET, Plan, compose
from kiosk.ui.camera_view import CameraView, CodeRow, Sharpness, Wish
from kiosk.ui.camera_window import CameraWindow
from kiosk.ui.fonts import Fonts
from kiosk.ui.housings import SCREENS
from kiosk.ui.scene import Fill, Line
from kiosk.ui.theme import contrast

SIZES = {**SCREENS, "small": ScreenSettings(width_px=320, height_px=320, mm_per_px=0.15)}
GREY = np.full((480, 640, 3), 90, np.uint8)
ROW = CodeRow(
    number=1,
    sure=True,
    corners=((0.3, 0.3), (0.6, 0.3), (0.6, 0.6), (0.3, 0.6)),
    symbology="QR Code",
    what="QR Code ]Q1 · zxing-cpp · 4.1 ms · confirmed",
    text="https://example.vn/chè",
)
VIEW = CameraView(
    status="Frames come",
    alarm=False,
    live=True,
    hint="Hint: too far",
    sharpness=Sharpness(label="Sharpness", now="42.26", best="best 84.51 · 50 %", share=0.5),
    figures=tuple((f"Figure {number}", "1280 × 960") for number in range(6)),
    codes=(ROW,),
    no_code="None in view",
    more=tuple(f"and {number} more" for number in range(1, 17)),
    loupe_title="The middle",
    keys="Q or Esc: end · R or a tap: measure the best anew",
)
Open = Callable[..., CameraWindow]


@pytest.fixture
def open_camera_window() -> Iterator[Open]:
    opened: list[CameraWindow] = []

    def make(screen: str = "compact-10") -> CameraWindow:
        window = CameraWindow(SIZES[screen].model_copy(update={"driver": "dummy"}))
        window.open()
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.close()


def pixels() -> npt.NDArray[Any]:
    surface = pygame.display.get_surface()
    assert surface is not None
    return pygame.surfarray.array3d(surface).transpose(1, 0, 2)


def texts(plan: Plan) -> list[str]:
    return [node.text for node in plan.scene.nodes if isinstance(node, Line) and node.text]


@pytest.mark.parametrize("screen", SIZES)
class TestLayout:
    def test_all_of_it_stands_on_the_screen_and_beside_the_pictures(
        self, screen: str, fonts: Fonts
    ) -> None:
        plan = compose(VIEW, SIZES[screen], fonts)
        size = plan.scene.size
        lines = [node for node in plan.scene.nodes if isinstance(node, Line) and node.text]
        assert size.holds(plan.preview)
        assert abs(plan.preview.w * 3 - plan.preview.h * 4) <= 4
        assert [line.text for line in lines if not size.holds(line.box)] == []
        assert not any(line.box.overlaps(plan.preview) for line in lines)
        if plan.loupe is not None:
            assert size.holds(plan.loupe)
            assert not any(line.box.overlaps(plan.loupe) for line in lines)
        assert all(fonts.width(line.text, line.type) <= line.box.w for line in lines)

    def test_many_codes_and_a_long_fault_find_room(self, screen: str, fonts: Fonts) -> None:
        rows = tuple(replace(ROW, number=number, sure=number % 2 > 0) for number in range(1, 17))
        crowded = replace(VIEW, codes=rows, alarm=True, status="no camera " * 30)
        plan = compose(crowded, SIZES[screen], fonts)
        lines = [node for node in plan.scene.nodes if isinstance(node, Line) and node.text]
        assert [line.text for line in lines if not plan.scene.size.holds(line.box)] == []
        shown = sum("example" in text or text.startswith("1") for text in texts(plan))
        assert shown
        assert any(text.startswith("and ") for text in texts(plan)) or shown >= 16


def test_what_is_shown_of_a_code(fonts: Fonts) -> None:
    shown = texts(compose(VIEW, SIZES["station"], fonts))
    assert f"1 {ROW.what}" in shown
    assert ROW.text in shown
    unsure = replace(VIEW, codes=(replace(ROW, sure=False),))
    assert f"1? {ROW.what}" in texts(compose(unsure, SIZES["station"], fonts))


def test_words_can_be_read_on_their_ground(fonts: Fonts) -> None:
    plan = compose(replace(VIEW, alarm=True), SIZES["station"], fonts)
    lines = [node for node in plan.scene.nodes if isinstance(node, Line)]
    assert all(contrast(line.colour, line.on) >= 7 for line in lines)
    assert any(line.colour == QUIET for line in lines)


def test_the_bar_is_as_long_as_the_share(fonts: Fonts) -> None:
    def bar(share: float) -> tuple[int, int]:
        view = replace(VIEW, sharpness=replace(VIEW.sharpness, share=share))
        nodes = compose(view, SIZES["station"], fonts).scene.nodes
        bars = [node.box for node in nodes if isinstance(node, Fill)]
        whole, filled = next((one, two) for one, two in pairwise(bars) if one.h == two.h)
        return filled.w, whole.w

    for share in (0.0, 0.5, 1.0, 7.0, -1.0):
        filled, whole = bar(share)
        assert filled == round(whole * min(max(share, 0.0), 1.0))


class TestWindow:
    def test_sure_and_unsure_codes_differ_without_colour(self, open_camera_window: Open) -> None:
        window = open_camera_window()
        window.draw(VIEW, GREY, None)
        sure = pixels().mean(axis=2)
        window.draw(replace(VIEW, codes=(replace(ROW, sure=False),)), None, None)
        unsure = pixels().mean(axis=2)
        # The middle of the code's lower side, unbroken or in strokes.
        plan = compose(VIEW, SIZES["compact-10"], Fonts())
        box = plan.preview
        band = slice(box.y + round(box.h * 0.6), box.y + round(box.h * 0.6) + box.w // 180 + 2)
        across = slice(box.x + round(box.w * 0.35), box.x + round(box.w * 0.55))
        assert (sure[band, across].max(axis=0) > 150).all()
        assert 0.3 < (unsure[band, across].max(axis=0) > 150).mean() < 0.8

    def test_the_loupe_shows_each_pixel_of_the_middle(self, open_camera_window: Open) -> None:
        window = open_camera_window()
        luma = np.random.default_rng(5).integers(0, 256, (960, 1280), dtype=np.uint8)
        window.draw(VIEW, GREY, luma)
        loupe = compose(VIEW, SIZES["compact-10"], Fonts()).loupe
        assert loupe is not None
        shown = pixels()[loupe.y : loupe.bottom, loupe.x : loupe.right]
        top, left = (960 - loupe.h) // 2, (1280 - loupe.w) // 2
        middle = luma[top : top + loupe.h, left : left + loupe.w]
        assert (shown == middle[:, :, np.newaxis]).all()

    def test_the_picture_is_not_mirrored(self, open_camera_window: Open) -> None:
        window = open_camera_window()
        picture = GREY.copy()
        picture[:, :320] = 200
        window.draw(replace(VIEW, codes=()), picture, None)
        box = compose(VIEW, SIZES["compact-10"], Fonts()).preview
        row = pixels()[box.y + box.h // 2, box.x : box.right]
        assert row[10, 0] == 200
        assert row[-10, 0] == 90

    def test_no_picture_of_before_a_fault_is_shown(self, open_camera_window: Open) -> None:
        window = open_camera_window()
        luma = np.full((960, 1280), 90, np.uint8)
        fault = replace(VIEW, live=False, alarm=True, codes=())
        window.draw(VIEW, GREY, luma)
        window.draw(fault, GREY, luma)
        plan = compose(fault, SIZES["compact-10"], Fonts())
        for box in (plan.preview, plan.loupe):
            assert box is not None
            assert not (pixels()[box.y : box.bottom, box.x : box.right] == 90).all(axis=2).any()

    @pytest.mark.parametrize("shape", [(1, 1), (30, 2000), (2000, 30), (960, 1280)])
    def test_lumas_of_any_size(self, open_camera_window: Open, shape: tuple[int, int]) -> None:
        open_camera_window().draw(VIEW, GREY, np.full(shape, 255, np.uint8))

    def test_codes_that_hang_out_or_are_nothing(self, open_camera_window: Open) -> None:
        window = open_camera_window()
        nothing = ((0.5, 0.5),) * 4
        beyond = ((-3.0, -3.0), (4.0, -3.0), (4.0, 4.0), (-3.0, 4.0))
        rows = [
            replace(ROW, corners=corners, sure=sure)
            for corners in (nothing, beyond)
            for sure in (True, False)
        ]
        window.draw(replace(VIEW, codes=tuple(rows)), GREY, None)

    def test_keys_and_taps(self, open_camera_window: Open) -> None:
        window = open_camera_window()
        window.wishes()
        events = [
            pygame.event.Event(pygame.KEYDOWN, key=pygame.K_q),
            pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE),
            pygame.event.Event(pygame.KEYDOWN, key=pygame.K_x),
            pygame.event.Event(pygame.KEYDOWN, key=pygame.K_r),
            pygame.event.Event(pygame.FINGERDOWN, finger_id=1, x=0.5, y=0.5),
            pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(5, 5), touch=True),
            pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(5, 5), touch=False),
            pygame.event.Event(pygame.QUIT),
        ]
        for event in events:
            pygame.event.post(event)
        assert window.touched()
        assert window.wishes() == [Wish.END] * 2 + [Wish.ANEW] * 3 + [Wish.END]
        assert not window.touched()

    def test_a_screen_of_another_size_than_is_set_is_filled_and_not_overrun(self) -> None:
        # SDL's dummy driver has one mode, 1024x768, and takes it whatever is asked for.
        asked = ScreenSettings(driver="dummy", fullscreen=True)
        fitting = asked.model_copy(update={"width_px": 1024, "height_px": 768, "fullscreen": False})
        shown = []
        for settings in (asked, fitting):
            window = CameraWindow(settings)
            window.open()
            window.draw(VIEW, GREY, np.full((960, 1280), 90, np.uint8))
            shown.append(pixels().copy())
            window.close()
        assert shown[0].shape == (768, 1024, 3)
        assert (shown[0] == shown[1]).all()

    def test_a_driver_that_is_not_there_is_an_error(self) -> None:
        window = CameraWindow(ScreenSettings(driver="no_such_driver"))
        with pytest.raises(DisplayError, match=r"display\.none"):
            window.open()
        with pytest.raises(DisplayError, match=r"display\.closed"):
            window.draw(VIEW, None, None)

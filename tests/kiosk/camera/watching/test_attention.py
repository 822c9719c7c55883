"""Which frames are decoded, and what is told beside codes."""

import numpy as np
import pytest

from kiosk.camera.port import Luma
from kiosk.camera.sighting import Guidance, Hint, Motion
from kiosk.camera.watching.attention import Attention
from kiosk.camera.watching.wake import STILL_AFTER_S
from tests.support.code_pictures import qr

FRAME_S = 1 / 30
SHADE = np.linspace(90, 150, 1280)[None, :] * np.ones((960, 1))
LABEL = np.clip(qr("https://example.vn/ma-so", scale=6), 20, 200)


def noisy(seed: int, *, light: float = 1.0, label: Luma | None = None, left: int = 500) -> Luma:
    """Draw a frame: a wall, and perhaps a label that a hand holds, always a little elsewhere."""
    random = np.random.default_rng(seed)
    shown = SHADE.copy()
    if label is not None:
        at = left + int(random.integers(-1, 2))
        shown[300 : 300 + label.shape[0], at : at + label.shape[1]] = label
    # Noise of the whole frame costs the test more than all it tests.
    grain = np.tile(random.normal(0, 2, (60, 80)), (16, 16))
    return np.clip(shown * light + grain, 0, 255).astype(np.uint8)


class Camera:
    """Thirty frames a second, and what was told when."""

    def __init__(self) -> None:
        self.attention = Attention()
        self.now_s = 50.0
        self.seed = 0
        self.told: list[tuple[float, Guidance | Motion]] = []
        self.decoded: list[float] = []

    def show(self, seconds: float, *, label: Luma | None = None, light: float = 1.0) -> None:
        frames = [noisy(self.seed + n, label=label, light=light) for n in range(6)]
        for number in range(round(seconds / FRAME_S)):
            notice = self.attention.see(frames[number % 6], self.now_s)
            self.told += [(self.now_s, event) for event in notice.events]
            if notice.decodes:
                self.decoded.append(self.now_s)
            self.now_s += FRAME_S
        self.seed += 6

    def hints(self) -> list[Hint | None]:
        return [event.hint for _, event in self.told if isinstance(event, Guidance)]

    def motion(self) -> list[tuple[float, bool]]:
        return [(at_s, event.moving) for at_s, event in self.told if isinstance(event, Motion)]


@pytest.fixture
def camera() -> Camera:
    return Camera()


def test_a_resting_station_decodes_five_frames_a_second(camera: Camera) -> None:
    camera.show(STILL_AFTER_S + 0.5)
    ((at_s, moving),) = camera.motion()
    assert at_s == pytest.approx(50 + STILL_AFTER_S, abs=0.3)
    assert not moving
    camera.decoded.clear()
    camera.show(2.0)
    assert 9 <= len(camera.decoded) <= 11


def test_it_wakes_soon_and_decodes_every_frame_then(camera: Camera) -> None:
    camera.show(STILL_AFTER_S + 1)
    came_s = camera.now_s
    camera.decoded.clear()
    camera.show(2.0, label=LABEL)
    at_s, moving = camera.motion()[-1]
    assert moving
    assert at_s - came_s < 0.3
    awake = [each for each in camera.decoded if each >= at_s]
    assert awake[0] == at_s
    assert len(awake) == pytest.approx((camera.now_s - at_s) / FRAME_S, abs=1)


def test_a_dark_stall_is_told_once_and_after_a_moment(camera: Camera) -> None:
    camera.show(1.0, light=0.1)
    came_s = camera.now_s
    camera.show(3.0, label=LABEL, light=0.1)
    assert camera.hints() == [Hint.TOO_DARK]
    at_s = next(at_s for at_s, event in camera.told if isinstance(event, Guidance))
    assert 0.5 < at_s - came_s < 1.1


def test_a_hint_ends_when_what_was_held_up_is_gone(camera: Camera) -> None:
    camera.show(1.0, light=0.1)
    camera.show(2.0, label=LABEL, light=0.1)
    camera.show(2.0, light=0.1)
    assert camera.hints() == [Hint.TOO_DARK, None]


def test_a_hint_ends_when_a_code_is_read(camera: Camera) -> None:
    camera.show(1.0, light=0.1)
    camera.show(2.0, label=LABEL, light=0.1)
    assert camera.attention.read() == (Guidance(None),)
    assert camera.attention.read() == ()


def test_an_empty_scene_and_a_good_picture_are_not_scolded(camera: Camera) -> None:
    camera.show(2.0)
    camera.show(2.0, label=LABEL)
    camera.show(2.0)
    camera.show(1.0, light=0.2)
    camera.show(1.0)
    assert camera.hints() == []


@pytest.mark.parametrize("shape", [(1, 1), (20, 20), (24, 32), (480, 640), (97, 1501)])
@pytest.mark.parametrize("level", [0, 255])
def test_frames_of_any_size(shape: tuple[int, int], level: int) -> None:
    attention = Attention()
    for number in range(40):
        picture = np.full(shape, level if number % 3 else 128, np.uint8)
        assert attention.see(picture, number * 0.1).decodes


def test_frames_whose_size_changes() -> None:
    attention = Attention()
    for number in range(60):
        size = (480, 640) if number % 2 else (960, 1280)
        attention.see(np.full(size, number % 200, np.uint8), number * FRAME_S)

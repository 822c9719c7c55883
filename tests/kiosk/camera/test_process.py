"""What the camera process makes of frames, without a process."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.camera.decode import Decoder
from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Frame, Luma
from kiosk.camera.preview import SharedPreview
from kiosk.camera.process import BLACK_AFTER_S, FROZEN_AFTER_S, HEALTH_EVERY_S, Watcher
from kiosk.camera.sighting import CameraDown, CameraEvent, CameraHealth, CameraUp, Sightings
from kiosk.errors import CameraError
from tests.support.code_pictures import qr, texture
from tests.support.kiosk_clock import SetClock

GREY = np.full((240, 320), 90, np.uint8)
BLACK = np.full((240, 320), 2, np.uint8)
FRAME_S = 0.1


class Rig:
    """A watcher, its clock, and what it has told."""

    def __init__(self, preview: SharedPreview, *, on_trial: bool = False) -> None:
        self.clock = SetClock()
        self.told: list[CameraEvent] = []
        self.preview = preview
        self.watcher = Watcher(
            self.told.append, preview, Decoder(), self.clock.monotonic_s, on_trial=on_trial
        )

    def show(self, luma: Luma, frames: int = 1, *, live: bool = False) -> None:
        for _ in range(frames):
            picture = np.full((PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3), luma[0, 0], np.uint8)
            captured_at_s = self.clock.monotonic_s()
            self.watcher.take(
                Frame(luma=luma, preview=picture, captured_at_s=captured_at_s, live=live)
            )
            self.clock.advance(FRAME_S)

    def episodes(self) -> list[CameraEvent]:
        return [
            replace(event, detail="") if isinstance(event, CameraDown) else event
            for event in self.told
            if isinstance(event, CameraUp | CameraDown)
        ]


@pytest.fixture
def rig() -> Iterator[Rig]:
    preview = SharedPreview()
    yield Rig(preview)
    preview.close()


def test_a_code_is_told_with_the_time_of_its_exposure(rig: Rig) -> None:
    picture = qr("told")
    rig.show(picture)
    (told,) = [event for event in rig.told if isinstance(event, Sightings)]
    assert [code.text for code in told.codes] == ["told"]
    assert (told.frame, told.captured_at_s) == (1, 1000.0)
    assert (told.height_px, told.width_px) == picture.shape
    assert told.decode_ms >= 0


def test_frames_without_a_code_tell_only_of_health(rig: Rig) -> None:
    rig.show(GREY, 21)
    assert isinstance(rig.told[0], CameraUp)
    health = [event for event in rig.told[1:] if isinstance(event, CameraHealth)]
    assert len(health) == len(rig.told) - 1
    assert len(health) == pytest.approx(21 * FRAME_S / HEALTH_EVERY_S, abs=1)
    last = health[-1]
    assert last.fps == pytest.approx(1 / FRAME_S, rel=0.05)
    assert last.brightness == pytest.approx(90)
    assert last.decoded == 0


def test_health_counts_frames_and_those_with_a_code(rig: Rig) -> None:
    rig.show(qr("counted"), 3)
    rig.show(GREY, 10)
    last = [event for event in rig.told if isinstance(event, CameraHealth)][-1]
    assert last.frames > last.decoded == 3


def test_every_frame_reaches_the_preview(rig: Rig) -> None:
    rig.show(GREY, 5)
    newest = rig.preview.read()
    assert newest is not None
    assert newest[0] == 5
    assert newest[1][0, 0].tolist() == [90, 90, 90]


def test_black_is_told_once_until_light_returns(rig: Rig) -> None:
    rig.show(GREY, 2)
    rig.show(BLACK, round(BLACK_AFTER_S / FRAME_S) - 2)
    assert rig.episodes() == [CameraUp()]
    rig.show(BLACK, 100)
    assert rig.episodes() == [CameraUp(), CameraDown("camera.black")]
    rig.show(GREY, 5)
    assert rig.episodes() == [CameraUp(), CameraDown("camera.black"), CameraUp()]


def test_a_hand_over_the_lens_for_a_moment_is_nothing(rig: Rig) -> None:
    for _ in range(4):
        rig.show(GREY, 3)
        rig.show(BLACK, round(BLACK_AFTER_S / FRAME_S) - 5)
    assert rig.episodes() == [CameraUp()]


def test_black_from_the_first_frame_on_is_told_too(rig: Rig) -> None:
    rig.show(BLACK, round(BLACK_AFTER_S / FRAME_S) + 3)
    assert rig.episodes() == [CameraDown("camera.black")]
    rig.show(GREY)
    assert rig.episodes()[-1] == CameraUp()


FROZEN_FRAMES = round(FROZEN_AFTER_S / FRAME_S)


def test_a_sensor_that_gives_the_same_frame_again_and_again_is_frozen(rig: Rig) -> None:
    rig.show(GREY, FROZEN_FRAMES - 1, live=True)
    with pytest.raises(CameraError) as caught:
        rig.show(GREY, 3, live=True)
    assert caught.value.code == "camera.frozen"


def test_one_pixel_of_noise_is_life(rig: Rig) -> None:
    for number in range(2 * FROZEN_FRAMES):
        rig.show(noisy(number), live=True)
    assert rig.episodes() == [CameraUp()]


@pytest.fixture
def tried(rig: Rig) -> Rig:
    return Rig(rig.preview, on_trial=True)


def noisy(number: int) -> Luma:
    picture = GREY.copy()
    picture[16, 16] = 90 + number % 2
    return picture


def test_on_trial_it_is_up_once_its_frames_have_changed_for_long_enough(tried: Rig) -> None:
    for number in range(FROZEN_FRAMES - 1):
        tried.show(noisy(number), live=True)
    assert tried.episodes() == []
    for number in range(3):
        tried.show(noisy(number), live=True)
    assert tried.episodes() == [CameraUp()]


@pytest.mark.parametrize("moving", [1, 30, FROZEN_FRAMES - 10])
def test_on_trial_one_that_freezes_again_was_never_up(tried: Rig, moving: int) -> None:
    for number in range(moving):
        tried.show(noisy(number), live=True)
    with pytest.raises(CameraError, match="frozen"):
        tried.show(GREY, FROZEN_FRAMES + 5, live=True)
    assert tried.episodes() == []


def test_on_trial_pictures_that_may_be_alike_pass(tried: Rig) -> None:
    tried.show(GREY, FROZEN_FRAMES + 2)
    assert tried.episodes() == [CameraUp()]


@pytest.mark.parametrize(("level", "live"), [(90, False), (255, True), (2, True)])
def test_pictures_that_may_be_alike_are_not_frozen(rig: Rig, level: int, *, live: bool) -> None:
    rig.show(np.full((240, 320), level, np.uint8), 2 * FROZEN_FRAMES, live=live)
    assert "camera.frozen" not in {
        event.code for event in rig.told if isinstance(event, CameraDown)
    }


def test_a_sharp_picture_is_sharper_than_its_blurred_self(rig: Rig) -> None:
    sharp = texture(1, (240, 320))
    blurred = np.asarray(cv2.GaussianBlur(sharp, (9, 9), 0), np.uint8)
    told = []
    for picture in (sharp, blurred, sharp[:1, :1]):
        rig.show(picture, 10)
        told.append([one for one in rig.told if isinstance(one, CameraHealth)][-1].sharpness)
    first, second, nothing = told
    assert first is not None
    assert second is not None
    assert first > 2 * second
    assert nothing is None


def test_memory_does_not_grow_with_frames(rig: Rig) -> None:
    frames = [texture(1, (240, 320)), qr("often"), GREY]
    for frame in frames:
        rig.show(frame, 20)
    before_kb = resident_kb()
    for number in range(600):
        rig.show(frames[number % 3])
        rig.told.clear()
    # One frame kept in ten would be 7 MB more.
    assert resident_kb() - before_kb < 6_000


def resident_kb() -> int:
    """Read this process's resident memory (proc(5))."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

"""What the camera process makes of frames, without a process."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Frame, FrameDecoder, Luma
from kiosk.camera.process import BLACK_AFTER_S, FROZEN_AFTER_S, HEALTH_EVERY_S, Watcher
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.shared import LUMA_MAX_PX, SharedPictures
from kiosk.camera.sighting import (
    CameraDown,
    CameraEvent,
    CameraHealth,
    CameraUp,
    Focus,
    Sighting,
    Sightings,
)
from kiosk.errors import CameraError
from tests.support.code_pictures import qr, texture
from tests.support.kiosk_clock import SetClock

GREY = np.full((240, 320), 90, np.uint8)
BLACK = np.full((240, 320), 2, np.uint8)
FRAME_S = 0.1


class Rig:
    """A watcher, its clock, and what it has told."""

    def __init__(
        self,
        pictures: SharedPictures,
        *,
        trial_s: float = 0.0,
        decoder: FrameDecoder | None = None,
    ) -> None:
        self.clock = SetClock()
        self.told: list[CameraEvent] = []
        self.pictures = pictures
        self.watcher = Watcher(
            self.told.append,
            pictures,
            decoder or Decoder(),
            self.clock.monotonic_s,
            trial_s=trial_s,
        )

    def show(
        self, luma: Luma, frames: int = 1, *, live: bool = False, focus: Focus | None = None
    ) -> None:
        for _ in range(frames):
            level = luma[0, 0] if luma.size else 0
            picture = np.full((PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3), level, np.uint8)
            captured_at_s = self.clock.monotonic_s()
            self.watcher.take(
                Frame(
                    luma=luma,
                    preview=picture,
                    captured_at_s=captured_at_s,
                    live=live,
                    focus=focus,
                )
            )
            self.clock.advance(FRAME_S)

    def healths(self) -> list[CameraHealth]:
        return [event for event in self.told if isinstance(event, CameraHealth)]

    def episodes(self) -> list[CameraEvent]:
        return [
            replace(event, detail="") if isinstance(event, CameraDown) else event
            for event in self.told
            if isinstance(event, CameraUp | CameraDown)
        ]


@pytest.fixture
def rig() -> Iterator[Rig]:
    pictures = SharedPictures()
    yield Rig(pictures)
    pictures.close()


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
    newest = rig.pictures.preview(0)
    assert newest is not None
    assert newest[0] == 5
    assert newest[1][0, 0].tolist() == [90, 90, 90]


def test_every_frame_is_shared_in_full_for_who_looks_closely(rig: Rig) -> None:
    sharp = texture(1, (241, 323))
    rig.show(GREY)
    rig.show(sharp)
    newest = rig.pictures.luma(0)
    assert newest is not None
    assert newest[0] == 2
    assert np.array_equal(newest[1], sharp)


def test_a_luma_beyond_the_limit_is_decoded_and_not_shared(rig: Rig) -> None:
    large = np.full((LUMA_MAX_PX // 1920 + 1, 1920), 255, np.uint8)
    code = qr("large")
    large[100 : 100 + code.shape[0], 100 : 100 + code.shape[1]] = code
    rig.show(large)
    assert [event.codes[0].text for event in rig.told if isinstance(event, Sightings)] == ["large"]
    assert rig.pictures.luma(0) is None
    assert rig.pictures.preview(0) is not None


def test_health_says_how_long_decoding_takes_lately_and_what_the_lens_does(rig: Rig) -> None:
    slow = Rig(rig.pictures)
    slow.watcher = Watcher(slow.told.append, rig.pictures, Slow(slow.clock), slow.clock.monotonic_s)
    slow.show(GREY, 20, focus=Focus.SEARCHING)
    slow.show(GREY, 1)
    first, second, *_ = slow.healths()
    assert first.decode_ms == pytest.approx(10)
    # Frames take 10 ms, 20 ms, 30 ms ... to decode.
    assert second.decode_ms == pytest.approx(10 * (second.frames + 2) / 2, rel=0.01)
    assert [health.focus for health in (first, second)] == [Focus.SEARCHING] * 2
    slow.show(GREY, 20)
    assert slow.healths()[-1].focus is None


class Slow:
    """Takes ten milliseconds longer for each frame."""

    def __init__(self, clock: SetClock) -> None:
        self._clock = clock
        self._frames = 0

    def decode_frame(self, _luma: Luma, *, resting: bool = False) -> tuple[Sighting, ...]:
        self._frames += 1
        self._clock.advance(0.01 * self._frames)
        return ()


class Raising:
    """Raises at every second frame, and finds one code in the others."""

    def __init__(self) -> None:
        self._frames = 0
        self._behind = Decoder()

    def decode_frame(self, luma: Luma, *, resting: bool = False) -> tuple[Sighting, ...]:
        self._frames += 1
        if self._frames % 2:
            raise ArithmeticError("no idea")
        return self._behind.decode_frame(luma, resting=resting)


def test_a_decoder_that_raises_costs_its_frame_only(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    raising = Rig(rig.pictures, decoder=Raising())
    raising.show(qr("survives"), 8)
    assert [e.frame for e in raising.told if isinstance(e, Sightings)] == [2, 4, 6, 8]
    assert raising.healths()[-1].frames >= 6
    # Logged at the 1st, 2nd and 4th time, with where it came from.
    assert len(caplog.records) == 3
    assert caplog.records[0].exc_info is not None


def frames_of_all_kinds() -> dict[str, Luma]:
    white = np.full((480, 640), 255, np.uint8)
    return {
        "one pixel": np.full((1, 1), 90, np.uint8),
        "one row": texture(1, (1, 640)),
        "one column": texture(1, (480, 1)),
        "two by two": texture(1, (2, 2)),
        "odd sizes": texture(1, (241, 323)),
        "three by five": texture(2, (3, 5)),
        "all black": np.zeros((480, 640), np.uint8),
        "all white": white,
        "stride wider than the picture": np.full((480, 704), 90, np.uint8)[:, :640],
        "every other pixel": texture(1, (480, 640))[::2, ::2],
        "upside down": texture(1, (480, 640))[::-1],
        "turned": texture(1, (480, 640)).T,
        "read-only": np.broadcast_to(np.uint8(90), (480, 640)),
        "very wide": texture(1, (8, 4000)),
        "code over all of it": qr("x", scale=2)[10:-10, 10:-10],
    }


@pytest.mark.parametrize("name", frames_of_all_kinds())
def test_odd_frames_are_survived_and_shared_as_they_are(rig: Rig, name: str) -> None:
    luma = frames_of_all_kinds()[name]
    rig.show(luma, 8, live=True)
    newest = rig.pictures.luma(0)
    assert newest is not None
    assert np.array_equal(newest[1], luma)
    rig.show(qr("afterwards"))
    assert [e.codes[0].text for e in rig.told if isinstance(e, Sightings)][-1] == "afterwards"


@pytest.mark.parametrize("shape", [(0, 0), (0, 640), (480, 0)])
def test_a_frame_without_pixels_is_no_frame(
    rig: Rig, shape: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    rig.show(np.empty(shape, np.uint8), 4)
    assert rig.told == []
    assert rig.pictures.preview(0) is None
    assert len(caplog.records) == 3
    rig.show(GREY)
    assert rig.episodes() == [CameraUp()]


def test_a_torn_sequence_of_sizes_is_survived(rig: Rig) -> None:
    for number in range(30):
        rig.show(texture(number, (1 + 37 * (number % 7), 1 + 53 * (number % 5))), live=True)
    assert rig.episodes() == [CameraUp()]


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
    return Rig(rig.pictures, trial_s=FROZEN_AFTER_S)


def test_noise_between_the_sampled_pixels_is_life_too(rig: Rig) -> None:
    for number in range(2 * FROZEN_FRAMES):
        picture = GREY.copy()
        picture[17, 18] = 90 + number % 2
        rig.show(picture, live=True)
    assert rig.episodes() == [CameraUp()]


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


@pytest.mark.parametrize("moving", [1, 10, FROZEN_FRAMES - 3])
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

"""The camera that plays a folder: what it shows, when, and what it does with a bad folder."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kiosk.camera.decode import Decoder
from kiosk.camera.faults import Fault, FaultKind, FaultyCamera
from kiosk.camera.port import Camera
from kiosk.camera.replay import HEIGHT_PX, WIDTH_PX, ReplayCamera, find_photos, table_top, to_frame
from kiosk.errors import CameraError
from kiosk.settings import CameraSettings
from tests.support.code_pictures import qr, save
from tests.support.kiosk_clock import SetClock

TIMEOUT_S = 2.0


@contextmanager
def playing(folder: Path, clock: SetClock | None = None, **settings: float) -> Iterator[Camera]:
    clock = clock or SetClock()
    wanted = CameraSettings.model_validate({"photos": folder, "fps": 10, **settings})
    with ReplayCamera(wanted, clock.advance, clock.monotonic_s) as camera:
        yield camera


def texts(camera: Camera, frames: int) -> list[str]:
    """Give what each frame holds, `-` for nothing."""
    decoder = Decoder()
    found = [decoder.decode_frame(camera.read(TIMEOUT_S).luma) for _ in range(frames)]
    return [codes[0].text if codes else "-" for codes in found]


def test_pictures_come_in_order_each_with_a_gap_and_again(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        save(tmp_path, f"{name}.png", qr(name))
    with playing(tmp_path, hold_s=0.3, gap_s=0.2) as camera:
        seen = texts(camera, 20)
    assert "".join(seen) == "aaa--bbb--ccc--aaa--"


def test_folders_inside_are_played_too_and_other_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "folder.png").mkdir()
    for name in ("more/2.JPG", "1.webp", "3.bmp"):
        save(tmp_path, name, qr(name))
    (tmp_path / "list.txt").write_text("3.bmp")
    assert [path.name for path in find_photos(tmp_path)] == ["1.webp", "3.bmp", "2.JPG"]


def test_a_round_without_repeat_ends_with_the_empty_scene(tmp_path: Path) -> None:
    save(tmp_path, "a.png", qr("a"))
    with playing(tmp_path, hold_s=0.2, gap_s=0, repeat=False) as camera:
        assert "".join(texts(camera, 8)) == "aa------"


def test_a_hold_shorter_than_a_frame_still_shows_one(tmp_path: Path) -> None:
    for name in "ab":
        save(tmp_path, f"{name}.png", qr(name))
    with playing(tmp_path, hold_s=0.01, gap_s=0) as camera:
        assert "".join(texts(camera, 4)) == "abab"


def test_frames_come_at_their_rate(tmp_path: Path) -> None:
    save(tmp_path, "a.png", qr("a"))
    clock = SetClock()
    with playing(tmp_path, clock, fps=5) as camera:
        times = [camera.read(TIMEOUT_S).captured_at_s for _ in range(10)]
    assert [later - earlier for earlier, later in pairwise(times)] == pytest.approx([0.2] * 9)


def test_who_reads_late_gets_no_burst(tmp_path: Path) -> None:
    save(tmp_path, "a.png", qr("a"))
    clock = SetClock()
    with playing(tmp_path, clock, fps=10) as camera:
        camera.read(TIMEOUT_S)
        clock.advance(3.0)
        times = [camera.read(TIMEOUT_S).captured_at_s for _ in range(4)]
    assert [later - earlier for earlier, later in pairwise(times)][1:] == pytest.approx([0.1] * 2)


def test_a_frame_that_is_not_due_in_time_is_a_timeout(tmp_path: Path) -> None:
    save(tmp_path, "a.png", qr("a"))
    with playing(tmp_path, fps=1) as camera:
        camera.read(TIMEOUT_S)
        with pytest.raises(CameraError) as caught:
            camera.read(0.25)
        assert caught.value.code == "camera.timeout"
        camera.read(TIMEOUT_S)


def test_bad_pictures_are_skipped_and_named_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save(tmp_path, "good.png", qr("good"))
    (tmp_path / "bad.png").write_bytes(b"no picture")
    (tmp_path / "empty.jpg").touch()
    with playing(tmp_path, hold_s=0.1, gap_s=0) as camera:
        assert texts(camera, 5) == ["good"] * 5
    named = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(named) == 2
    assert "bad.png" in named[0]
    assert "empty.jpg" in named[1]


@pytest.mark.parametrize("repeat", [True, False])
def test_no_readable_picture_is_an_error_either_way(tmp_path: Path, *, repeat: bool) -> None:
    (tmp_path / "bad.png").write_bytes(b"no picture")
    with playing(tmp_path, repeat=repeat) as camera, pytest.raises(CameraError) as caught:
        camera.read(TIMEOUT_S)
    assert caught.value.code == "camera.no_photos"


@pytest.mark.parametrize("photos", [None, Path("absent")])
def test_no_folder(photos: Path | None) -> None:
    with pytest.raises(CameraError) as caught:
        find_photos(photos)
    assert caught.value.code == "camera.no_photos"


def test_a_folder_that_goes_away_is_an_error_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    save(folder, "a.png", qr("a"))
    with playing(folder, hold_s=0.1, gap_s=0) as camera:
        camera.read(TIMEOUT_S)
        shutil.rmtree(folder)
        with pytest.raises(CameraError):
            camera.read(TIMEOUT_S)
        folder.mkdir()
        save(folder, "a.png", qr("a"))
    with playing(folder) as camera:
        assert texts(camera, 1) == ["a"]


@pytest.mark.parametrize(
    ("height_px", "width_px"),
    [(1, 1), (960, 1280), (961, 1281), (3000, 4000), (4000, 100), (1, 9000), (481, 643)],
)
def test_a_picture_of_any_size_is_laid_into_the_middle(height_px: int, width_px: int) -> None:
    white = np.full((height_px, width_px, 3), 255, np.uint8)
    table = table_top()
    frame = to_frame(white, table)
    assert frame.luma.shape == (HEIGHT_PX, WIDTH_PX)
    rows = np.flatnonzero((frame.luma > 240).any(axis=1))
    scale = min(1.0, WIDTH_PX / width_px, HEIGHT_PX / height_px)
    assert rows[-1] - rows[0] + 1 == pytest.approx(max(1, height_px * scale), abs=1)
    assert abs(int(rows[0]) - (HEIGHT_PX - 1 - int(rows[-1]))) <= 1
    assert np.array_equal(table, table_top())


def test_colours_keep_their_order(tmp_path: Path) -> None:
    blue_green_red = np.zeros((960, 1280, 3), np.uint8)
    blue_green_red[:, :, 2] = 200
    save(tmp_path, "red.png", blue_green_red)
    with playing(tmp_path) as camera:
        assert camera.read(TIMEOUT_S).preview[200, 300].tolist() == [200, 0, 0]


def test_the_empty_scene_is_no_plain_colour_and_holds_no_code() -> None:
    table = table_top()
    assert table.std(axis=(0, 1)).min() > 4
    assert Decoder().decode_still(to_frame(table, table).luma) == ()


@pytest.mark.parametrize(
    ("kind", "code"), [(FaultKind.SILENT, "camera.timeout"), (FaultKind.UNPLUG, "camera.unplugged")]
)
def test_faults_last_as_long_as_they_are_told(tmp_path: Path, kind: FaultKind, code: str) -> None:
    save(tmp_path, "a.png", qr("a"))
    fault = Fault(kind=kind, at_frame=1, frames=2)
    with playing(tmp_path) as behind:
        camera = FaultyCamera(behind, fault, SetClock().advance)
        camera.read(TIMEOUT_S)
        for _ in range(2):
            with pytest.raises(CameraError) as caught:
                camera.read(TIMEOUT_S)
            assert caught.value.code == code
        camera.read(TIMEOUT_S)


def test_slow_and_black(tmp_path: Path) -> None:
    save(tmp_path, "a.png", qr("a"))
    clock = SetClock()
    with playing(tmp_path, clock) as behind:
        slow = FaultyCamera(behind, Fault(kind=FaultKind.SLOW), clock.advance)
        before_s = clock.monotonic_s()
        slow.read(TIMEOUT_S)
        assert clock.monotonic_s() - before_s >= 0.5
        black = FaultyCamera(behind, Fault(kind=FaultKind.BLACK), clock.advance).read(TIMEOUT_S)
        assert not black.luma.any()
        assert not black.preview.any()


def test_a_camera_that_refuses(tmp_path: Path) -> None:
    camera = FaultyCamera(
        ReplayCamera(CameraSettings(photos=tmp_path)), Fault(kind=FaultKind.REFUSE)
    )
    with pytest.raises(CameraError) as caught, camera:
        pass
    assert caught.value.code == "camera.refused"

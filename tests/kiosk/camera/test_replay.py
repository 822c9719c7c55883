"""The camera that plays a folder: what it shows, when, and what it does with a bad folder."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kiosk.camera.port import Camera, Place
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.replay import HEIGHT_PX, WIDTH_PX, ReplayCamera, find_photos, table_top, to_frame
from kiosk.errors import CameraError
from kiosk.settings import CameraSettings
from tests.support.code_pictures import qr, save
from tests.support.kiosk_clock import SetClock

TIMEOUT_S = 2.0


@contextmanager
def playing(
    source: Path,
    clock: SetClock | None = None,
    after: Place | None = None,
    **settings: float | str,
) -> Iterator[Camera]:
    clock = clock or SetClock()
    wanted = CameraSettings.model_validate({"photos": source, "fps": 10, **settings})
    with ReplayCamera(wanted, clock.advance, clock.monotonic_s, after=after) as camera:
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


def test_fast_waits_for_nothing_and_shows_the_same(tmp_path: Path) -> None:
    for name in "ab":
        save(tmp_path, f"{name}.png", qr(name))
    clock = SetClock()
    with playing(tmp_path, clock, pace="fast", hold_s=0.3, gap_s=0.2) as camera:
        assert "".join(texts(camera, 10)) == "aaa--bbb--"
    assert clock.monotonic_s() == SetClock().monotonic_s()


def test_one_picture_may_be_named_in_place_of_a_folder(tmp_path: Path) -> None:
    save(tmp_path, "a.png", qr("a"))
    save(tmp_path, "b.png", qr("b"))
    with playing(tmp_path / "b.png", hold_s=0.2, gap_s=0.1) as camera:
        assert "".join(texts(camera, 6)) == "bb-bb-"


@pytest.mark.parametrize(
    ("after", "repeat", "shown"),
    [
        (Place(item=0), True, "bb-cc-aa-"),
        (Place(item=1), True, "cc-aa-bb-"),
        (Place(item=2), True, "aa-bb-cc-"),
        (Place(item=7), True, "cc-aa-bb-"),
        # A place in a video that is a picture now.
        (Place(item=1, frame=5), True, "bb-cc-aa-"),
        (Place(item=1), False, "cc-------"),
        (Place(item=2), False, "---------"),
        (Place(item=9), False, "---------"),
    ],
)
def test_it_goes_on_behind_a_place(
    tmp_path: Path, after: Place, shown: str, *, repeat: bool
) -> None:
    for name in "abc":
        save(tmp_path, f"{name}.png", qr(name))
    with playing(tmp_path, after=after, repeat=repeat, hold_s=0.2, gap_s=0.1) as camera:
        assert "".join(texts(camera, 9)) == shown


def test_each_frame_says_where_it_stands(tmp_path: Path) -> None:
    for name in "ab":
        save(tmp_path, f"{name}.png", qr(name))
    with playing(tmp_path, hold_s=0.1, gap_s=0.1) as camera:
        places = [camera.read(TIMEOUT_S).place for _ in range(6)]
    assert places == [Place(item=number) for number in (0, 0, 1, 1, 0, 0)]


def test_behind_the_last_readable_picture_all_others_are_tried_again(tmp_path: Path) -> None:
    save(tmp_path, "a.png", qr("a"))
    (tmp_path / "b.png").write_bytes(b"no picture")
    with playing(tmp_path, after=Place(item=0), hold_s=0.1, gap_s=0) as camera:
        assert "".join(texts(camera, 3)) == "aaa"


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
    assert "picture.unknown_format" in str(caught.value)


@pytest.mark.parametrize("photos", [None, Path("absent"), Path(__file__)])
def test_nothing_to_play(photos: Path | None) -> None:
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

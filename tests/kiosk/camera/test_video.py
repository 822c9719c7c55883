"""Videos as a camera would see them, and files that are none, lie, or are damaged."""

import logging
import os
import struct
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.camera import video
from kiosk.camera.port import Place
from kiosk.errors import BadPicture, CameraError
from tests.kiosk.camera.test_replay import TIMEOUT_S, playing, texts
from tests.support.code_pictures import Picture, qr, save
from tests.support.videos import CODECS, film

BLANK = np.full((100, 100), 255, np.uint8)


def grey(level: int) -> Picture:
    return np.full((480, 640), level, np.uint8)


def levels(path: Path, fps: float | None = None, begin: int = 0) -> list[tuple[int, int]]:
    """Give the number and the middle's brightness in steps of 20 of each picture."""
    played = video.play(path, fps, begin)
    return [(number, round(float(picture[240, 320, 0]) / 20)) for number, picture in played]


def code_of(path: Path) -> str:
    with pytest.raises(BadPicture) as caught:
        levels(path)
    assert str(path) in str(caught.value)
    return caught.value.code


@pytest.fixture
def stairs(tmp_path: Path) -> Path:
    """Film ten pictures, each brighter than the one before, at ten a second."""
    return film(tmp_path / "stairs.avi", [grey(20 * number) for number in range(10)])


@pytest.mark.parametrize("suffix", CODECS)
def test_every_container_is_played_whole(tmp_path: Path, suffix: str) -> None:
    path = film(tmp_path / f"stairs{suffix}", [grey(20 * number) for number in range(10)])
    assert levels(path) == [(number, number) for number in range(10)]


def test_at_a_cameras_rate_pictures_are_missed_or_seen_twice(stairs: Path) -> None:
    assert [number for number, _ in levels(stairs, 5)] == [0, 2, 4, 6, 8]
    twice = levels(stairs, 20)
    assert twice == [(number // 2, number // 2) for number in range(20)]
    assert levels(stairs, 10) == levels(stairs)


def test_it_begins_where_it_is_told(stairs: Path) -> None:
    assert levels(stairs, begin=7) == [(7, 7), (8, 8), (9, 9)]
    assert levels(stairs, begin=10) == []
    assert levels(stairs, begin=99) == []


def test_a_video_is_closed_when_it_is_left(stairs: Path) -> None:
    played = video.play(stairs, None)
    next(played)
    held = open_files()
    del played
    assert open_files() == held - 1


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def spoilt(data: bytes) -> bytes:
    """Overwrite the last third of the pictures."""
    end = data.rfind(b"idx1")
    begin = end * 2 // 3
    return data[:begin] + b"\xff" * (end - begin) + data[end:]


@pytest.mark.parametrize("damage", [cut, spoilt])
def test_one_that_is_damaged_in_its_middle_is_played_up_to_there(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = film(tmp_path / "damaged.avi", [grey(20 * (number % 10)) for number in range(60)])
    path.write_bytes(damage(path.read_bytes()))
    sizes, code = watched(path)
    assert code in {"picture.ends_early", "picture.damaged"}
    assert 10 <= len(sizes) < 60


def watched(path: Path) -> tuple[list[tuple[int, ...]], str]:
    """Give the sizes of a video's pictures, and the code of what ended it."""
    sizes = []
    try:
        for _, picture in video.play(path, None):
            sizes.append(picture.shape)
    except BadPicture as error:
        return sizes, error.code
    return sizes, ""


HEADER = struct.pack(">I4s", 24, b"ftyp") + b"isom" + bytes(12)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture.empty"),
        (b"no video at all", "picture.unknown_format"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture.unknown_format"),
        # Lists of other files and addresses, which FFmpeg would follow.
        (b"#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n", "picture.unknown_format"),
        (b"ffconcat version 1.0\nfile stairs.avi\n", "picture.unknown_format"),
        (HEADER, "picture.damaged"),
        (b"RIFF\xff\xff\xff\xffAVI LIST", "picture.damaged"),
        (b"\x1a\x45\xdf\xa3" + b"\xff" * 64, "picture.damaged"),
    ],
)
@pytest.mark.usefixtures("stairs")
def test_what_is_no_video_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "hostile.mp4"
    path.write_bytes(data)
    assert code_of(path) == code


def test_an_absent_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path / "absent.mp4") == "picture.unreadable"
    assert code_of(tmp_path) == "picture.unreadable"


def test_a_file_that_is_too_large_is_refused_unread(stairs: Path) -> None:
    os.truncate(stairs, video.MAX_FILE_BYTES + 1)
    assert code_of(stairs) == "picture.file_too_large"


def test_one_with_too_many_pixels_is_refused_by_its_header(tmp_path: Path) -> None:
    writer = cv2.VideoWriter(
        str(tmp_path / "huge.avi"), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"MJPG"), 5, (4100, 2400)
    )
    writer.write(np.zeros((2400, 4100, 3), np.uint8))
    writer.release()
    assert code_of(tmp_path / "huge.avi") == "picture.too_large"


def lie_of_the_container(data: bytes) -> bytes:
    """Write a huge PixelWidth and PixelHeight (RFC 9559, 5.1.4.1.28)."""
    for element in (b"\xb0\x82", b"\xba\x82"):
        at = data.index(element) + 2
        data = data[:at] + struct.pack(">H", 60000) + data[at + 2 :]
    return data


def lie_of_the_stream(data: bytes) -> bytes:
    """Write a huge size behind the start code of VP8's first picture (RFC 6386, 9.1)."""
    at = data.index(b"\x9d\x01\x2a") + 3
    return data[:at] + struct.pack("<HH", 5000, 5000) + data[at + 4 :]


@pytest.mark.parametrize(
    ("name", "lie"), [("lie.mkv", lie_of_the_container), ("lie.webm", lie_of_the_stream)]
)
def test_a_header_that_lies_never_gives_a_picture_beyond_the_limit(
    tmp_path: Path, name: str, lie: Callable[[bytes], bytes]
) -> None:
    path = film(tmp_path / name, [grey(9)] * 3)
    path.write_bytes(lie(path.read_bytes()))
    sizes, code = watched(path)
    assert set(sizes) <= {(480, 640, 3)}
    assert code in {"", "picture.too_large", "picture.damaged", "picture.ends_early"}


class TestReplay:
    """Videos among pictures, through the camera."""

    def test_pictures_and_videos_in_any_mixture(self, tmp_path: Path) -> None:
        save(tmp_path, "1.png", qr("p"))
        film(tmp_path / "2.mp4", [BLANK, qr("v"), qr("v"), BLANK])
        save(tmp_path, "3.png", qr("q"))
        with playing(tmp_path, hold_s=0.2, gap_s=0.1) as camera:
            assert "".join(texts(camera, 22)) == "pp--vv--qq-pp--vv--qq-"

    def test_one_video_may_be_named(self, tmp_path: Path) -> None:
        path = film(tmp_path / "a.avi", [qr("v"), BLANK], fps=5)
        with playing(path, hold_s=1, gap_s=0) as camera:
            assert "".join(texts(camera, 8)) == "vv--vv--"

    def test_a_fast_one_shows_each_picture_once(self, tmp_path: Path) -> None:
        path = film(tmp_path / "a.avi", [qr("v"), BLANK], fps=2)
        with playing(path, pace="fast", gap_s=0) as camera:
            assert "".join(texts(camera, 8)) == "v-v-v-v-"

    def test_once_and_no_more(self, tmp_path: Path) -> None:
        path = film(tmp_path / "a.avi", [qr("v"), qr("v")])
        with playing(path, gap_s=0, repeat=False) as camera:
            assert "".join(texts(camera, 5)) == "vv---"

    def test_it_goes_on_behind_the_frame_that_was_fatal(self, tmp_path: Path) -> None:
        save(tmp_path, "1.png", qr("p"))
        film(tmp_path / "2.avi", [qr(text) for text in "abcd"])
        after = Place(item=1, frame=1)
        with playing(tmp_path, after=after, hold_s=0.1, gap_s=0) as camera:
            assert "".join(texts(camera, 5)) == "cdpab"

    def test_each_frame_says_where_it_stands(self, tmp_path: Path) -> None:
        save(tmp_path, "1.png", qr("p"))
        film(tmp_path / "2.avi", [BLANK, BLANK])
        with playing(tmp_path, hold_s=0.1, gap_s=0.1) as camera:
            places = [camera.read(TIMEOUT_S).place for _ in range(5)]
        assert places == [
            Place(item=0),
            Place(item=0),
            Place(item=1, frame=0),
            Place(item=1, frame=1),
            Place(item=1),
        ]

    def test_a_damaged_one_is_named_once_and_the_next_goes_on(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        path = film(tmp_path / "1.avi", [qr("v")] * 40)
        path.write_bytes(cut(path.read_bytes()))
        save(tmp_path, "2.png", qr("p"))
        with playing(tmp_path, pace="fast", hold_s=0.1, gap_s=0) as camera:
            seen = "".join(texts(camera, 100))
        assert seen.count("vp") >= 2
        named = [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING]
        assert len(named) == 1
        assert "1.avi" in named[0]

    def test_one_that_cannot_be_played_at_all_is_an_error(self, tmp_path: Path) -> None:
        path = tmp_path / "bad.mp4"
        path.write_bytes(HEADER)
        with playing(path) as camera, pytest.raises(CameraError) as caught:
            camera.read(TIMEOUT_S)
        assert caught.value.code == "camera.no_photos"
        assert "picture.damaged" in str(caught.value)

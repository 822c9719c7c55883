"""The pictures in shared memory: whole, the newest, never torn, never left behind."""

import subprocess
import sys
import textwrap
from itertools import pairwise

import numpy as np
import pytest

from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Frame, Luma, Place, Rgb
from kiosk.camera.shared import LUMA_MAX_PX, Ring, SharedPictures
from tests.support.code_pictures import texture


def filled(value: int) -> Rgb:
    return np.full((PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3), value % 256, np.uint8)


def frame(value: int, luma: Luma | None = None, place: Place | None = None) -> Frame:
    if luma is None:
        luma = np.full((960, 1280), value % 256, np.uint8)
    return Frame(luma=luma, preview=filled(value), captured_at_s=float(value), place=place)


def test_nothing_before_the_first_picture() -> None:
    pictures = SharedPictures()
    assert pictures.frames == 0
    assert pictures.preview(0) is None
    assert pictures.luma(0) is None
    assert pictures.place is None
    pictures.close()


def test_the_newest_pictures_come_back_as_copies() -> None:
    pictures = SharedPictures()
    for value in range(1, 8):
        pictures.write(frame(value))
    preview, luma = pictures.preview(0), pictures.luma(0)
    assert preview is not None
    assert luma is not None
    for _ in range(3):
        pictures.write(frame(99))
    pictures.close()
    assert preview[0] == luma[0] == 7
    assert np.array_equal(preview[1], filled(7))
    assert np.array_equal(luma[1], np.full((960, 1280), 7, np.uint8))


def test_what_was_seen_does_not_come_again() -> None:
    pictures = SharedPictures()
    pictures.write(frame(1))
    assert pictures.preview(1) is None
    assert pictures.luma(1) is None
    pictures.write(frame(2))
    assert pictures.preview(1) is not None
    pictures.close()


LUMAS = {
    "even": texture(1, (960, 1280)),
    "odd": texture(1, (241, 323)),
    "one pixel": np.full((1, 1), 7, np.uint8),
    "stride wider than the picture": texture(1, (480, 704))[:, :640],
    "every other pixel": texture(1, (480, 640))[::2, ::2],
    "upside down": texture(1, (480, 640))[::-1],
    "one column": texture(1, (480, 640))[:, 5:6],
    "as large as may be": np.full((1440, 1920), 5, np.uint8),
}


@pytest.mark.parametrize("name", LUMAS)
def test_a_luma_of_any_size_and_stride_is_shared(name: str) -> None:
    pictures = SharedPictures()
    for luma in (texture(2, (37, 41)), LUMAS[name]):
        pictures.write(frame(1, luma))
    newest = pictures.luma(0)
    assert newest is not None
    assert np.array_equal(newest[1], LUMAS[name])
    assert newest[1].flags.c_contiguous
    pictures.close()


def test_a_luma_that_is_too_large_is_left_alone_and_the_preview_is_not() -> None:
    pictures = SharedPictures()
    large = np.zeros((LUMA_MAX_PX + 1, 1), np.uint8)
    pictures.write(frame(1))
    written = pictures.write(frame(2, large))
    assert written.luma is large
    assert pictures.luma(1) is None
    preview = pictures.preview(1)
    assert preview is not None
    assert preview[1][0, 0, 0] == 2
    pictures.close()


def test_the_writer_goes_on_with_the_shared_pictures_not_with_copies_of_its_own() -> None:
    pictures = SharedPictures()
    strided = texture(1, (480, 704))[:, :640]
    written = pictures.write(frame(5, strided))
    assert np.array_equal(written.luma, strided)
    assert written.luma.flags.c_contiguous
    assert not written.luma.flags.owndata
    written.luma[0, 0] ^= 255
    newest = pictures.luma(0)
    assert newest is not None
    assert newest[1][0, 0] == written.luma[0, 0]
    # It holds until two more were written.
    before = written.luma.copy()
    for value in (6, 7):
        pictures.write(frame(value))
        assert np.array_equal(written.luma, before)
    pictures.close()


@pytest.mark.parametrize(
    "place", [None, Place(item=0), Place(item=7), Place(item=0, frame=0), Place(item=3, frame=900)]
)
def test_the_place_in_a_replay_outlives_its_writer(place: Place | None) -> None:
    pictures = SharedPictures()
    pictures.write(frame(1, place=Place(item=5, frame=5)))
    pictures.write(frame(2, place=place))
    assert pictures.place == place
    pictures.close()


def test_closing_twice_does_no_harm_even_while_a_picture_is_looked_at() -> None:
    pictures = SharedPictures()
    written = pictures.write(frame(3))
    pictures.close()
    pictures.close()
    assert written.luma[5, 5] == 3
    with pytest.raises(ValueError, match="closed"):
        pictures.fileno()


WRITER = """
    import sys
    import numpy as np
    from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Frame
    from kiosk.camera.shared import SharedPictures

    pictures = SharedPictures(int(sys.argv[1]))
    for value in range(1, 1501):
        shape = (PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3)
        preview = np.full(shape, value % 256, np.uint8)
        luma = np.full((100 + value % 300, 200 + value % 7), value % 256, np.uint8)
        pictures.write(Frame(luma=luma, preview=preview, captured_at_s=0.0))
"""


def test_no_picture_is_torn_while_another_process_writes() -> None:
    pictures = SharedPictures()
    file = pictures.fileno()
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(file)]
    writer = subprocess.Popen(command, pass_fds=[file])
    seen: dict[str, list[int]] = {"preview": [], "luma": []}
    while writer.poll() is None:
        for name, read in {"preview": pictures.preview, "luma": pictures.luma}.items():
            newest = read(seen[name][-1] if seen[name] else 0)
            if newest is not None:
                number, picture = newest
                assert (picture == number % 256).all(), f"{name} {number} is torn"
                seen[name].append(number)
                if name == "luma":
                    assert picture.shape == (100 + number % 300, 200 + number % 7)
    assert writer.wait() == 0
    for numbers in seen.values():
        assert all(before < after for before, after in pairwise(numbers))
        assert len(numbers) > 10
    assert pictures.frames == 1500
    pictures.close()


class Overtaken(Ring):
    """Slots whose number is seen as told, as if a writer went on meanwhile."""

    def __init__(self, *numbers: int) -> None:
        super().__init__(np.zeros(64, np.uint8), np.zeros(300, np.uint8), 0)
        self._seen = list(numbers)

    @property
    def number(self) -> int:
        return self._seen.pop(0)


@pytest.mark.parametrize(
    ("numbers", "taken"),
    [([1, 1], 1), ([1, 2], 1), ([1, 3, 3, 4], 3), ([1, 3, 3, 5, 5, 6], 5), ([1, 3, 3, 5, 5, 7], 0)],
)
def test_a_copy_that_may_be_torn_is_taken_again_three_times_at_most(
    numbers: list[int], taken: int
) -> None:
    newest = Overtaken(*numbers).read(0)
    assert (newest[0] if newest else 0) == taken

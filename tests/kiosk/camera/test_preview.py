"""The preview picture in shared memory: never torn, never left behind."""

import subprocess
import sys
import textwrap
from itertools import pairwise

import numpy as np
import pytest

from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Rgb
from kiosk.camera.preview import SharedPreview


def filled(value: int) -> Rgb:
    return np.full((PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3), value % 256, np.uint8)


def test_nothing_before_the_first_picture() -> None:
    preview = SharedPreview()
    assert preview.number == 0
    assert preview.read() is None
    preview.close()


def test_the_newest_picture_comes_back_as_a_copy() -> None:
    preview = SharedPreview()
    for value in range(1, 8):
        preview.write(filled(value))
    newest = preview.read()
    assert newest is not None
    number, picture = newest
    preview.write(filled(99))
    preview.write(filled(99))
    preview.write(filled(99))
    preview.close()
    assert number == 7
    assert np.array_equal(picture, filled(7))


def test_closing_twice_does_no_harm() -> None:
    preview = SharedPreview()
    preview.close()
    preview.close()


WRITER = """
    import sys
    import numpy as np
    from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX
    from kiosk.camera.preview import SharedPreview

    preview = SharedPreview(int(sys.argv[1]))
    for value in range(1, 1501):
        shape = (PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3)
        preview.write(np.full(shape, value % 256, np.uint8))
"""


def test_no_picture_is_torn_while_another_process_writes() -> None:
    preview = SharedPreview()
    file = preview.fileno()
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(file)]
    writer = subprocess.Popen(command, pass_fds=[file])
    numbers = []
    while writer.poll() is None:
        newest = preview.read()
        if newest is not None:
            number, picture = newest
            assert (picture == number % 256).all(), f"picture {number} is torn"
            numbers.append(number)
    assert writer.wait() == 0
    assert all(before <= after for before, after in pairwise(numbers))
    assert len(set(numbers)) > 10
    assert preview.number == 1500
    preview.close()


class Overtaken(SharedPreview):
    """Memory whose number is seen as told, as if a writer went on meanwhile."""

    def __init__(self, *numbers: int) -> None:
        super().__init__()
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
    preview = Overtaken(*numbers)
    newest = preview.read()
    assert (newest[0] if newest else 0) == taken
    preview.close()

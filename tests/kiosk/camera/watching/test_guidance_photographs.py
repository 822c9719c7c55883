"""What is said of real photographs, good ones and the same ones spoilt: floors, as measured."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from kiosk.camera.pictures import load_rgb
from kiosk.camera.port import Luma, Rgb
from kiosk.camera.replay import HEIGHT_PX, WIDTH_PX, table_top, to_frame
from kiosk.camera.sighting import Hint
from kiosk.camera.watching.cells import RestingScene, cells_of
from kiosk.camera.watching.judgement import NEAR_COVER, Measured, hint_of
from kiosk.camera.watching.measure import first_look, second_look

EVERY = 7
"""One photograph in so many, since each is looked at in several ways."""
TABLE = table_top()
EMPTY = to_frame(TABLE, TABLE).luma
Spoil = Callable[[Luma], Luma]


@pytest.fixture(scope="module")
def photographs(shared_data: Path) -> list[Rgb]:
    found = []
    for name in ("dev", "dev-boofcv"):
        folder = shared_data / "qr" / name
        if not (folder / "manifest.csv").is_file():
            pytest.skip(f"../shared/data/qr/{name}, the photographs, is not there")
        with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))[::EVERY]
        found += [load_rgb(folder / row["file"]) for row in rows]
    return found


def readable(luma: Luma) -> bool:
    return bool(zxingcpp.read_barcodes(luma))


def look(luma: Luma, empty: Luma) -> Measured | None:
    rest, still, cells = RestingScene(), cells_of(empty), cells_of(luma)
    assert still is not None
    assert cells is not None
    rest.see(still)
    first = first_look(luma, cells, rest.see(cells), 0.0)
    return second_look(first, luma, cells, 0.066) if first is not None else None


def looks(photographs: list[Rgb], spoil: Spoil, *, read: bool) -> list[Measured]:
    """Measure what of the spoilt photographs can be read, or can't."""
    frames = [spoil(to_frame(photograph, TABLE).luma) for photograph in photographs]
    empty = spoil(EMPTY)
    found = [look(frame, empty) for frame in frames if readable(frame) is read]
    return [each for each in found if each is not None]


def shares(measured: list[Measured]) -> dict[Hint | None, float]:
    counts = Counter(hint_of(each) for each in measured)
    return {hint: count / len(measured) for hint, count in counts.items()}


def dimmed(luma: Luma) -> Luma:
    noise = np.random.default_rng(4).normal(0, 4, luma.shape)
    return np.asarray(np.clip(luma * 0.1 + noise, 0, 255), np.uint8)


def washed_out(luma: Luma) -> Luma:
    return np.asarray(np.clip(luma * 4.0, 0, 255), np.uint8)


def out_of_focus(luma: Luma) -> Luma:
    return np.asarray(cv2.GaussianBlur(luma, (0, 0), 10), np.uint8)


def test_good_pictures_hardly_ever_get_a_hint(photographs: list[Rgb]) -> None:
    """Each of them is read as well, and then nothing is told."""
    found = shares(looks(photographs, lambda luma: luma, read=True))
    assert found[None] >= 0.85
    assert found.get(Hint.TOO_FAR, 0) + found.get(Hint.TOO_NEAR, 0) <= 0.04


def test_the_dark_is_seen(photographs: list[Rgb]) -> None:
    assert shares(looks(photographs, dimmed, read=False))[Hint.TOO_DARK] >= 0.95


def test_too_much_light_is_seen(photographs: list[Rgb]) -> None:
    found = shares(looks(photographs, washed_out, read=False))
    assert found.get(Hint.TOO_BRIGHT, 0) + found.get(Hint.GLARE, 0) >= 0.4


def test_what_is_large_and_out_of_focus_is_near(photographs: list[Rgb]) -> None:
    measured = looks(photographs, out_of_focus, read=False)
    large = [each for each in measured if each.cover > NEAR_COVER]
    assert shares(large)[Hint.TOO_NEAR] >= 0.7


def test_what_is_small_is_far(photographs: list[Rgb]) -> None:
    hints = []
    for photograph in photographs:
        height, width = photograph.shape[:2]
        share = min(1.0, WIDTH_PX / width, HEIGHT_PX / height) * 0.2
        size = (max(1, round(width * share)), max(1, round(height * share)))
        small = cv2.resize(photograph, size, interpolation=cv2.INTER_AREA)
        frame = to_frame(np.asarray(small, np.uint8), TABLE).luma
        measured = None if readable(frame) else look(frame, EMPTY)
        if measured is not None:
            hints.append(hint_of(measured))
    assert hints.count(Hint.TOO_FAR) / len(hints) >= 0.4

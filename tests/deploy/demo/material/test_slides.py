"""The slides: what a station takes, and no code that opens something."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import cv2
import pytest
import zxingcpp

from contract.desired import MAX_PICTURE_BYTES, SlideText
from deploy.demo.material.slides import write_slides


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_slides(tmp_path_factory.mktemp("slides"), 1)


@pytest.fixture
def rows(slides: Path) -> list[dict[str, Any]]:
    written: list[dict[str, Any]] = json.loads(slides.read_text(encoding="utf-8"))["slides"]
    return written


def test_there_are_two_slides_with_texts_that_a_station_takes(rows: list[dict[str, Any]]) -> None:
    assert [row["slide_id"] for row in rows] == ["demo-scan", "demo-market"]
    for row in rows:
        assert set(row["texts"]) == {"vi", "en"}
        for text in row["texts"].values():
            taken = SlideText.model_validate(text)
            assert taken.body
            assert unicodedata.is_normalized("NFC", taken.title + taken.body)


def test_the_pictures_have_their_size_and_can_be_sent(
    slides: Path, rows: list[dict[str, Any]]
) -> None:
    for row in rows:
        path = slides.parent / row["file"]
        assert path.stat().st_size < MAX_PICTURE_BYTES
        picture = cv2.imread(str(path))
        assert picture is not None
        assert picture.shape == (720, 1280, 3)


def test_no_slide_holds_a_code_that_opens_something(
    slides: Path, rows: list[dict[str, Any]]
) -> None:
    for row in rows:
        assert zxingcpp.read_barcodes(cv2.imread(str(slides.parent / row["file"]))) == []


def test_slides_are_the_same_each_time(slides: Path, tmp_path: Path) -> None:
    again = write_slides(tmp_path, 1)
    assert again.read_bytes() == slides.read_bytes()
    for name in ("scan.png", "market.png"):
        assert (tmp_path / name).read_bytes() == (slides.parent / name).read_bytes()

"""The pictures and their manifest, looked at with a decoder and with the rules of verdicts."""

import csv
import json
import unicodedata
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from contract.zone import VIETNAM
from deploy.demo.material import SEED, Material
from deploy.demo.material.catalogue import read_catalogue
from deploy.demo.material.photos import MANIFEST_COLUMNS, draw, photo_of
from deploy.demo.material.records import records_of
from deploy.demo.material.shots import Readable, read_shots
from provenance.codes import read
from provenance.codes.choose import choose
from provenance.verdict import Circumstances, VerdictKind, assess
from tests.deploy.demo.material.conftest import TODAY
from tests.deploy.demo.material.dossiers import answer

pytestmark = pytest.mark.timeout(300)

MIN_PLAIN = 36
"""Measured: all 38 that should be easy are read; two may fall to another decoder's release."""


@pytest.fixture(scope="module")
def rows(material: Material) -> list[dict[str, str]]:
    with material.manifest.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def decoded(material: Material) -> dict[str, set[str]]:
    """Give what one reader finds on each plain frame."""
    return {
        path.name: texts_in(path)
        for path in material.photos_dir.iterdir()
        if path.suffix in {".jpg", ".png"}
    }


def texts_in(path: Path) -> set[str]:
    frame = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert frame is not None
    assert frame.shape == (960, 1280)
    return {
        found.text for found in zxingcpp.read_barcodes(frame, text_mode=zxingcpp.TextMode.Plain)
    }


def said(row: dict[str, str]) -> set[str]:
    return {code["text"] for code in json.loads(row["codes"])}


def test_the_manifest_lists_the_files(material: Material, rows: list[dict[str, str]]) -> None:
    assert tuple(rows[0]) == MANIFEST_COLUMNS
    listed = [row["file"] for row in rows]
    on_disk = {path.name for path in material.photos_dir.iterdir()} - {"manifest.csv"}
    assert len(listed) == len(set(listed)) >= 40
    assert set(listed) == on_disk


def test_the_pictures_that_should_be_easy_are_read(
    rows: list[dict[str, str]], decoded: dict[str, set[str]]
) -> None:
    plain = [row for row in rows if row["readable"] == Readable.PLAIN]
    missed = [row["file"] for row in plain if decoded[row["file"]] != said(row)]
    assert len(plain) - len(missed) >= MIN_PLAIN, missed


def test_some_pictures_are_hard_and_some_have_no_code(
    rows: list[dict[str, str]], decoded: dict[str, set[str]]
) -> None:
    hard = [row["file"] for row in rows if row["readable"] == Readable.HARD]
    assert len(hard) == 5
    assert sum(not decoded[file] for file in hard) >= 2
    none = [row["file"] for row in rows if row["readable"] == Readable.NONE]
    assert len(none) == 2


def test_nothing_is_read_that_was_not_drawn(
    rows: list[dict[str, str]], decoded: dict[str, set[str]]
) -> None:
    for row in rows:
        assert decoded[row["file"]] <= said(row)


def test_each_verdict_is_the_one_that_the_rules_give(rows: list[dict[str, str]]) -> None:
    records = records_of(read_catalogue(), TODAY)
    circumstances = Circumstances(today=records.source_time.astimezone(VIETNAM).date())
    given: Counter[str] = Counter()
    for row in rows:
        codes = json.loads(row["codes"])
        if not codes:
            assert (row["chosen"], row["verdict"]) == ("", "")
            continue
        readings = [read(code["text"], code["symbology"]) for code in codes]
        index = choose(readings)
        assert index is not None
        assert codes[index]["text"] == row["chosen"], row["file"]
        item = readings[index].item
        found = None if item is None else answer(records, item)
        verdict = assess(readings[index], found, circumstances)
        assert verdict.kind == row["verdict"], row["file"]
        given[verdict.kind] += 1
    assert set(given) >= {
        VerdictKind.RECALLED,
        VerdictKind.VOID,
        VerdictKind.SOLD,
        VerdictKind.MISMATCH,
        VerdictKind.SUSPECTED_COPY,
        VerdictKind.EXPIRED,
        VerdictKind.NOT_ACTIVATED,
        VerdictKind.VALID,
        VerdictKind.KNOWN,
        VerdictKind.UNKNOWN,
        VerdictKind.NOT_A_TRACE_CODE,
    }


def test_links_go_nowhere_real(rows: list[dict[str, str]]) -> None:
    reserved = (".example", "example.com", "example.org", "id.gs1.org")
    for row in rows:
        for text in said(row):
            if text.startswith("http"):
                host = text.split("/")[2]
                assert host.endswith(reserved), host


def test_what_it_shows_is_composed(rows: list[dict[str, str]]) -> None:
    for row in rows:
        for value in row.values():
            assert unicodedata.is_normalized("NFC", value)


def test_a_picture_is_the_same_each_time() -> None:
    catalogue = read_catalogue()
    shot = read_shots()[3]
    photo = photo_of(shot, catalogue, TODAY)
    first, second = (draw(photo, catalogue, TODAY, SEED) for _ in range(2))
    assert np.array_equal(first, second)
    assert not np.array_equal(first, draw(photo, catalogue, TODAY, SEED + 1))


def test_the_codes_do_not_depend_on_what_was_drawn(material: Material) -> None:
    catalogue = read_catalogue()
    again = [photo_of(shot, catalogue, TODAY) for shot in read_shots()]
    assert [[code.text for code in photo.codes] for photo in again] == [
        [code.text for code in photo.codes] for photo in material.photos
    ]

"""What is known of the photographs, and what the page says where a decoder contradicts it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import decoding, truth
from benchmarks.truth import Kind, Photograph
from kiosk.camera.pictures import load_luma
from kiosk.camera.reading.passes import hard_passes

PICTURE = Photograph(
    name="zxing_qrcode-2/13.webp",
    part="dev",
    kind=Kind.QR,
    texts=("as given",),
    is_given=True,
    luma=np.zeros((1, 1), np.uint8),
)


def test_the_page_names_a_picture_that_was_confirmed_wrong_and_why_that_is_disputed() -> None:
    disputed, other = decoding.explain([PICTURE, replace(PICTURE, name="other.png")])
    assert "dev, zxing_qrcode-2/13.webp" in disputed
    assert "`photography`" in disputed
    assert "dev, other.png: nothing speaks against" in other
    assert decoding.explain([]) == []


@pytest.mark.parametrize("name", ["light tones spread", "zbar, smoothed", "bent"])
def test_three_decoders_read_what_the_manifest_does_not_say(shared_data: Path, name: str) -> None:
    picture = shared_data / "qr" / "dev" / next(iter(truth.DISPUTED))
    if not picture.is_file():
        pytest.skip(f"{picture} is not there")
    luma = load_luma(picture)
    (reader,) = [one for one in hard_passes() if one.name == name]
    texts = [code.text for code in reader.decode(reader.enhance(luma).luma)]
    assert [text.split()[4] for text in texts] == ["photography"]

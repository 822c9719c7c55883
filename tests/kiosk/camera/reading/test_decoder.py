"""The station's decoder on codes made for it: what it reads, and what it doesn't."""

import logging
import time
from dataclasses import replace

import cv2
import numpy as np
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from zxingcpp import BarcodeFormat

from kiosk.camera.port import Luma
from kiosk.camera.reading.decoder import LEAST_HARD_MS, MOST_HARD_PX, REST_EVERY, Decoder, together
from kiosk.camera.reading.passes import LOOK, REST, Family, Pass
from kiosk.camera.reading.symbologies import ALL
from kiosk.camera.reading.zbar import zbar, zbar_bars
from kiosk.camera.reading.zxing import zxing
from kiosk.camera.sighting import Sighting
from tests.support.code_pictures import beside, code, qr, texture

VIETNAMESE = "Rau muống hữu cơ Đông Anh, lô Ổ-12"
GTIN = "8934673573290"


def read(luma: Luma) -> tuple[Sighting, ...]:
    return Decoder().decode_still(luma)


def only(luma: Luma) -> Sighting:
    codes = read(luma)
    assert len(codes) == 1
    return codes[0]


def test_vietnamese_in_utf_8() -> None:
    seen = only(qr(VIETNAMESE, encoding="utf-8"))
    assert seen.text == VIETNAMESE
    assert seen.payload == VIETNAMESE.encode()
    assert (seen.format, seen.symbology, seen.confirmed) == ("QR Code", "]Q1", True)


def test_latin_1() -> None:
    seen = only(qr("Hà Nội à".encode("latin-1", "ignore")))
    assert seen.text == "Hà Ni à"
    assert seen.payload == b"H\xe0 Ni \xe0"


@pytest.mark.parametrize(
    "payload", [b"a\0b", b"\0\0\0\0", b"\x01\x1b[2J\x7f", b"\xff\xfe\x80", "\u202etxt.exe".encode()]
)
def test_bytes_that_no_text_should_hold(payload: bytes) -> None:
    assert only(qr(payload)).payload == payload


def test_four_thousand_characters() -> None:
    content = "HTTPS://ID.GS1.ORG/01/" + "ABCDEFGHIJ" * 398
    assert len(content) > 4000
    assert only(qr(content, scale=3)).text == content


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_turned(turns: int) -> None:
    upright = qr("turned")
    seen = only(np.rot90(upright, turns))
    assert seen.text == "turned"
    expected = only(upright).corners[0]
    for _ in range(turns):
        expected = (expected[1], upright.shape[0] - 1 - expected[0])
    assert seen.corners[0] == pytest.approx(expected, abs=3)


def test_turned_by_any_angle() -> None:
    picture = np.pad(qr("askew"), 60, constant_values=255)
    centre = (picture.shape[1] / 2, picture.shape[0] / 2)
    turn = cv2.getRotationMatrix2D(centre, 33, 1.0)
    size = (picture.shape[1], picture.shape[0])
    turned = cv2.warpAffine(picture, turn, size, borderValue=(255.0,))
    assert only(np.asarray(turned, np.uint8)).text == "askew"


def test_light_on_dark() -> None:
    assert only(255 - qr("inverted")).text == "inverted"
    assert only(255 - code(BarcodeFormat.DataMatrix, "lot 7")).text == "lot 7"


def test_bars_that_lie_flat() -> None:
    assert only(np.rot90(code(BarcodeFormat.EAN13, GTIN))).text == GTIN


def test_several_in_view() -> None:
    pictures = [qr(f"code {number}") for number in range(4)]
    bars = code(BarcodeFormat.EAN13, GTIN)
    texts = {seen.text for seen in read(beside(*pictures, bars))}
    assert texts == {"code 0", "code 1", "code 2", "code 3", GTIN}


@pytest.mark.parametrize(
    ("symbology", "content", "text", "name", "identifier"),
    [
        (BarcodeFormat.QRCode, "A1", "A1", "QR Code", "]Q1"),
        (BarcodeFormat.MicroQRCode, "12345", "12345", "Micro QR Code", "]Q1"),
        (BarcodeFormat.RMQRCode, "ABC", "ABC", "rMQR Code", "]Q1"),
        (BarcodeFormat.DataMatrix, "lot 7", "lot 7", "Data Matrix", "]d1"),
        (BarcodeFormat.EAN13, GTIN, GTIN, "EAN-13", "]E0"),
        (BarcodeFormat.EAN8, "89346730", "89346730", "EAN-8", "]E4"),
        (BarcodeFormat.UPCA, "012345678905", "0012345678905", "EAN-13", "]E0"),
        (BarcodeFormat.ITF14, "18934673573297", "18934673573297", "ITF", "]I1"),
        (BarcodeFormat.Code128, "LOT 123", "LOT 123", "Code 128", "]C0"),
        (BarcodeFormat.DataBarOmni, GTIN, "0189346735732906", "DataBar Omni", "]e0"),
    ],
)
def test_symbologies(
    symbology: BarcodeFormat, content: str, text: str, name: str, identifier: str
) -> None:
    seen = only(code(symbology, content))
    assert (seen.text, seen.format, seen.symbology) == (text, name, identifier)


def test_gs1_in_a_qr_code_keeps_its_identifier_in_both_decoders() -> None:
    picture = code(BarcodeFormat.QRCode, "(01)08934673573290(10)AB1(21)X", options="dataMask=1,gs1")
    for seen in (only(picture), *zbar(picture)):
        assert seen.symbology == "]Q3"
        assert seen.text == "010893467357329010AB1\x1d21X"


@pytest.mark.parametrize(
    "picture",
    [
        qr(VIETNAMESE, encoding="utf-8"),
        qr(b"h\xe9\xe9"),
        qr(b"a\0b\x01\xff\xfe"),
        qr("日本".encode("cp932")),
        code(BarcodeFormat.EAN13, GTIN),
        code(BarcodeFormat.EAN8, "89346730"),
        code(BarcodeFormat.UPCA, "012345678905"),
        np.ascontiguousarray(np.rot90(qr("turned"))),
    ],
)
def test_both_decoders_mean_the_same(picture: Luma) -> None:
    (first,), (second,) = zxing(ALL)(picture), zbar(picture)
    assert (first.format, first.symbology) == (second.format, second.symbology)
    assert first.payload == second.payload
    assert np.allclose(first.corners[0], second.corners[0], atol=6) or first.format != "QR Code"


@pytest.mark.parametrize(
    ("symbology", "content"),
    [
        (BarcodeFormat.EAN13, GTIN),
        (BarcodeFormat.EAN8, "89346730"),
        (BarcodeFormat.UPCA, "012345678905"),
        (BarcodeFormat.UPCE, "01234565"),
        (BarcodeFormat.Code128, "LOT 123"),
        (BarcodeFormat.ITF14, "18934673573297"),
        (BarcodeFormat.DataBarOmni, GTIN),
    ],
)
def test_a_bar_code_is_confirmed_by_the_second_decoder(
    symbology: BarcodeFormat, content: str
) -> None:
    assert only(code(symbology, content)).confirmed


@pytest.mark.parametrize(
    ("content", "version", "proves"), [("12345", "M1", False), ("https://a.vn/", "M4", True)]
)
def test_one_read_of_the_smallest_micro_qr_code_proves_too_little(
    content: str, version: str, *, proves: bool
) -> None:
    made = segno.make(content, micro=True)
    assert made.version == version
    modules = np.array([list(row) for row in made.matrix_iter(border=4)], np.uint8)
    picture = np.where(modules == 1, np.uint8(0), np.uint8(255)).repeat(6, 0).repeat(6, 1)
    assert only(np.ascontiguousarray(picture)).confirmed is proves


def test_a_code_that_only_the_second_opinion_sees_does_not_count() -> None:
    picture = code(BarcodeFormat.Code128, "LOT 123")
    assert zbar_bars(picture)
    assert zbar(picture) == []
    assert Decoder(rest=replace(REST, decode=lambda _: []), hard=()).decode_still(picture) == ()


def test_agreeing_means_the_same_content_from_two_decoders() -> None:
    picture = code(BarcodeFormat.EAN13, GTIN)
    seen = zxing(ALL)(picture)
    other = zbar(code(BarcodeFormat.EAN13, "4006381333931"))
    assert [one.confirmed for one in together(seen, other)] == [False, False]
    assert [one.confirmed for one in together(seen, seen)] == [False]
    assert [one.confirmed for one in together(seen, zbar(picture))] == [True]


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_read_where_nothing_is(seed: int) -> None:
    assert read(texture(seed)) == ()


@pytest.mark.parametrize("shape", [(0, 0), (0, 640), (480, 0), (1, 1), (1, 5000), (5000, 1)])
def test_frames_without_room(shape: tuple[int, int]) -> None:
    decoder = Decoder()
    assert decoder.decode_still(np.zeros(shape, np.uint8)) == ()
    assert [decoder.decode_frame(np.zeros(shape, np.uint8)) for _ in range(6)] == [()] * 6
    assert decoder.failures == {}


@pytest.mark.parametrize("shape", [(117, 223), (123, 128), (300, 131)])
def test_odd_sizes(shape: tuple[int, int]) -> None:
    picture = qr("odd")
    frame = np.full(shape, 255, np.uint8)
    frame[: picture.shape[0], : picture.shape[1]] = picture[: shape[0], : shape[1]]
    assert only(frame).text == "odd"
    assert [seen.text for seen in zbar(frame)] == ["odd"]


def test_views_with_strides() -> None:
    picture = qr("strided")
    wide = np.zeros((picture.shape[0], picture.shape[1] * 2 + 7), np.uint8)
    wide[:, 3 : 3 + picture.shape[1]] = picture
    colour = np.dstack([255 - picture, picture, picture // 2])
    views = [wide[:, 3 : 3 + picture.shape[1]], colour[:, :, 1], picture[::-1, ::-1], picture.T]
    for view in views:
        assert not view.flags.c_contiguous
        assert "strided" in {seen.text for seen in (*read(view), *zbar(view))}


def test_a_stream_looks_for_bar_codes_in_every_third_frame_then_closely() -> None:
    decoder = Decoder(hard=())
    frame = code(BarcodeFormat.Code128, "LOT 123")
    found = [bool(decoder.decode_frame(frame)) for _ in range(9)]
    assert found.index(True) == REST_EVERY - 1
    assert all(found[REST_EVERY - 1 :])


class Passes:
    """Passes that note in which frames they are made; the hard ones read, the cheap never."""

    def __init__(
        self, seen: list[Sighting], *hard_ms: float, frame_ms: float = 21.0, cheap_ms: float = 1.0
    ) -> None:
        self.frame = 0
        self.now_s = 0.0
        self.made: dict[str, list[int]] = {}
        self._decoder = Decoder(
            look=self._pass("look", [], cheap_ms),
            rest=self._pass("rest", [], 1.0),
            hard=tuple(self._pass(f"{ms}", seen, ms) for ms in hard_ms),
            frame_ms=frame_ms,
            now_s=lambda: self.now_s,
        )

    def _pass(self, name: str, seen: list[Sighting], ms: float) -> Pass:
        def decode(luma: Luma) -> list[Sighting]:
            self.made.setdefault(name, []).append(self.frame)
            self.now_s += ms / 1000
            return seen

        return Pass(
            name=name,
            family=Family.MATRIX,
            decode=decode,
            decoder="fake",
            ms_per_megapixel=ms,
            gain=0.1,
        )

    def play(self, frames: int, *, resting: bool = False) -> list[int]:
        """Play some frames of a megapixel; give the numbers of those with codes."""
        frame = np.zeros((1000, 1000), np.uint8)
        read_in = []
        for self.frame in range(1, frames + 1):
            if self._decoder.decode_frame(frame, resting=resting):
                read_in.append(self.frame)
        return read_in


def test_cheap_passes_are_made_in_their_turn() -> None:
    passes = Passes([])
    assert passes.play(9) == []
    assert passes.made == {"look": [1, 2, 3, 4, 5, 6, 7, 8, 9], "rest": [3, 6, 9]}


def test_a_frame_has_time_for_some_hard_passes() -> None:
    passes = Passes([], 4.0, 5.0, 6.0)
    passes.play(3)
    assert passes.made["4.0"] == passes.made["5.0"] == passes.made["6.0"] == [1, 2, 3]


def test_hard_passes_that_do_not_fit_into_one_frame_take_turns() -> None:
    passes = Passes([], 12.0, 13.0, 14.0)
    passes.play(30)
    made = [len(passes.made[name]) for name in ("12.0", "13.0", "14.0")]
    assert min(made) >= 8
    # Two in a frame would be over its time.
    assert sum(made) == 30


def test_a_pass_that_costs_more_than_a_frame_is_paid_by_the_next() -> None:
    passes = Passes([], 70.0)
    passes.play(12)
    gaps = np.diff(passes.made["70.0"])
    assert passes.made["70.0"][0] == 1
    assert gaps.tolist() == [4, 4] or gaps.min() >= 4


@pytest.mark.parametrize("leaning_ms", [2.0, 6.0, 10.0, 40.0])
@pytest.mark.parametrize("cheap_ms", [1.0, 12.0, 20.0, 40.0, 100.0])
@pytest.mark.parametrize("hard_ms", [8.0, 30.0])
def test_however_slow_a_board_is_no_hard_pass_starves(
    monkeypatch: pytest.MonkeyPatch, leaning_ms: float, cheap_ms: float, hard_ms: float
) -> None:
    passes = Passes([], hard_ms, hard_ms, cheap_ms=cheap_ms)

    def look(luma: Luma) -> float:
        passes.now_s += leaning_ms / 1000
        return 0.5

    monkeypatch.setattr("kiosk.camera.reading.decoder.share_of_bars", look)
    passes.play(300)
    made = passes.made[f"{hard_ms}"]
    # Two of the same name: each is made as often as what a frame leaves for them pays.
    assert len(made) >= 300 * LEAST_HARD_MS / (hard_ms + leaning_ms) / 2
    # And no frame is filled with them where there is no time.
    left_ms = max(21.0 - cheap_ms, LEAST_HARD_MS)
    spent_ms = len(made) * hard_ms
    assert spent_ms <= 300 * left_ms + 2 * (hard_ms + leaning_ms)


def test_what_a_hard_pass_reads_counts_and_is_tried_again_first() -> None:
    passes = Passes(zxing(ALL)(qr("only hard")), 12.0)
    assert passes.play(5) == [1, 2, 3, 4, 5]


def test_at_rest_only_the_cheap_passes_are_made() -> None:
    passes = Passes(zxing(ALL)(qr("only hard")), 12.0)
    assert passes.play(6, resting=True) == []
    assert passes.made == {"look": [1, 2, 3, 4, 5, 6], "rest": [3, 6]}


def test_a_weak_code_is_looked_for_in_the_next_frames_at_once() -> None:
    passes = Passes(zbar(code(BarcodeFormat.EAN13, GTIN)), 12.0)
    passes.play(5)
    assert passes.made["rest"] == [2, 3, 4, 5]


def test_a_pass_that_raises_is_counted_and_the_others_still_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(luma: Luma) -> list[Sighting]:
        raise MemoryError

    caplog.set_level(logging.ERROR, logger="kiosk.camera.reading.decoder")
    decoder = Decoder(look=replace(LOOK, decode=broken))
    assert [seen.text for seen in decoder.decode_still(qr("second"))] == ["second"]
    assert decoder.failures == {LOOK.name: 1}
    assert f"{LOOK.name} failed" in caplog.text


def test_a_frame_without_a_code_costs_little() -> None:
    decoder, frame = Decoder(), texture(0, (720, 1280))
    begun_s = time.process_time()
    for _ in range(30):
        decoder.decode_frame(frame)
    # 15 ms on a desktop core; the limit is for machines that are busy with other things.
    assert (time.process_time() - begun_s) / 30 < 0.15


@settings(max_examples=40)
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_come_back(payload: bytes) -> None:
    assert only(qr(payload, scale=3)).payload == payload


def test_hard_passes_see_a_huge_picture_made_smaller_and_corners_are_those_of_the_huge_one() -> (
    None
):
    seen: list[int] = []

    def decode(luma: Luma) -> list[Sighting]:
        seen.append(luma.size)
        return zxing(ALL)(luma)

    blind = replace(LOOK, decode=lambda _: [])
    hard = replace(LOOK, name="hard", decode=decode)
    picture = np.full((7000, 7000), 255, np.uint8)
    small = qr("huge", scale=20)
    picture[4000 : 4000 + small.shape[0], 5000 : 5000 + small.shape[1]] = small
    (code_there,) = Decoder(look=blind, rest=blind, hard=(hard,)).decode_still(picture)
    assert 0.99 * MOST_HARD_PX < seen[0] < 1.01 * MOST_HARD_PX
    assert code_there.corners[0] == pytest.approx((5000 + 120, 4000 + 120), abs=6)

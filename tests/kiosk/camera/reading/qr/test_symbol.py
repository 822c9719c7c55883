"""Where a QR symbol keeps what, against symbols that segno made and reedsolo judges."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
import segno
from reedsolo import RSCodec
from segno import consts

from kiosk.camera.reading.qr import symbol
from tests.support.bent_pictures import matrix

LEVELS = "mlhq"
"""As the format information numbers them."""
CODEWORDS = {1: 26, 2: 44, 6: 172, 7: 196, 14: 581, 21: 1156, 28: 1921, 34: 2761, 40: 3706}
REMAINDERS = {1: 0, 2: 7, 6: 7, 7: 0, 14: 3, 21: 4}
"""ISO/IEC 18004:2015, table 1."""


def drawn(version: int, level: int, number: int) -> tuple[bytes, npt.NDArray[np.bool_]]:
    """Draw a symbol; give its content and its dark modules."""
    content = bytes(33 + place * 7 % 90 for place in range(6))
    return content, matrix(content.decode(), version=version, error=LEVELS[level], mask=number)


def codewords(dark: npt.NDArray[np.bool_], number: int) -> npt.NDArray[np.uint8]:
    places = symbol.layout(len(dark))
    bits = dark ^ symbol.mask(len(dark), number)
    return np.packbits(bits[places.rows, places.columns])


def content_of(data: bytes, version: int) -> bytes:
    """Read a symbol that holds one segment of bytes."""
    bits = "".join(f"{one:08b}" for one in data)
    assert bits[:4] == "0100"
    counts = 8 if version < 10 else 16
    length = int(bits[4 : 4 + counts], 2)
    first = 4 + counts
    return bytes(int(bits[at : at + 8], 2) for at in range(first, first + 8 * length, 8))


@pytest.mark.parametrize("version", range(1, 41))
def test_what_segno_drew_is_read_back(version: int) -> None:
    level, number = version % 4, version % 8
    content, dark = drawn(version, level, number)
    words = codewords(dark, number)
    read = b""
    for block in symbol.blocks(len(dark), level):
        word = bytes(words[block.codewords])
        assert all(RSCodec(block.checks).check(word))
        read += word[: -block.checks]
    assert content_of(read, version) == content


@pytest.mark.parametrize("level", range(4))
@pytest.mark.parametrize("number", range(8))
def test_every_level_and_mask(level: int, number: int) -> None:
    for version in (1, 5, 8):
        content, dark = drawn(version, level, number)
        words = codewords(dark, number)
        blocks = symbol.blocks(len(dark), level)
        assert all(
            all(RSCodec(block.checks).check(bytes(words[block.codewords]))) for block in blocks
        )
        data = b"".join(bytes(words[block.codewords][: -block.checks]) for block in blocks)
        assert content_of(data, version) == content


def test_a_wrong_mask_gives_no_codewords() -> None:
    _, dark = drawn(2, 0, 3)
    words = codewords(dark, 4)
    (block,) = symbol.blocks(len(dark), 0)
    assert not all(RSCodec(block.checks).check(bytes(words[block.codewords])))


@pytest.mark.parametrize("version", CODEWORDS)
def test_as_many_modules_hold_data_as_the_standard_says(version: int) -> None:
    dimension = 17 + 4 * version
    places = symbol.layout(dimension)
    assert len(places.rows) == len(places.columns) == 8 * CODEWORDS[version]
    distinct = set(zip(places.rows.tolist(), places.columns.tolist(), strict=True))
    assert len(distinct) == len(places.rows)


@pytest.mark.parametrize("version", REMAINDERS)
def test_what_no_module_of_the_layout_holds_is_the_same_in_all_symbols(version: int) -> None:
    one = matrix("A" * 5, version=version, error="m", mask=2)
    other = matrix("zyxwv\u00ff", version=version, error="m", mask=2)
    places = symbol.layout(len(one))
    differs = one != other
    differs[places.rows, places.columns] = False
    assert not differs.any()
    fixed = np.ones_like(one)
    fixed[places.rows, places.columns] = False
    masks = [matrix("A" * 5, version=version, error="m", mask=number) for number in range(8)]
    moving = fixed & np.any([each != masks[0] for each in masks], axis=0)
    formats = symbol.layout(len(one)).formats
    moving[formats[..., 0], formats[..., 1]] = False
    assert moving.sum() <= REMAINDERS[version]


@pytest.mark.parametrize("version", range(1, 41))
def test_blocks_share_all_codewords(version: int) -> None:
    dimension = 17 + 4 * version
    for level in range(4):
        blocks = symbol.blocks(dimension, level)
        numbers = np.concatenate([block.codewords for block in blocks])
        assert sorted(numbers.tolist()) == list(range(len(symbol.layout(dimension).rows) // 8))
        sizes = [len(block.codewords) for block in blocks]
        assert max(sizes) - min(sizes) <= 1
        assert all(first <= second for first, second in pairwise(sizes))
        assert len({block.checks for block in blocks}) == 1


@pytest.mark.parametrize("level", range(4))
@pytest.mark.parametrize("number", range(8))
def test_both_copies_of_the_format_information_are_where_they_are_read(
    level: int, number: int
) -> None:
    for version in (1, 3, 7):
        _, dark = drawn(version, level, number)
        at = symbol.layout(len(dark)).formats
        word = np.where(dark[at[..., 0], at[..., 1]], 1, -1)
        expected = symbol.formats()[level * 8 + number]
        assert word.tolist() == [expected.tolist()] * 2


def test_format_information_is_a_code_that_corrects_three_modules() -> None:
    words = symbol.formats()
    assert words.shape == (32, 15)
    for number, word in enumerate(words):
        value = int("".join("1" if bit > 0 else "0" for bit in word), 2) ^ 0b101010000010010
        assert value >> 10 == number
        for shift in range(4, -1, -1):
            if value >> (shift + 10) & 1:
                value ^= 0b10100110111 << shift
        assert value == 0
    apart = (words[:, None] != words[None]).sum(axis=2) + 15 * np.eye(32, dtype=np.intp)
    assert apart.min() == 7


@pytest.mark.parametrize("version", [1, 2, 7, 14, 20])
def test_a_frame_is_a_symbol_but_for_its_data(version: int) -> None:
    for level, number in ((0, 1), (1, 6), (2, 3), (3, 0)):
        _, dark = drawn(version, level, number)
        differs = symbol.frame(len(dark), level, number) != dark
        places = symbol.layout(len(dark))
        differs[places.rows, places.columns] = False
        assert not differs.any()


@pytest.mark.parametrize("version", [7, 20, 40])
def test_version_information_and_alignment_patterns_hold_no_data(version: int) -> None:
    dimension = 17 + 4 * version
    places = symbol.layout(dimension)
    holds = np.zeros((dimension, dimension), np.bool_)
    holds[places.rows, places.columns] = True
    assert not holds[:6, -11:-8].any()
    assert not holds[-11:-8, :6].any()
    made = segno.make("0", version=version, error="m", micro=False, boost_error=False)
    kinds = np.array([list(row) for row in made.matrix_iter(scale=1, border=0, verbose=True)])
    others = (
        consts.TYPE_ALIGNMENT_PATTERN_DARK,
        consts.TYPE_ALIGNMENT_PATTERN_LIGHT,
        consts.TYPE_VERSION_DARK,
        consts.TYPE_VERSION_LIGHT,
        consts.TYPE_TIMING_DARK,
        consts.TYPE_FINDER_PATTERN_DARK,
    )
    fixed = np.isin(kinds, others)
    assert not (holds & fixed).any()
    assert set(others) <= set(kinds.flat)

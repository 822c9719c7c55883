"""Repairing symbols: what was flipped, what can't be seen, and what is no symbol."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reedsolo import RSCodec

from kiosk.camera.reading.qr import symbol
from kiosk.camera.reading.qr.grid import Modules
from kiosk.camera.reading.qr.repair import repair
from tests.support.bent_pictures import matrix, modules

Dark = npt.NDArray[np.bool_]


def same(found: Dark | None, dark: Dark) -> bool:
    """Say whether a symbol was repaired, but for remainder bits, which mean nothing."""
    if found is None:
        return False
    differs = found != dark
    places = symbol.layout(len(dark))
    formats = places.formats
    meaning = np.zeros_like(dark)
    meaning[places.rows, places.columns] = True
    meaning[formats[..., 0], formats[..., 1]] = True
    return not (differs & meaning).any()


def spoiled(dark: Dark, codewords: list[int], value: float | None) -> Modules:
    """Flip modules of codewords (None) or set them to a value."""
    seen = modules(dark)
    places = symbol.layout(len(dark))
    for number in codewords:
        at = slice(8 * number, 8 * number + (3 if value is None else 8))
        rows, columns = places.rows[at], places.columns[at]
        seen[rows, columns] = -seen[rows, columns] if value is None else value
    return seen


@pytest.mark.parametrize("version", range(1, 21))
def test_an_exact_symbol_stays_as_it_is(version: int) -> None:
    dark = matrix("LOT 7/2026", version=version, error="mlhq"[version % 4], mask=version % 8)
    found = repair(modules(dark))
    assert found is not None
    assert (found == dark).sum() >= dark.size - 7
    assert same(found, dark)


# Codewords and check codewords of one-block symbols (ISO/IEC 18004:2015, table 9).
@pytest.mark.parametrize(
    ("version", "level", "total", "checks"),
    [(1, "l", 26, 7), (1, "m", 26, 10), (1, "q", 26, 13), (1, "h", 26, 17), (4, "l", 100, 20)],
)
def test_what_can_be_corrected_in_a_block(
    version: int, level: str, total: int, checks: int
) -> None:
    dark = matrix("0123456", version=version, error=level, mask=4)
    random = np.random.default_rng(version)
    spots = [int(spot) for spot in random.permutation(total)]
    for wrong in range(checks // 2 + 1):
        assert same(repair(spoiled(dark, spots[:wrong], None)), dark), wrong
    for unknown in range(checks - 3 + 1):
        assert same(repair(spoiled(dark, spots[:unknown], 0.0)), dark), unknown
    # Guesses that are wrong but weak cost as little as what is unknown.
    weak = modules(dark)
    places = symbol.layout(len(dark))
    for spot in spots[: checks - 4]:
        first = 8 * spot
        weak[places.rows[first], places.columns[first]] *= -0.1
    assert same(repair(weak), dark)


@pytest.mark.parametrize("level", ["l", "m", "q", "h"])
def test_too_much_is_not_repaired(level: str) -> None:
    dark = matrix("0123456", version=1, error=level, mask=4)
    random = np.random.default_rng(5)
    for share in (0.85, 1.0):
        for _ in range(5):
            spots = [int(spot) for spot in random.permutation(26)[: round(26 * share)]]
            assert repair(spoiled(dark, spots, None)) is None
            found = repair(spoiled(dark, spots, 0.0))
            assert found is None or not same(found, dark)


def hide(dark: Dark, side: int) -> Modules:
    """Hide a square in the middle."""
    seen = modules(dark)
    first = (len(dark) - side) // 2 + 1
    seen[first : first + side, first : first + side] = 0
    return seen


def hidden_codewords(seen: Modules, level: str) -> list[tuple[int, int]]:
    """Give how many codewords of each block aren't wholly seen, and its check codewords."""
    places = symbol.layout(len(seen))
    hidden = (seen[places.rows, places.columns] == 0).reshape(-1, 8).any(axis=1)
    blocks = symbol.blocks(len(seen), "mlhq".index(level))
    return [(int(hidden[block.codewords].sum()), block.checks) for block in blocks]


@pytest.mark.parametrize(("version", "level"), [(2, "m"), (5, "q"), (8, "m"), (14, "h")])
def test_a_patch_that_is_hidden(version: int, level: str) -> None:
    """As large as erasures correct; more than hard decisions do, two check codewords for each."""
    dark = matrix("https://example.com/7", version=version, error=level, mask=1)
    patches = [hide(dark, side) for side in range(len(dark) - 16)]
    fitting = [
        seen
        for seen in patches
        if all(hidden <= checks - 3 for hidden, checks in hidden_codewords(seen, level))
    ]
    largest = fitting[-1]
    assert any(hidden > checks // 2 for hidden, checks in hidden_codewords(largest, level))
    assert same(repair(largest), dark)
    assert repair(hide(dark, len(dark) - 9)) is None


@settings(max_examples=60)
@given(st.data())
def test_wrong_and_unknown_codewords_together(data: st.DataObject) -> None:
    dark = matrix("LOT 42", version=2, error="q", mask=data.draw(st.integers(0, 7)))
    unknown = data.draw(st.integers(0, 9)) * 2
    wrong = data.draw(st.integers(0, (22 - 3 - unknown) // 2))
    spots = data.draw(st.permutations(range(44)))
    seen = spoiled(dark, spots[:unknown], 0.0)
    flipped = spoiled(dark, spots[unknown : unknown + wrong], None)
    seen = np.where(seen == 0, seen, flipped)
    assert same(repair(seen), dark)


def test_noise_is_never_repaired() -> None:
    random = np.random.default_rng(1)
    read = 0
    for number in range(2000):
        dimension = (21, 21, 25, 29)[number % 4]
        seen = random.normal(0, 0.6, (dimension, dimension)).astype(np.float32)
        # The format information of a symbol, so that none fails by it already.
        at = symbol.layout(dimension).formats
        seen[at[..., 0], at[..., 1]] = -symbol.formats()[number % 32]
        read += repair(seen) is not None
    assert read == 0


def test_noise_with_nothing_of_a_symbol_is_never_repaired() -> None:
    random = np.random.default_rng(2)
    pictures = (random.normal(0, 1, (45, 45)).astype(np.float32) for _ in range(200))
    assert [repair(seen) for seen in pictures] == [None] * 200


@pytest.mark.parametrize("dimension", [21, 25, 57, 97])
def test_nothing_is_no_symbol(dimension: int) -> None:
    shape = (dimension, dimension)
    for value in (0.0, 1.0, -1.0, 1e-9):
        assert repair(np.full(shape, value, np.float32)) is None


def test_words_of_zeros_are_valid_and_are_left_to_the_reader() -> None:
    """A surface without a feature gives them, once the mask is taken off."""
    dimension = 21
    seen = modules(symbol.frame(dimension, 1, 0))
    places = symbol.layout(dimension)
    inverted = symbol.mask(dimension, 0)
    seen[places.rows, places.columns] = np.where(inverted, -1, 1)[places.rows, places.columns]
    found = repair(seen)
    assert found is not None
    words = np.packbits((found ^ inverted)[places.rows, places.columns])
    assert not words.any()
    assert RSCodec(7).check(bytes(words)) == [True]


@pytest.mark.parametrize("hidden", [0, 1])
def test_one_copy_of_the_format_information_is_enough(hidden: int) -> None:
    dark = matrix("LOT 42", version=3, error="q", mask=5)
    at = symbol.layout(len(dark)).formats[hidden]
    # As faint as a blurred picture has them.
    seen = modules(dark) * np.float32(0.6)
    seen[at[:, 0], at[:, 1]] = 0
    assert same(repair(seen), dark)


def test_faint_modules_are_as_good_as_plain_ones() -> None:
    dark = matrix("LOT 42", version=3, error="q", mask=5)
    assert same(repair(modules(dark) * np.float32(0.35)), dark)


@pytest.mark.parametrize("seed", range(20))
def test_three_wrong_modules_in_each_copy_of_the_format_information(seed: int) -> None:
    dark = matrix("LOT 42", version=1, error="mlhq"[seed % 4], mask=seed % 8)
    seen = modules(dark)
    random = np.random.default_rng(seed)
    for copy in symbol.layout(len(dark)).formats:
        for row, column in copy[random.permutation(15)[:3]]:
            seen[row, column] *= -1
    assert same(repair(seen), dark)


def test_without_format_information_nothing_is_repaired() -> None:
    dark = matrix("LOT 42", version=1, error="q", mask=5)
    seen = modules(dark)
    at = symbol.layout(len(dark)).formats
    seen[at[..., 0], at[..., 1]] = 0
    assert repair(seen) is None
    # Three modules are not enough to choose one of 32 words.
    places = at[0][:3]
    seen[places[:, 0], places[:, 1]] = modules(dark)[places[:, 0], places[:, 1]]
    assert repair(seen) is None


@settings(max_examples=100)
@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.floats(0.05, 0.6))
def test_what_is_repaired_is_a_symbol(seed: int, version: int, noise: float) -> None:
    """Whatever was sampled: the outcome is a symbol whose blocks are whole, or None."""
    random = np.random.default_rng(seed)
    level, number = seed % 4, seed // 4 % 8
    dark = matrix("0", version=version, error="mlhq"[level], mask=number)
    seen = modules(dark) + random.normal(0, noise, dark.shape).astype(np.float32)
    seen[random.random(dark.shape) < noise / 3] *= -1
    found = repair(seen)
    if found is None:
        return
    assert same(found, dark)

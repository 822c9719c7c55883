"""Where a QR symbol keeps what: data modules, format information, masks, blocks.

Source: ISO/IEC 18004:2015, 7.7.3 (order of modules), 7.8.2 (masks), 7.9 (format information), 7.5.1
(blocks); its tables are those of segno, which makes symbols. Rows and columns count from the top
left module.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
import numpy.typing as npt
import segno
from segno import consts

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]

_TIMING = 6
"""Row and column of the timing patterns."""
_FIRST_WITH_VERSION = 7
_FORMAT_BITS = 15
_LEVELS = "mlhq"
_CORNER = ((8, 0), (8, 1), (8, 2), (8, 3), (8, 4), (8, 5), (8, 7), (8, 8))
_CORNER_UP = ((7, 8), (5, 8), (4, 8), (3, 8), (2, 8), (1, 8), (0, 8))
"""Rows and columns of the first copy of the format information, highest bit first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One Reed-Solomon block.

    Attributes:
        codewords: numbers of its codewords in the order in which the symbol holds them, those of
            the data first.
        checks: how many of them, at the end, are check codewords.
    """

    codewords: Numbers
    checks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What all symbols of a version have in common.

    Attributes:
        rows, columns: (8 * codewords,) where each bit is, highest bit of the first codeword first.
        formats: (2, 15, 2) rows and columns of both copies of the format information.
    """

    rows: Numbers
    columns: Numbers
    formats: Numbers


@lru_cache(maxsize=40)
def layout(dimension: int) -> Layout:
    """Give the layout of the symbols of a size in modules."""
    is_data = _data_modules(dimension)
    places = []
    upward = True
    # Columns in pairs from the right; the one of the timing pattern belongs to no pair.
    for right in [*range(dimension - 1, _TIMING, -2), *range(_TIMING - 1, 0, -2)]:
        for row in range(dimension - 1, -1, -1) if upward else range(dimension):
            places += [(row, column) for column in (right, right - 1) if is_data[row, column]]
        upward = not upward
    rows, columns = np.array(places[: len(places) // 8 * 8]).T
    return Layout(rows=rows, columns=columns, formats=_format_places(dimension))


@lru_cache(maxsize=256)
def mask(dimension: int, number: int) -> Flags:
    """Give the modules that a mask inverts."""
    row, column = np.indices((dimension, dimension))
    product = row * column
    values = (
        (row + column) % 2,
        row % 2,
        column % 3,
        (row + column) % 3,
        (row // 2 + column // 3) % 2,
        product % 2 + product % 3,
        (product % 2 + product % 3) % 2,
        ((row + column) % 2 + product % 3) % 2,
    )
    return np.asarray(values[number] == 0, np.bool_)


@lru_cache(maxsize=1)
def formats() -> npt.NDArray[np.float32]:
    """Give the 32 words of format information, (32, 15), dark as 1 and light as -1.

    The number of a word is its level (1 L, 0 M, 3 Q, 2 H) times eight plus its mask.
    """
    shifts = np.arange(_FORMAT_BITS - 1, -1, -1)
    bits = np.array(consts.FORMAT_INFO)[:, None] >> shifts & 1
    return np.asarray(bits * 2 - 1, np.float32)


@lru_cache(maxsize=64)
def frame(dimension: int, level: int, number: int) -> Flags:
    """Give the dark modules of some symbol of a size, level and mask, for all but its data."""
    made = segno.make(
        "0",
        version=_version(dimension),
        error=_LEVELS[level],
        mask=number,
        micro=False,
        boost_error=False,
    )
    return np.array([list(row) for row in made.matrix], np.bool_)


@lru_cache(maxsize=160)
def blocks(dimension: int, level: int) -> tuple[Block, ...]:
    """Give the blocks of a symbol.

    Args:
        level: as the format information numbers it.
    """
    table = cast("Mapping[int, Mapping[int, tuple[consts.EC, ...]]]", consts.ECC)
    groups = table[_version(dimension)][level]
    sizes = [(kind.num_data, kind.num_total) for kind in groups for _ in range(kind.num_blocks)]
    data = _dealt([size for size, _ in sizes], first=0)
    behind = sum(size for size, _ in sizes)
    checks = _dealt([total - size for size, total in sizes], first=behind)
    return tuple(
        Block(codewords=np.array(front + back), checks=len(back))
        for front, back in zip(data, checks, strict=True)
    )


def _version(dimension: int) -> int:
    return (dimension - 17) // 4


def _data_modules(dimension: int) -> Flags:
    """Mark the modules that no function pattern takes, nor format or version information."""
    version = _version(dimension)
    is_data = np.ones((dimension, dimension), np.bool_)
    is_data[:9, :9] = is_data[:9, -8:] = is_data[-8:, :9] = False
    is_data[_TIMING, :] = is_data[:, _TIMING] = False
    centres = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    ends = (_TIMING, dimension - 1 - _TIMING)
    for row in centres:
        for column in centres:
            if not (row in ends and column in ends) or row == column == ends[1]:
                is_data[row - 2 : row + 3, column - 2 : column + 3] = False
    if version >= _FIRST_WITH_VERSION:
        is_data[:6, -11:-8] = is_data[-11:-8, :6] = False
    return is_data


def _dealt(sizes: list[int], first: int) -> list[list[int]]:
    """Deal codeword numbers to blocks in turn until each is full."""
    hands: list[list[int]] = [[] for _ in sizes]
    for turn in range(max(sizes)):
        for hand, size in zip(hands, sizes, strict=True):
            if turn < size:
                hand.append(first)
                first += 1
    return hands


def _format_places(dimension: int) -> Numbers:
    last = dimension - 1
    beside = [(last - step, 8) for step in range(7)]
    above = [(8, last - 7 + step) for step in range(8)]
    return np.array([[*_CORNER, *_CORNER_UP], [*beside, *above]])

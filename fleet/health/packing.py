"""The numbers of a health message as few bytes; pure.

Each value is one byte, the probe's short number, and a 32-bit float: five bytes where JSON with
names takes about twenty. What wasn't measured takes none. Seven digits are more than any probe has.
"""

import math
import struct
from collections.abc import Iterable, Mapping

PAIR = struct.Struct("<Bf")
MAX_NUMBER = 255
_LARGEST = 3.4e38


def pack(values: Mapping[int, float]) -> bytes:
    """Pack values by their probes' short numbers, 0 to 255; what no float holds is left out."""
    return b"".join(
        PAIR.pack(number, value)
        for number, value in sorted(values.items())
        if math.isfinite(value) and abs(value) < _LARGEST
    )


def unpack(packed: bytes) -> dict[int, float]:
    """Give the values of one row."""
    return dict(PAIR.iter_unpack(packed))


def means(rows: Iterable[bytes]) -> dict[int, float]:
    """Give the mean of each probe over rows; of a probe only those rows count that have it."""
    sums: dict[int, float] = {}
    counts: dict[int, int] = {}
    for row in rows:
        for number, value in PAIR.iter_unpack(row):
            sums[number] = sums.get(number, 0.0) + value
            counts[number] = counts.get(number, 0) + 1
    return {number: total / counts[number] for number, total in sums.items()}

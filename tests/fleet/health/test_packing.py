"""Numbers survive being packed, as far as a 32-bit float holds them."""

import math
import struct

from hypothesis import given
from hypothesis import strategies as st

from fleet.health.packing import means, pack, unpack

NUMBERS = st.dictionaries(
    st.integers(0, 255),
    st.floats(width=32, allow_nan=False, min_value=-(2.0**127), max_value=2.0**127),
)


@given(NUMBERS)
def test_what_was_packed_comes_back(values: dict[int, float]) -> None:
    packed = pack(values)
    assert unpack(packed) == values
    assert len(packed) == 5 * len(values)


@given(st.floats())
def test_no_value_breaks_a_row(value: float) -> None:
    found = unpack(pack({1: value, 2: 1.0}))
    assert found[2] == 1.0
    if 1 in found:
        assert math.isclose(found[1], struct.unpack("<f", struct.pack("<f", value))[0])


def test_a_mean_is_of_the_rows_that_have_the_probe() -> None:
    rows = [pack({1: 1.0, 2: 5.0}), pack({1: 3.0})]
    assert means(rows) == {1: 2.0, 2: 5.0}
    assert means([]) == {}

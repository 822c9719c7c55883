"""Serials: enough bits, no look-alikes, ranges with an end."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.codes.read import read
from provenance.errors import BadKey
from provenance.stamps import serials

LOOK_ALIKES = ("0O", "1I", "1L", "2Z", "5S", "6G", "8B", "UV", "0Q", "IL")


def test_there_are_bits_enough() -> None:
    assert log2(len(serials.ALPHABET)) * serials.SERIAL_CHARS >= 64
    assert log2(len(serials.ALPHABET)) * serials.SECRET_CHARS >= 80
    assert len(set(serials.ALPHABET)) == len(serials.ALPHABET)


@pytest.mark.parametrize("pair", LOOK_ALIKES)
def test_no_two_characters_look_alike(pair: str) -> None:
    assert not set(pair) <= set(serials.ALPHABET)


@given(st.binary(min_size=serials.SERIAL_BYTES, max_size=40))
def test_a_serial_is_one_of_gs1(random: bytes) -> None:
    serial = serials.serial_from(random)
    assert serials.parse_serial(serial) == serial
    found = read(f"https://id.gs1.org/01/08930000000019/21/{serial}")
    assert found.item is not None
    assert found.item.serial == serial


def test_every_bit_of_randomness_counts() -> None:
    made = {serials.serial_from(number.to_bytes(16)) for number in range(5000)}
    assert len(made) == 5000
    with pytest.raises(BadKey, match=r"serial\.randomness"):
        serials.serial_from(b"short")


def test_a_secret_is_read_as_people_type_it() -> None:
    secret = serials.secret_from(bytes(range(20)))
    typed = serials.grouped(secret).lower().replace(" ", "-")
    assert serials.plain(f" {typed} ") == secret


def test_a_range_counts_its_digits() -> None:
    assert serials.serial_range("A-098", "A-101") == ("A-098", "A-099", "A-100", "A-101")
    assert serials.serial_range("7", "9") == ("7", "8", "9")


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("A1", "B2", "serial.range"),
        ("A9", "A10", "serial.range"),
        ("A2", "A1", "serial.range"),
        ("A", "B", "serial.range"),
        ("0000000", "9999999", "serial.many"),
        ("=A1", "=A2", "serial.invalid"),
        ("A1", "A" * 21, "serial.invalid"),
        ("", "", "serial.invalid"),
        ("Đ1", "Đ2", "serial.invalid"),
    ],
)
def test_what_is_no_range(first: str, last: str, code: str) -> None:
    with pytest.raises(BadKey) as error:
        serials.serial_range(first, last)
    assert error.value.code == code

"""All wards of the city are told apart by what people type."""

import pytest

from fleet.stations.wards import read_wards


def test_all_wards_are_there_and_apart() -> None:
    wards = read_wards().by_key.values()
    assert len({ward.code for ward in wards}) == 126
    assert sum(ward.kind == "phường" for ward in wards) == 51


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Phường Hai Bà Trưng", "Hai Bà Trưng"),
        ("hai ba trung", "Hai Bà Trưng"),
        ("Xã Hoà Lạc", "Hòa Lạc"),
        ("  xã  Hòa   Lạc ", "Hòa Lạc"),
        ("Phương Liệt", "Phương Liệt"),
        ("phường Phương Liệt", "Phương Liệt"),
        ("Văn Miếu - Quốc Tử Giám", "Văn Miếu - Quốc Tử Giám"),
    ],
)
def test_a_ward_is_found_however_it_is_written(text: str, name: str) -> None:
    ward = read_wards().find(text)
    assert ward is not None
    assert ward.name == name


@pytest.mark.parametrize("text", ["", "Phường", "Thủ Đức", "Hai Bà"])
def test_what_is_no_ward_of_the_city(text: str) -> None:
    assert read_wards().find(text) is None

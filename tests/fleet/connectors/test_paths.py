"""The language for places in a document: what it finds, and what isn't one of its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleet.connectors import paths
from fleet.errors import BadInput

DOCUMENT = {"data": {"items": [{"name": "Rau"}, {"name": "Gạo"}], "a.b": {"c": 1}}, "none": None}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [DOCUMENT]),
        ("data.items[0].name", ["Rau"]),
        ("data.items[*].name", ["Rau", "Gạo"]),
        ("data.items[7].name", []),
        ('data["a.b"].c', [1]),
        ("none", [None]),
        ("none.more", []),
        ("data.name", []),
        ("data.items.name", []),
    ],
)
def test_places(text: str, found: list[object]) -> None:
    assert list(paths.parse(text).all(DOCUMENT)) == found


@pytest.mark.parametrize(
    "text", ["a..b", ".a", "a.", "a[", "a[]", "a[x]", "a[-1]", 'a["b]', 'a[""]', "a]b", "a" * 201]
)
def test_what_is_no_path(text: str) -> None:
    with pytest.raises(BadInput, match=r"path\.syntax"):
        paths.parse(text)


@given(st.text(alphabet='ab.[]*"01 ', max_size=30))
def test_any_text_is_a_path_or_none(text: str) -> None:
    try:
        path = paths.parse(text)
    except BadInput:
        return
    list(path.all(DOCUMENT))

"""Fields by which events are asked for: bounded, and of a form that every database takes."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from provenance.epcis import parse
from provenance.epcis.fields import (
    MOST_FIELDS,
    MOST_NAME_BYTES,
    MOST_TEXT,
    TIME,
    Field,
    Scope,
    fields_of,
)
from tests.provenance.epcis.documents import document, event

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(max_size=300),
    lambda inside: (
        st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=20), inside, max_size=4)
    ),
    max_leaves=20,
)


def fields(**own: object) -> list[Field]:
    parsed = parse(document(event(**own)))
    assert parsed.faults == ()
    return list(fields_of(parsed.events[0]))


def test_an_event_without_more_has_none() -> None:
    assert fields() == []


def test_a_field_has_its_full_name_and_its_values() -> None:
    until = "2026-12-01T00:00:00Z"
    assert fields(**{"own:a": [1.5, [until], None]}) == [
        Field(scope=Scope.OWN, name="https://own.example/a", number=1.5),
        Field(scope=Scope.OWN, name="https://own.example/a", unit=TIME, number=1796083200.0),
        Field(scope=Scope.OWN, name="https://own.example/a", text=until),
    ]


def test_names_are_bounded_in_bytes() -> None:
    room = MOST_NAME_BYTES - len("https://own.example/")
    assert len(fields(**{"own:" + "\u1ea1" * (room // 3): 1})) == 1
    assert fields(**{"own:" + "\u1ea1" * (room // 3 + 1): 1}) == []


def test_what_stands_inside_another_field_is_inner_however_deep() -> None:
    found = fields(ilmd={"own:a": {"own:b": [{"own:c": True}]}})
    assert [(one.scope, one.name[-1], one.text) for one in found] == [
        ("ILMD", "a", None),
        ("INNER_ILMD", "b", None),
        ("INNER_ILMD", "c", "true"),
    ]


def test_only_so_many_are_kept() -> None:
    assert len(fields(**{"own:a": list(range(MOST_FIELDS * 2))})) == MOST_FIELDS


@given(ANYTHING)
def test_every_database_takes_them(value: Any) -> None:  # noqa: ANN401 - any JSON value
    for one in fields(**{"own:a": value, "ilmd": {"own:b": value}, "action": "ADD"}):
        assert "\x00" not in one.name + one.unit + (one.text or "")
        assert len(one.text or "") <= MOST_TEXT
        assert one.number is None or abs(one.number) < 1e300

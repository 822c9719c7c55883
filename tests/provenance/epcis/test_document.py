"""Documents as a whole: what they may be, in whatever pieces they come, and hostile ones."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.epcis import BadEpcis, Event, Kind, Limits, parse, read_events, read_head
from provenance.epcis.document import Parsed
from tests.provenance.epcis.documents import CONTEXT, document, event

LISTED = "$.epcisBody.eventList[0]"


def refused(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(BadEpcis) as caught:
        parse(content, limits)
    return caught.value.code


def one_fault(content: bytes) -> tuple[str, str]:
    (fault,) = parse(content).faults
    return fault.code, fault.path


def query(*events: object) -> dict[str, Any]:
    results = {"queryName": "SimpleEventQuery", "resultsBody": {"eventList": list(events)}}
    return {"type": "EPCISQueryDocument", "epcisBody": {"queryResults": results}}


def read_in_pieces(content: bytes, size: int) -> Parsed:
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    head = read_head(pieces)
    found = list(read_events(pieces, head))
    events = tuple(one for one in found if isinstance(one, Event))
    assert len(events) == len(found)
    return Parsed(head=head, events=events, faults=())


def test_each_kind_of_document_is_read() -> None:
    alone = json.dumps({"@context": CONTEXT, **event()}).encode()
    several = json.dumps([event(), event(bizStep="packing")]).encode()
    for content, kind, count in (
        (document(event(), event()), Kind.CAPTURE, 2),
        (document(**query(event())), Kind.QUERY, 1),
        (alone, Kind.EVENT, 1),
        (several, Kind.LIST, 2),
        (document(), Kind.CAPTURE, 0),
    ):
        parsed = parse(content)
        assert (parsed.head.kind, len(parsed.events), parsed.faults) == (kind, count, ())


@given(st.integers(min_value=1, max_value=40))
def test_pieces_of_any_size_are_the_same_document(size: int) -> None:
    tricky = event(**{"own:a": 'quote " bracket ]} \\ phở 🍜', 'own:b\\"[': [[], {}, [1, "]"]]})
    content = document(tricky, event(), creationDate="2026-11-22T06:00:00Z")
    assert read_in_pieces(content, size).events == parse(content).events


def test_a_context_may_stand_behind_the_events() -> None:
    content = json.dumps(
        {
            "epcisBody": {"eventList": [event(bizStep="own:x")]},
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-11-22T06:00:00Z",
            "@context": [CONTEXT, {"own": "https://own.example/"}],
        }
    ).encode()
    assert parse(content).events[0].biz_step == "https://own.example/x"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"@context": None}, "epcis.context"),
        ({"@context": 3}, "epcis.context"),
        ({"@context": [[]]}, "epcis.context"),
        ({"schemaVersion": "1.2"}, "epcis.version"),
        ({"schemaVersion": {}}, "epcis.version"),
        ({"creationDate": "today"}, "epcis.time"),
        ({"epcisBody": None}, "epcis.missing"),
        ({"epcisBody": {"eventList": {}}}, "epcis.missing"),
        ({"epcisBody": [{"eventList": []}]}, "epcis.missing"),
        ({"type": "EPCISQueryDocument"}, "epcis.missing"),
    ],
)
def test_a_wrong_head_is_refused(fields: dict[str, Any], code: str) -> None:
    assert refused(document(event(), **fields)) == code


def test_a_type_that_is_none_is_the_events_fault() -> None:
    assert one_fault(document(type=["EPCISDocument"]))[0] == "epcis.type"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"a": "',
        b"[",
        b"[1, 2",
        b"}",
        b"[}",
        b"null null",
        b'{"@context": NaN}',
        b'{"a": 1, "a": 2}',
        document(event()) + b"x",
        document(event()).replace(b'"epcisBody": {', b'"epcisBody": {"eventList": [], '),
    ],
)
def test_what_is_no_json_is_refused(content: bytes) -> None:
    assert refused(content) == "epcis.json"


def test_other_encodings_are_refused() -> None:
    assert refused(document(event()).decode().encode("utf-16")) == "epcis.encoding"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": NaN}',
        '{"a": 1, "a": 2}',
        '{"a": 1e999999}',
        '{"a": ' + "9" * 5000 + "}",
        '{"a": "\\ud800"}',
        "",
        "nonsense",
        '{"a" 1}',
    ],
)
def test_an_event_that_is_no_json_is_that_events_fault(text: str) -> None:
    content = document("HERE", event()).replace(b'"HERE"', text.encode())
    parsed = parse(content)
    assert [(one.code, one.path) for one in parsed.faults] == [("epcis.json", LISTED)]
    assert len(parsed.events) == 1


@pytest.mark.parametrize("text", ["1", '"x"', "null", "[]", "true"])
def test_an_event_that_is_no_object_is_told(text: str) -> None:
    content = document("HERE").replace(b'"HERE"', text.encode())
    assert one_fault(content) == ("epcis.object", LISTED)


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_deep_nesting_is_refused_before_it_costs(bracket: str) -> None:
    content = document("HERE").replace(b'"HERE"', (bracket * 200_000).encode())
    assert refused(content) == "epcis.depth"


def test_a_million_events_are_counted_not_kept() -> None:
    content = document("HERE").replace(b'"HERE"', b"{}," * 1_000_000 + b"{}")
    assert refused(content) == "epcis.too_many_events"


def test_limits_of_sizes_hold() -> None:
    small = Limits(event_characters=300, head_characters=300, events=2)
    assert refused(document(event(**{"own:x": "y" * 400})), small) == "epcis.event_size"
    assert refused(document(**{"own:x": "y" * 400}), small) == "epcis.head_size"
    assert refused(document(event(), event(), event()), small) == "epcis.too_many_events"
    unfinished = document(event()).split(b'"bizStep"')[0] + b'"own:x": "' + b"y" * 400
    assert refused(unfinished, small) == "epcis.event_size"


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    for whole in (content, document("HERE").replace(b'"HERE"', content)):
        with suppress(BadEpcis):
            assert parse(whole) is not None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
_FIELDS = [
    *sorted(event()),
    "quantityList",
    "readPoint",
    "sourceList",
    "bizTransactionList",
    "sensorElementList",
    "ilmd",
    "persistentDisposition",
    "errorDeclaration",
    "certificationInfo",
    "@context",
    "own:x",
]


@given(st.sampled_from(_FIELDS), _JSON)
def test_any_value_in_any_field_is_judged(field: str, value: object) -> None:
    parsed = parse(document({**event(), field: value}))
    assert len(parsed.events) == (0 if parsed.faults else 1)


def test_each_event_is_searched_for_few_prefixes() -> None:
    prefixes = {f"p{number}": f"https://x.example/{number}/" for number in range(101)}
    with pytest.raises(BadEpcis, match=r"epcis\.context"):
        parse(document(event(), **{"@context": [CONTEXT, prefixes]}))
    parsed = parse(document(event(**{"@context": prefixes}), event()))
    assert [fault.code for fault in parsed.faults] == ["epcis.context"]
    assert len(parsed.events) == 1

"""One event has one hash, however it is spelt; another event has another."""

from typing import Any

import pytest

from provenance.epcis import parse
from tests.provenance.epcis.documents import LOT, SHOP, UNIT, document, event


def hash_of(**fields: object) -> str:
    parsed = parse(document(event(**fields)))
    assert parsed.faults == ()
    return parsed.events[0].hash_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"eventTime": "2026-11-22T06:00:00+07:00"}, {"eventTime": "2026-11-21T23:00:00.000Z"}),
        ({"eventTime": "2026-11-22T06:00:00.1995Z"}, {"eventTime": "2026-11-22T06:00:00.200Z"}),
        ({"epcList": [UNIT, SHOP]}, {"epcList": [SHOP, UNIT]}),
        ({"epcList": [UNIT]}, {"epcList": ["https://x.example/01/08935001200017/21/9?a=b"]}),
        ({"eventID": "urn:uuid:1"}, {"recordTime": "2026-11-22T06:00:00Z"}),
        (
            {"quantityList": [{"epcClass": LOT, "quantity": 1.50}]},
            {"quantityList": [{"quantity": 1.5, "epcClass": LOT}]},
        ),
        ({"own:a": "1.0", "own:b": 2}, {"own:b": 2.0, "own:a": 1}),
        ({"own:a": ["x", "y"]}, {"own:a": ["y", "x"]}),
        ({"own:a": " x "}, {"own:a": "x"}),
    ],
)
def test_spelling_makes_no_difference(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert hash_of(**one) == hash_of(**other)


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "ADD"},
        {"bizStep": "packing"},
        {"disposition": "active"},
        {"epcList": [UNIT, SHOP]},
        {"readPoint": {"id": SHOP}},
        {"bizLocation": {"id": SHOP}},
        {"sourceList": [{"type": "owning_party", "source": SHOP}]},
        {"certificationInfo": "https://a.example/c"},
        {"ilmd": {"own:a": 1}},
        {"own:a": 1},
        {"sensorElementList": [{"sensorReport": [{"type": "Speed", "value": 1}]}]},
        {"persistentDisposition": {"set": ["completeness_verified"]}},
        {"bizTransactionList": [{"type": "po", "bizTransaction": "urn:x:1"}]},
    ],
)
def test_what_says_more_has_another_hash(fields: dict[str, Any]) -> None:
    assert hash_of(**fields) != hash_of()


def test_fields_that_a_document_sets_aside_dont_count() -> None:
    noted = document(event(**{"own:a": 1}), **{"own:ignoreFields": ["own:a"]})
    assert parse(noted).events[0].hash_id == hash_of()

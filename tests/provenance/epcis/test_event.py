"""What an event may hold: each rule with a sample that breaks it, and where that is said."""

from typing import Any

import pytest

from provenance.epcis import Event, Role, parse
from tests.provenance.epcis.documents import LOT, SHOP, UNIT, document, event

AT = "$.epcisBody.eventList[0]"
LIST = "quantityList[0]"


def faults_of(**fields: object) -> list[tuple[str, str]]:
    return [
        (one.code, one.path.removeprefix(AT).lstrip("."))
        for one in parse(document(event(**fields))).faults
    ]


def one_event(**fields: object) -> Event:
    parsed = parse(document(event(**fields)))
    assert parsed.faults == ()
    (found,) = parsed.events
    return found


def amount(value: object) -> dict[str, Any]:
    return {"quantityList": [{"epcClass": LOT, "quantity": value}]}


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"type": "Event"}, "epcis.type", "type"),
        ({"type": 3}, "epcis.type", "type"),
        ({"eventTime": None}, "epcis.time", "eventTime"),
        ({"eventTime": "2026-11-22T06:00:00"}, "epcis.time", "eventTime"),
        ({"eventTime": "2026-02-30T06:00:00Z"}, "epcis.time", "eventTime"),
        ({"eventTime": "0000-01-01T00:00:00Z"}, "epcis.time", "eventTime"),
        ({"eventTime": "9999-12-31T23:59:59-14:00"}, "epcis.time", "eventTime"),
        ({"eventTimeZoneOffset": "+15:00"}, "epcis.offset", "eventTimeZoneOffset"),
        ({"eventTimeZoneOffset": 7}, "epcis.offset", "eventTimeZoneOffset"),
        ({"recordTime": "now"}, "epcis.time", "recordTime"),
        ({"action": None}, "epcis.action", "action"),
        ({"action": "CREATE"}, "epcis.action", "action"),
        ({"eventID": "no uri"}, "epcis.uri", "eventID"),
        ({"bizStep": "transforming"}, "epcis.vocabulary", "bizStep"),
        ({"bizStep": "cbv:BizStep-transforming"}, "epcis.vocabulary", "bizStep"),
        ({"bizStep": "urn:epcglobal:cbv:bizstep:x"}, "epcis.vocabulary", "bizStep"),
        ({"bizStep": "https://ref.gs1.org/cbv/Disp-active"}, "epcis.vocabulary", "bizStep"),
        ({"disposition": ["active"]}, "epcis.vocabulary", "disposition"),
        ({"epcList": UNIT}, "epcis.list", "epcList"),
        ({"epcList": []}, "epcis.missing", ""),
        ({"epcList": ["urn:epc:id:sgtin:1.2.3"]}, "epcis.epc", "epcList[0]"),
        ({"epcList": [f"{LOT}%00"]}, "epcis.epc", "epcList[0]"),
        ({"epcList": [UNIT, "a b:c"]}, "epcis.uri", "epcList[1]"),
        ({"epcList": ["x:" + "y" * 1000]}, "epcis.uri", "epcList[0]"),
        ({"readPoint": SHOP}, "epcis.object", "readPoint"),
        ({"readPoint": {"id": ""}}, "epcis.uri", "readPoint.id"),
        ({"note": "x"}, "epcis.field", ""),
        ({"childEPCs": [UNIT]}, "epcis.field", "childEPCs"),
        ({"certificationInfo": {"a:b": 1}}, "epcis.uri", "certificationInfo"),
        (amount("3"), "epcis.number", f"{LIST}.quantity"),
        (amount(-1), "epcis.quantity", f"{LIST}.quantity"),
        ({"quantityList": [{"epcClass": LOT, "uom": "kilo"}]}, "epcis.unit", f"{LIST}.uom"),
        ({"sourceList": [{"source": SHOP}]}, "epcis.missing", "sourceList[0]"),
        (
            {"bizTransactionList": [{"type": "order", "bizTransaction": "x:y"}]},
            "epcis.vocabulary",
            "bizTransactionList[0].type",
        ),
        ({"persistentDisposition": {}}, "epcis.missing", "persistentDisposition"),
        (
            {"persistentDisposition": {"set": ["gone"]}},
            "epcis.vocabulary",
            "persistentDisposition.set[0]",
        ),
        ({"errorDeclaration": {}}, "epcis.time", "errorDeclaration.declarationTime"),
        ({"sensorElementList": [{}]}, "epcis.missing", "sensorElementList[0]"),
        (
            {"sensorElementList": [{"sensorReport": [{"type": "Speed", "value": "1"}]}]},
            "epcis.number",
            "sensorElementList[0].sensorReport[0].value",
        ),
        ({"ilmd": "x"}, "epcis.object", "ilmd"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_told_with_its_place(
    fields: dict[str, Any], code: str, path: str
) -> None:
    assert (code, path) in faults_of(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "AggregationEvent", "action": "ADD", "epcList": None, "childEPCs": [UNIT]},
        {"type": "AggregationEvent", "action": "OBSERVE", "epcList": None},
        {"type": "AssociationEvent", "epcList": None, "childEPCs": [UNIT]},
        {"type": "TransactionEvent"},
        {"type": "TransformationEvent", "action": None, "epcList": None, "inputEPCList": [UNIT]},
        {"type": "TransformationEvent", "action": None, "epcList": None, "transformationID": "x:y"},
    ],
)
def test_each_kind_needs_its_things(fields: dict[str, Any]) -> None:
    assert ("epcis.missing", "") in faults_of(**fields)


def test_all_that_is_wrong_is_told_at_once() -> None:
    codes = {code for code, _ in faults_of(action="X", bizStep="y", eventTime="z")}
    assert codes == {"epcis.action", "epcis.vocabulary", "epcis.time"}


def test_things_are_named_canonically() -> None:
    found = one_event(
        type="AggregationEvent",
        action="ADD",
        epcList=None,
        parentID="urn:epc:id:sscc:8935001.0000000001",
        childEPCs=["https://shop.example/x/01/8935001200017/10/L1/21/9?17=271231"],
        childQuantityList=[{"epcClass": LOT, "quantity": 1.5, "uom": "KGM"}],
    )
    names = [(one.role, one.name, str(one.quantity)) for one in found.things]
    assert names == [
        (Role.PARENT, "https://id.gs1.org/00/089350010000000013", "None"),
        (Role.CHILD, "https://id.gs1.org/01/08935001200017/21/9", "None"),
        (Role.CHILD, LOT, "1.5"),
    ]


@pytest.mark.parametrize(
    "word",
    [
        "receiving",
        "cbv:BizStep-receiving",
        "urn:epcglobal:cbv:bizstep:receiving",
        "https://ref.gs1.org/cbv/BizStep-receiving",
    ],
)
def test_words_are_one_word_in_all_their_forms(word: str) -> None:
    found = one_event(bizStep=word)
    assert found.biz_step == "https://ref.gs1.org/cbv/BizStep-receiving"
    assert found.hash_id == one_event(bizStep="receiving").hash_id


def test_own_words_and_fields_are_kept() -> None:
    found = one_event(**{"bizStep": "own:smoking", "own:wood": {"kind": "beech"}})
    assert found.biz_step == "https://own.example/smoking"
    assert found.extensions == {"own:wood": {"kind": "beech"}}
    assert '"own:wood"' in found.text

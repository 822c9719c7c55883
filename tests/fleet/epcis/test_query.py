"""What a query asks for and gets, on both databases."""

import json
from collections.abc import Mapping, Sequence

import pytest

from fleet.db.engine import Database
from fleet.epcis.query import Asked, Order, Place, find, require_at_most
from fleet.errors import BadInput
from tests.fleet.epcis.conftest import Stored
from tests.provenance.epcis.documents import LOT, SHOP, UNIT, event

FARM = "https://id.gs1.org/414/8935001200018"
BOX = "urn:epc:id:sscc:8935001.0000000001"
GTIN = "urn:epc:idpat:sgtin:8935001.020001.*"
OWN = {"own": "https://own.example/"}
EVENTS = {
    "ship": event(readPoint={"id": SHOP}, quantityList=[{"epcClass": LOT, "quantity": 1}]),
    "pack": event(
        type="AggregationEvent",
        action="ADD",
        bizStep="packing",
        epcList=None,
        parentID=BOX,
        childEPCs=[UNIT],
        eventTime="2026-11-22T07:00:00Z",
        eventID="urn:uuid:pack",
    ),
    "make": event(
        type="TransformationEvent",
        action=None,
        bizStep="commissioning",
        disposition="active",
        epcList=None,
        inputQuantityList=[{"epcClass": LOT}],
        outputEPCList=[UNIT],
        transformationID="urn:own:batch:1",
        bizLocation={"id": FARM},
        eventTime="2026-11-21T07:00:00Z",
    ),
    "sell": event(
        type="TransactionEvent",
        bizStep="own:selling",
        epcList=["urn:own:1"],
        bizTransactionList=[{"type": "po", "bizTransaction": "urn:x:1"}],
        sourceList=[{"type": "owning_party", "source": FARM}],
        destinationList=[{"type": "owning_party", "destination": SHOP}],
        errorDeclaration={"declarationTime": "2026-11-23T00:00:00Z"},
        eventTime="2026-11-23T07:00:00Z",
    ),
}
TIMES = {name: str(one["eventTime"]) for name, one in EVENTS.items()}


@pytest.fixture(autouse=True)
def _all_stored(stored: Stored) -> None:
    assert stored(list(EVENTS.values())) == len(EVENTS)


def asked(database: Database, parameters: Mapping[str, Sequence[str]]) -> set[str]:
    with database.read() as session:
        page = find(session, Asked(parameters=parameters, prefixes=OWN), Order())
    by_time = {time: name for name, time in TIMES.items()}
    return {by_time[json.loads(text)["eventTime"]] for text in page.events}


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({}, "ship pack make sell"),
        ({"eventType": ["AggregationEvent,TransactionEvent"]}, "pack sell"),
        ({"eventType": ["AggregationEvent", "TransactionEvent"]}, "pack sell"),
        ({"GE_eventTime": ["2026-11-22T07:00:00Z"]}, "pack sell"),
        ({"LT_eventTime": ["2026-11-22T07:00:00Z"]}, "ship make"),
        ({"GE_recordTime": ["2000-01-01T00:00:00Z"]}, "ship pack make sell"),
        ({"LT_recordTime": ["2000-01-01T00:00:00Z"]}, ""),
        ({"EQ_bizStep": ["shipping|packing"]}, "ship pack"),
        ({"EQ_bizStep": ["https://ref.gs1.org/cbv/BizStep-shipping"]}, "ship"),
        ({"EQ_bizStep": ["https://own.example/selling"]}, "sell"),
        ({"EQ_disposition": ["active"]}, "make"),
        ({"EQ_action": ["ADD"]}, "pack"),
        ({"EQ_readPoint": ["urn:epc:id:sgln:8935001.20000.0"]}, "ship"),
        ({"EQ_bizLocation": [FARM, SHOP]}, "make"),
        ({"EQ_eventID": ["urn:uuid:pack"]}, "pack"),
        ({"EXISTS_errorDeclaration": ["true"]}, "sell"),
        ({"EXISTS_errorDeclaration": ["false"]}, "ship pack make"),
        ({"MATCH_epc": [UNIT]}, "ship pack"),
        ({"MATCH_epc": ["https://x.example/01/08935001200017/21/9"]}, "ship pack"),
        ({"MATCH_epc": [GTIN]}, "ship pack"),
        ({"MATCH_epc": [LOT]}, ""),
        ({"MATCH_anyEPC": [UNIT]}, "ship pack make"),
        ({"MATCH_parentID": [BOX]}, "pack"),
        ({"MATCH_inputEPC": [UNIT]}, ""),
        ({"MATCH_outputEPC": [UNIT]}, "make"),
        ({"MATCH_epcClass": [LOT]}, "ship"),
        ({"MATCH_inputEPCClass": [LOT]}, "make"),
        ({"MATCH_outputEPCClass": [LOT]}, ""),
        ({"MATCH_anyEPCClass": [LOT]}, "ship make"),
        ({"EQ_transformationID": ["urn:own:batch:1"]}, "make"),
        ({"EQ_bizTransaction": ["urn:x:1"]}, "sell"),
        ({"EQ_bizTransaction_po": ["urn:x:1"]}, "sell"),
        ({"WD_readPoint": [SHOP]}, "ship"),
        ({"WD_bizLocation": [FARM], "EQ_action": ["ADD"]}, ""),
        ({"EQ_bizTransaction_inv": ["urn:x:1"]}, ""),
        ({"EQ_source_owning_party": [FARM]}, "sell"),
        ({"EQ_destination_owning_party": [FARM]}, ""),
        ({"MATCH_anyEPC": [UNIT], "EQ_bizStep": ["packing"]}, "pack"),
    ],
)  # fmt: skip
def test_a_parameter_finds_its_events(
    database: Database, parameters: Mapping[str, Sequence[str]], names: str
) -> None:
    assert asked(database, parameters) == set(names.split())


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("EQ_colour", "red", "epcis.parameter"),
        ("MATCH_epcs", "x:y", "epcis.parameter"),
        ("eventType", "Event", "epcis.parameter_value"),
        ("GE_eventTime", "yesterday", "epcis.parameter_value"),
        ("GE_eventTime", "2026-11-22T07:00:00", "epcis.parameter_value"),
        ("EQ_bizStep", "dancing", "epcis.parameter_value"),
        ("MATCH_epc", "9", "epcis.parameter_value"),
        ("MATCH_epc", "x:\x00", "epcis.parameter_value"),
        ("MATCH_epc", "urn:epc:idpat:grai:4012345.55555.*", "epcis.parameter_value"),
        ("MATCH_epc", "", "epcis.parameter_value"),
        ("MATCH_epc", "|".join(f"x:{number}" for number in range(101)), "epcis.parameter_value"),
        ("EQ_source_friend", "x:y", "epcis.parameter_value"),
        ("EQ_bizTransactionx", "urn:x:1", "epcis.parameter"),
        ("EXISTS_errorDeclaration", "maybe", "epcis.parameter_value"),
    ],
)
def test_what_cant_be_asked_is_told(database: Database, name: str, value: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        asked(database, {name: [value]})
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("parameters", "of"),
    [
        ({f"EQ_own:{at}": [f"v{one}" for one in range(21)] for at in range(10)}, "values"),
        ({f"EQ_own:{at}": ["|".join("v" * 21)] for at in range(10)}, "values"),
        ({f"EQ_own:{at}": ["v"] for at in range(11)}, "parameters about"),
        ({f"EXISTS_own:{at}": ["false"] for at in range(11)}, "parameters about"),
        ({f"EQ_source_urn:own:{at}": ["x:y"] for at in range(11)}, "parameters about"),
    ],
)
def test_too_much_at_once_is_refused_before_the_database_sees_it(
    database: Database, parameters: Mapping[str, Sequence[str]], of: str
) -> None:
    with pytest.raises(BadInput) as caught:
        asked(database, parameters)
    assert caught.value.code == "epcis.query_too_complex"
    assert str(caught.value.params["of"]).startswith(of)
    assert caught.value.params["most"] == (200 if of == "values" else 10)


def test_as_much_as_may_be_is_asked_at_once(database: Database) -> None:
    many = {f"EQ_own:{at}": [f"v{one}" for one in range(19)] for at in range(10)}
    simple = {"EQ_action": ["ADD"], "EQ_bizStep": ["packing"], "eventType": ["ObjectEvent"]}
    assert asked(database, {**many, **simple}) == set()


def test_more_events_than_wanted_are_told(database: Database) -> None:
    with database.read() as session:
        require_at_most(session, Asked(parameters={}), len(EVENTS))
        with pytest.raises(BadInput, match=r"epcis\.query_too_large"):
            require_at_most(session, Asked(parameters={}), len(EVENTS) - 1)


@pytest.mark.parametrize("by_record", [False, True])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_follow_each_other_without_gap_or_repetition(
    database: Database, *, by_record: bool, descending: bool
) -> None:
    order = Order(by_record=by_record, descending=descending)
    after: Place | None = None
    found: list[str] = []
    for _ in range(len(EVENTS)):
        with database.read() as session:
            page = find(session, Asked(parameters={}), order, after=after, limit=1)
        found += [json.loads(text)["eventTime"] for text in page.events]
        after = page.following
    assert after is None
    assert sorted(found) == sorted(TIMES.values())
    if not by_record:
        moments = sorted(TIMES.values(), key=lambda one: (one[:10], "Z" in one), reverse=descending)
        assert found == moments

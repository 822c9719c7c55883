"""Queries about sensor data, master data, extensions and declared errors, on both databases."""

import json

import pytest

from fleet.db.engine import Database
from fleet.epcis.query import Asked, Order, find
from fleet.errors import BadInput
from tests.fleet.epcis.conftest import Stored
from tests.provenance.epcis.documents import LOT, SHOP, event

OWN = {"own": "https://own.example/"}
REPORT = {
    "type": "Temperature",
    "value": 4.5,
    "uom": "CEL",
    "deviceID": "urn:epc:id:giai:4000001.111",
    "time": "2026-11-22T05:00:00Z",
    "booleanValue": True,
    "own:probe": "left",
}
EVENTS = {
    "cold": event(
        eventTime="2026-11-22T01:00:00Z",
        sensorElementList=[
            {
                "sensorMetadata": {"startTime": "2026-11-22T00:00:00Z", "bizRules": "urn:own:r"},
                "sensorReport": [REPORT, {"type": "own:Shine", "percRank": 50, "percValue": 3}],
            }
        ],
    ),
    "warm": event(
        eventTime="2026-11-22T02:00:00Z",
        sensorElementList=[{"sensorReport": [{"type": "Temperature", "value": 45, "uom": "FAH"}]}],
        persistentDisposition={"set": ["recalled"], "unset": ["in_progress"]},
    ),
    "made": event(
        eventTime="2026-11-22T03:00:00Z",
        action="ADD",
        ilmd={
            "cbvmda:lotNumber": "L1",
            "own:farm": {"own:plots": [7, {"own:name": "Đồng Bãi"}]},
            "own:long": "x" * 300,
            "own:odd": "a\x00b",
        },
        quantityList=[{"epcClass": LOT, "quantity": 12.5, "uom": "KGM"}],
        readPoint={"id": f"{SHOP}/254/door"},
    ),
    "own": event(
        eventTime="2026-11-22T04:00:00Z",
        **{"own:note": ["phở", "bún"], "own:weight": 3.25, "own:until": "2026-12-01T00:00:00Z"},
    ),
    "wrong": event(
        eventTime="2026-11-22T05:00:00Z",
        errorDeclaration={
            "declarationTime": "2026-11-23T00:00:00Z",
            "reason": "incorrect_data",
            "correctiveEventIDs": ["urn:uuid:right"],
            "own:by": {"own:who": "an"},
        },
    ),
}


@pytest.fixture(autouse=True)
def _all_stored(stored: Stored) -> None:
    assert stored(list(EVENTS.values())) == len(EVENTS)


def asked(database: Database, name: str, *values: str) -> set[str]:
    with database.read() as session:
        page = find(session, Asked(parameters={name: values}, prefixes=OWN), Order())
    by_time = {one["eventTime"]: name for name, one in EVENTS.items()}
    return {by_time[json.loads(text)["eventTime"]] for text in page.events}


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("EXISTS_sensorElementList", "", "cold warm"),
        ("EXISTS_sensorElementList", "false", "made own wrong"),
        ("EQ_type", "Temperature", "cold warm"),
        ("EQ_type", "https://gs1.org/voc/Temperature|gs1:Humidity", "cold warm"),
        ("EQ_type", "https://own.example/Shine", "cold"),
        ("EQ_deviceID", "urn:epc:id:giai:4000001.111", "cold"),
        ("EQ_SENSORREPORT_deviceID", "https://id.gs1.org/8004/4000001111", "cold"),
        ("EQ_SENSORMETADATA_deviceID", "https://id.gs1.org/8004/4000001111", ""),
        ("EQ_bizRules", "urn:own:r", "cold"),
        ("EQ_booleanValue", "true", "cold"),
        ("GE_value", "4.5", "cold warm"),
        ("GE_value_CEL", "4.5", "cold"),
        ("GT_value_CEL", "4.5", ""),
        ("LE_value_CEL", "-1e2", ""),
        ("LT_value_FAH", "45.1", "warm"),
        ("EQ_percRank", "50", "cold"),
        ("LT_percValue", "3", ""),
        ("GE_startTime", "2026-11-22T00:00:00Z", "cold"),
        ("LT_SENSORREPORT_time", "2026-11-22T12:00:01+07:00", "cold"),
        ("GE_SENSORMETADATA_time", "2026-11-22T00:00:00Z", ""),
        ("EQ_SENSORREPORT_own:probe", "left", "cold"),
        ("EQ_persistentDisposition_set", "recalled", "warm"),
        ("EQ_persistentDisposition_set", "in_progress", ""),
        ("EQ_persistentDisposition_unset", "in_progress", "warm"),
        ("EQ_ILMD_cbvmda:lotNumber", "L1|L2", "made"),
        ("EQ_ILMD_urn:epcglobal:cbv:mda:lotNumber", "L1", "made"),
        ("EQ_ILMD_urn:epcglobal:cbv:mda:#lotNumber", "L1", "made"),
        ("EQ_lotNumber:x", "L1", ""),
        ("EXISTS_ILMD_own:farm", "", "made"),
        ("EXISTS_ILMD_own:plots", "", ""),
        ("GT_INNER_ILMD_own:plots", "6", "made"),
        ("EQ_INNER_ILMD_own:name", "Đồng Bãi", "made"),
        ("EXISTS_INNER_ILMD_own:name", "", "made"),
        ("EXISTS_ILMD_own:long", "", "made"),
        ("EQ_ILMD_own:long", "x" * 300, ""),
        ("EXISTS_ILMD_own:odd", "", "made"),
        ("EQ_quantity", "12.5", "made"),
        ("GE_quantity_KGM", "12", "made"),
        ("GE_quantity_GRM", "12", ""),
        ("WD_readPoint", SHOP, "made"),
        ("EQ_readPoint", SHOP, ""),
        ("EQ_own:note", "bún", "own"),
        ("EQ_https://own.example/note", "phở", "own"),
        ("EXISTS_own:note", "false", "cold warm made wrong"),
        ("GE_own:weight", "3.25", "own"),
        ("EQ_own:weight", "3.250", "own"),
        ("LT_own:until", "2026-12-01T07:00:01+07:00", "own"),
        ("GT_own:until", "5", ""),
        ("EQ_errorReason", "incorrect_data", "wrong"),
        ("EQ_errorReason", "did_not_occur", ""),
        ("EQ_correctiveEventID", "urn:uuid:right", "wrong"),
        ("GE_errorDeclarationTime", "2026-11-23T00:00:00Z", "wrong"),
        ("LT_errorDeclaration_Time", "2026-11-23T00:00:00Z", ""),
        ("EXISTS_ERROR_DECLARATION_own:by", "", "wrong"),
        ("EQ_INNER_ERROR_DECLARATION_own:who", "an", "wrong"),
    ],
)
def test_a_field_finds_its_events(database: Database, name: str, value: str, found: str) -> None:
    assert asked(database, name, value) == set(found.split())


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("EQ_colour", "red", "epcis.parameter"),
        ("GT_type", "Temperature", "epcis.parameter"),
        ("EQ_ILMD_", "x", "epcis.parameter"),
        ("EQ_INNER_value", "1", "epcis.parameter"),
        ("EXISTS_value", "", "epcis.parameter"),
        ("HASATTR_own:note", "x", "epcis.parameter"),
        ("EQATTR_own:note_lang", "vi", "epcis.parameter"),
        ("EQ_value_TOOLONG", "1", "epcis.parameter"),
        ("GE_value_CEL", "warm", "epcis.parameter_value"),
        ("GE_value_CEL", "1e999", "epcis.parameter_value"),
        ("GE_value_CEL", "NaN", "epcis.parameter_value"),
        ("GE_value_CEL", "1|2", "epcis.parameter_value"),
        ("GE_startTime", "1", "epcis.parameter_value"),
        ("GT_own:note", "bún", "epcis.parameter_value"),
        ("EXISTS_own:note", "maybe", "epcis.parameter_value"),
        ("EQ_own:note", "a\x00b", "epcis.parameter_value"),
        ("EQ_own:no\x00te", "a", "epcis.parameter_value"),
        ("EQ_errorReason", "boredom", "epcis.parameter_value"),
        ("EQ_persistentDisposition_set", "happy", "epcis.parameter_value"),
        ("EQ_correctiveEventID", "right", "epcis.parameter_value"),
    ],
)
def test_what_cant_be_asked_is_told(database: Database, name: str, value: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        asked(database, name, value)
    assert caught.value.code == code


def test_numbers_are_taken_as_they_are_ordered(database: Database, stored: Stored) -> None:
    huge = {"own:size": int("9" * 38)}
    stored([event(eventTime="2026-11-22T06:00:00Z", **huge)])
    with database.read() as session:
        query = Asked(parameters={"GT_own:size": ["1e30"]}, prefixes=OWN)
        assert len(find(session, query, Order()).events) == 1

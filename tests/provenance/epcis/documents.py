"""EPCIS documents for tests."""

import json
from typing import Any

CONTEXT = "https://ref.gs1.org/standards/epcis/epcis-context.jsonld"
LOT = "https://id.gs1.org/01/08935001200017/10/L1"
UNIT = "urn:epc:id:sgtin:8935001.020001.9"
SHOP = "https://id.gs1.org/414/8935001200000"


def event(**fields: object) -> dict[str, Any]:
    """Give an object event; a field of None is left out."""
    whole = {
        "type": "ObjectEvent",
        "eventTime": "2026-11-22T06:00:00.000+07:00",
        "eventTimeZoneOffset": "+07:00",
        "action": "OBSERVE",
        "bizStep": "shipping",
        "epcList": [UNIT],
        **fields,
    }
    return {name: value for name, value in whole.items() if value is not None}


def document(*events: object, **fields: object) -> bytes:
    """Give a document of events."""
    whole = {
        "@context": [CONTEXT, {"own": "https://own.example/"}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-22T06:00:00Z",
        "epcisBody": {"eventList": list(events)},
        **fields,
    }
    return json.dumps({name: one for name, one in whole.items() if one is not None}).encode()

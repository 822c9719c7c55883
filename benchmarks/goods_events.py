"""EPCIS documents of any length, made while they are sent: goods from farms to market stalls.

A story is one lot: harvested, made into goods, boxed, shipped, received, unboxed, on sale, measured
on the way. Everything follows from numbers, so the same document comes twice alike. Every
`WIDE_EVERY`th lot is made of one harvest, whose chain is therefore wider than any screen.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from provenance.keys import check_digit

PRODUCTS = 500
PARTIES = 300
WIDE_EVERY = 100
SHARED_BY = 5
"""Lots made of one harvest."""
WIDE_LOT = "WIDE"
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
_EVENTS_A_PIECE = 200
_STEP = timedelta(minutes=7)
Json = dict[str, Any]

_HEAD = (
    '{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",'
    '{"tq":"https://ns.example/tq/"}],"type":"EPCISDocument","schemaVersion":"2.0",'
    '"creationDate":"2026-11-22T00:00:00Z","epcisBody":{"eventList":['
)


def document(events: int, first: int = 0) -> Iterator[bytes]:
    """Give a document of so many events in pieces, beginning with event `first` of all."""
    yield _HEAD.encode()
    texts: list[str] = []
    for number in range(first, first + events):
        texts.append(json.dumps(event(number), separators=(",", ":"), ensure_ascii=False))
        if len(texts) == _EVENTS_A_PIECE or number == first + events - 1:
            comma = "," if number < first + events - 1 else ""
            yield (",".join(texts) + comma).encode()
            texts = []
    yield b"]}}"


def gtin(product: int, *, raw: bool = False) -> str:
    """Name a product, or what it is made of."""
    digits = f"0893{9 if raw else 8}{product:08}"
    return f"{digits}{check_digit(digits)}"


def lot(story: int) -> tuple[str, str]:
    """Name the goods of a story by GTIN and lot."""
    return gtin(story % PRODUCTS), f"L{story:07}"


def name(goods: tuple[str, str]) -> str:
    """Name a lot as events do."""
    return "https://id.gs1.org/01/{}/10/{}".format(*goods)


def raw_lot(story: int) -> tuple[str, str]:
    """Name what they are made of."""
    if story % WIDE_EVERY == 0:
        return gtin(0, raw=True), WIDE_LOT
    return gtin(story % PRODUCTS, raw=True), f"H{story // (PRODUCTS * SHARED_BY):07}"


def place(number: int) -> str:
    """Name a place of one of the parties."""
    digits = f"89370{number % PARTIES:07}"
    return f"https://id.gs1.org/414/{digits}{check_digit(digits)}"


def box(story: int) -> str:
    """Name the box in which goods are shipped."""
    digits = f"0893{story:013}"
    return f"https://id.gs1.org/00/{digits}{check_digit(digits)}"


def event(number: int) -> Json:
    """Make one event: stories one after the other, their events in time."""
    story, at = divmod(number, len(_EVENTS))
    when = BEGAN + at * _STEP + timedelta(seconds=story)
    local = (when + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M:%S.000+07:00")
    made: Json = {"eventTime": local, "eventTimeZoneOffset": "+07:00"}
    return made | _EVENTS[at](story)


def _quantity(goods: tuple[str, str], amount: int) -> Json:
    return {"epcClass": name(goods), "quantity": amount, "uom": "KGM"}


def _harvested(story: int) -> Json:
    return {
        "type": "ObjectEvent",
        "action": "ADD",
        "bizStep": "commissioning",
        "quantityList": [_quantity(raw_lot(story), 10 + story % 90)],
        "readPoint": {"id": place(story)},
        "ilmd": {"cbvmda:countryOfOrigin": "VN", "tq:plot": f"P{story % 977}"},
    }


def _made(story: int) -> Json:
    return {
        "type": "TransformationEvent",
        "bizStep": "commissioning",
        "inputQuantityList": [_quantity(raw_lot(story), 10)],
        "outputQuantityList": [_quantity(lot(story), 9)],
        "bizLocation": {"id": place(story + 1)},
    }


def _boxed(story: int, action: str = "ADD", step: str = "packing", at: int = 1) -> Json:
    return {
        "type": "AggregationEvent",
        "action": action,
        "bizStep": step,
        "parentID": box(story),
        "childQuantityList": [_quantity(lot(story), 9)],
        "readPoint": {"id": place(story + at)},
    }


def _moved(story: int, step: str, disposition: str, at: int) -> Json:
    giver, taker = place(story + 1), place(story + 2)
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "bizStep": step,
        "disposition": disposition,
        "epcList": [box(story)],
        "readPoint": {"id": place(story + at)},
        "sourceList": [{"type": "possessing_party", "source": giver}],
        "destinationList": [{"type": "possessing_party", "destination": taker}],
    }


def _measured(story: int) -> Json:
    degrees = 2 + story % 60 / 10
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "bizStep": "sensor_reporting",
        "epcList": [box(story)],
        "sensorElementList": [
            {"sensorReport": [{"type": "Temperature", "value": degrees, "uom": "CEL"}]}
        ],
    }


def _on_sale(story: int) -> Json:
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "bizStep": "stocking",
        "disposition": "sellable_accessible",
        "quantityList": [_quantity(lot(story), 9)],
        "bizLocation": {"id": place(story + 2)},
    }


_EVENTS = (
    _harvested,
    _made,
    _boxed,
    lambda story: _moved(story, "shipping", "in_transit", 1),
    _measured,
    lambda story: _moved(story, "receiving", "in_progress", 2),
    lambda story: _boxed(story, "DELETE", "unpacking", 2),
    _on_sale,
)
EVENTS_A_STORY = len(_EVENTS)

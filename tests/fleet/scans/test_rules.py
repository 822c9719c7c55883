"""Tests of what makes an event usable, when it happened, and what is complete."""

import json
import math
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.scans import ScanEvent
from contract.zone import vietnam_day
from fleet.scans.rules import (
    MAX_SEQ,
    Refused,
    contiguous,
    happened_at,
    is_plain,
    printable,
    sift,
    storable,
)
from tests.support.scan_events import scan_event

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def raw(**changes: object) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(scan_event(7).model_dump_json())
    return event | changes


@given(st.integers(0, 50), st.lists(st.integers(1, 80)))
def test_contiguous_is_the_last_number_before_the_first_gap(
    through: int, present: list[int]
) -> None:
    reached = contiguous(through, present)
    assert set(range(through + 1, reached + 1)) <= set(present)
    assert reached + 1 not in present


def test_a_good_event_is_taken() -> None:
    assert isinstance(sift(raw()), ScanEvent)


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "never heard of"},
        {"event_id": "no uuid"},
        {"host": "a\x00b"},
        {"symbology": "\ud800"},
        {"decode_ms": math.nan},
        {"at": None},
        {"host": "x" * 300},
    ],
)
def test_a_bad_event_keeps_its_number_and_its_reason(changes: dict[str, Any]) -> None:
    refused = sift(raw(**changes))
    assert isinstance(refused, Refused)
    assert refused.seq == 7
    assert refused.code == "event.invalid"
    assert refused.detail


def test_what_no_database_can_hold_is_not_kept() -> None:
    refused = sift(raw(host="a\x00b"))
    assert isinstance(refused, Refused)
    assert refused.event is None


def test_what_can_be_read_later_is_kept_whole() -> None:
    event = raw(verdict="of a newer release", host="Đồng Xuân 😀")
    refused = sift(event)
    assert isinstance(refused, Refused)
    assert refused.event == event


@pytest.mark.parametrize("seq", [None, "seven", 0, -1, 1.5, MAX_SEQ + 1, [7]])
def test_an_event_without_a_usable_number_can_only_be_counted(seq: object) -> None:
    assert sift(raw(seq=seq)) is None


def test_the_same_bad_event_has_the_same_fingerprint() -> None:
    event = raw(verdict="x")
    one, again, other = sift(event), sift(dict(reversed(event.items()))), sift(raw(verdict="x"))
    assert isinstance(one, Refused)
    assert isinstance(again, Refused)
    assert isinstance(other, Refused)
    assert one.fingerprint == again.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("wall", "believed"),
    [
        (NOW - timedelta(days=2), True),
        (NOW + timedelta(minutes=4), True),
        (NOW + timedelta(minutes=6), False),
        (datetime(1970, 1, 1, tzinfo=UTC), False),
    ],
)
def test_a_clock_is_believed_if_it_makes_sense(wall: datetime, *, believed: bool) -> None:
    assert happened_at(wall, NOW) == (wall if believed else NOW)


def test_a_day_begins_at_midnight_in_vietnam() -> None:
    last = datetime(2026, 11, 19, 16, 59, tzinfo=UTC)
    assert vietnam_day(last).day == 19
    assert vietnam_day(last + timedelta(minutes=1)).day == 20


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_storable_agrees_with_what_postgresql_refuses(value: object) -> None:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except ValueError:
        assert not storable(value)
    else:
        assert storable(value) is ("\\u0000" not in json.dumps(value).replace("\\\\", ""))


@given(st.text(st.characters(exclude_categories=[])), st.booleans())
def test_a_plain_document_holds_only_texts_that_can_be_stored(
    text: str,
    escaped: bool,  # noqa: FBT001 - drawn
) -> None:
    payload = json.dumps(text, ensure_ascii=escaped).encode("utf-8", "replace")
    if is_plain(payload):
        assert storable(json.loads(payload))
    assert is_plain(json.dumps("Đồng Xuân", ensure_ascii=False).encode())


@pytest.mark.parametrize("field", ["decode_ms", "frame_to_verdict_ms"])
def test_a_number_without_end_is_refused_in_a_plain_document_too(field: str) -> None:
    refused = sift(raw(**{field: math.inf}), plain=True)
    assert isinstance(refused, Refused)


@given(st.text(st.characters()), st.integers(0, 40))
def test_printable_can_always_be_stored(text: str, length: int) -> None:
    cut = printable(text, length)
    assert len(cut) <= length
    assert storable(cut)

"""What of a scan is stored and sent."""

import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.scans import EventTime, ScanEvent
from kiosk.station.code import Code
from kiosk.station.event import make_event, uuid7
from provenance.answer import Answer, Found, NotFound, Unavailable, Via
from provenance.codes.reading import Kind
from provenance.verdict import Circumstances, assess
from tests.support.dossiers import unit_dossier
from tests.support.scan_events import MOMENT
from tests.support.station_codes import FOREIGN_LINK, PERSONAL, UNIT_LINK, code

AT = EventTime(boot_id="boot", monotonic_s=1000.0, wall=MOMENT, clock_trusted=True)


def event_of(what: Code, answer: Answer | None = None) -> ScanEvent:
    verdict = assess(what.reading, answer, Circumstances(today=MOMENT.date()))
    return make_event(7, what, verdict, AT, frame_to_verdict_ms=12.3456)


def test_goods_are_named_in_their_canonical_form() -> None:
    event = event_of(code(UNIT_LINK), NotFound(asked=()))
    assert event.code == "(01)08935217400102(10)A1(21)S1"
    assert (event.gtin, event.lot, event.serial) == ("08935217400102", "A1", "S1")
    assert (event.seq, event.host, event.via) == (7, None, "gateway")
    assert (event.decode_ms, event.frame_to_verdict_ms) == (5.0, 12.346)


@pytest.mark.parametrize(
    ("answer", "via"),
    [
        (Found(dossier=unit_dossier(), via=Via.CACHE, fetched_at=MOMENT), "cache"),
        (Found(dossier=unit_dossier(), via=Via.GATEWAY, fetched_at=MOMENT), "gateway"),
        (Unavailable(reason="gateway.timeout"), None),
        (None, None),
    ],
)
def test_it_says_who_answered(answer: Answer | None, via: str | None) -> None:
    assert event_of(code(UNIT_LINK), answer).via == via


def test_of_a_link_only_the_host_is_kept() -> None:
    event = event_of(code(FOREIGN_LINK))
    assert (event.kind, event.host, event.code, event.gtin) == (Kind.LINK, "example.vn", None, None)


@pytest.mark.parametrize(
    "text",
    [
        PERSONAL,
        "WIFI:S:nha;T:WPA;P:mat-khau-rat-dai;;",
        "00020101021138540010A000000727",
        "Xin chào",
    ],
)
def test_of_every_other_code_only_its_kind_is_kept(text: str) -> None:
    event = event_of(code(text))
    assert (event.host, event.code, event.gtin, event.lot, event.serial) == (None,) * 5
    assert text[:10] not in event.model_dump_json()


@given(content=st.one_of(st.binary(max_size=4000), st.text().map(str.encode)))
def test_any_content_makes_an_event_that_travels(content: bytes) -> None:
    event = event_of(code(content.decode("utf-8", "replace")))
    assert ScanEvent.model_validate_json(event.model_dump_json(exclude_none=True)) == event


class TestUuid7:
    def test_the_example_of_the_standard(self) -> None:
        """RFC 9562, A.6: 2022-02-22 19:22:22 UTC, rand_a CC3, rand_b 18C4DC0C0C07398F."""
        moment = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
        noise = (0xCC3 << 68 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
        assert str(uuid7(moment, noise)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"

    @given(noise=st.binary(min_size=10, max_size=10))
    def test_version_and_variant_hold_for_any_noise(self, noise: bytes) -> None:
        made = uuid7(MOMENT, noise)
        assert made.version == 7
        assert made.variant == "specified in RFC 4122"

    def test_later_ones_sort_behind_earlier_ones(self) -> None:
        later = MOMENT.replace(microsecond=1000)
        assert uuid7(MOMENT, b"\xff" * 10) < uuid7(later, b"\0" * 10)

    def test_no_two_are_equal(self) -> None:
        assert len({uuid7(MOMENT, os.urandom(10)) for _ in range(1000)}) == 1000

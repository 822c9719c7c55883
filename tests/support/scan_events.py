"""Scans as a station makes them, for tests of what carries them."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

from contract.scans import EventTime, ScanEvent
from provenance.codes.reading import Kind
from provenance.verdict.verdict import Colour, VerdictKind

MOMENT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def scan_event(seq: int, *, event_id: UUID | None = None, host: str = "example.vn") -> ScanEvent:
    """Make the scan of a link with a sequence number."""
    return ScanEvent(
        event_id=event_id or uuid4(),
        seq=seq,
        at=EventTime(boot_id="boot", monotonic_s=1.5, wall=MOMENT, clock_trusted=True),
        kind=Kind.LINK,
        valid=True,
        symbology="]Q1",
        host=host,
        verdict=VerdictKind.NOT_A_TRACE_CODE,
        colour=Colour.GREY,
    )


def scan_of_size(size: int) -> Callable[[int], ScanEvent]:
    """Give a function that makes scans whose `reasons` hold `size` characters."""
    reasons = tuple("x" * min(200, size - start) for start in range(0, size, 200))
    return lambda seq: scan_event(seq).model_copy(update={"reasons": reasons})

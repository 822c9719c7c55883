"""The load: scans as stations send them, written before the clock runs."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from contract.messages import Scans
from contract.names import StationId
from contract.scans import EventTime, ScanEvent
from contract.topics import Up, up
from contract.wire import encode
from provenance.codes.reading import Kind
from provenance.verdict.verdict import Colour, VerdictKind

STATIONS = tuple(StationId(f"bench-{number}") for number in range(1, 51))
"""As many as there are today."""
WARMER = StationId("bench-warm")
EVERY_STATION = (*STATIONS, WARMER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Messages, each of `size` events.

    Attributes:
        messages: topic and payload of each.
    """

    size: int
    messages: tuple[tuple[str, bytes], ...]

    @property
    def events(self) -> int:
        """How many events they hold."""
        return self.size * len(self.messages)


def load(count: int, size: int) -> Load:
    """Write messages of all stations in turn, each outbox in its order and without gaps."""
    outboxes = {station: uuid4() for station in STATIONS}
    messages = []
    for number in range(count):
        station = STATIONS[number % len(STATIONS)]
        first = 1 + number // len(STATIONS) * size
        messages.append(_message(station, outboxes[station], first, size))
    return Load(size=size, messages=tuple(messages))


def warm_up(count: int, size: int) -> Load:
    """Write messages of one station with a new outbox."""
    outbox = uuid4()
    messages = tuple(_message(WARMER, outbox, 1 + at * size, size) for at in range(count))
    return Load(size=size, messages=messages)


def _message(station: StationId, outbox: UUID, first: int, size: int) -> tuple[str, bytes]:
    events = tuple(_event(seq) for seq in range(first, first + size))
    return up(station, Up.SCANS), encode(Scans(outbox_id=outbox, events=events))


def _event(seq: int) -> ScanEvent:
    """Make the scan of a stamp with everything that a scan can say."""
    return ScanEvent(
        event_id=uuid4(),
        seq=seq,
        at=EventTime(
            boot_id="f4d0b7a2-6f0a-4f6e-9a55-6a1c2f7f9d11",
            monotonic_s=1000.125 + seq,
            wall=datetime.now(UTC),
            clock_trusted=True,
        ),
        kind=Kind.DIGITAL_LINK,
        valid=True,
        symbology="]Q1",
        code="(01)08935217400102(10)L2611A(21)9ABCDEF0123",
        gtin="08935217400102",
        lot="L2611A",
        serial="9ABCDEF0123",
        host="example.vn",
        verdict=VerdictKind.VALID,
        colour=Colour.GREEN,
        via="gateway",
        reasons=("record.found", "serial.active"),
        decode_ms=7.25,
        frame_to_verdict_ms=93.5,
    )

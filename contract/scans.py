"""A scan as it travels from a station to the fleet.

What a code holds is sent only where it names goods (`code`): the content of a personal or payment
code isn't even kept on the station, and of a web address only the host is.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contract.model import Moment, WireModel
from provenance.codes.reading import Kind
from provenance.verdict.verdict import Colour, VerdictKind

MAX_EVENTS_PER_MESSAGE = 100
MAX_BYTES_PER_MESSAGE = 32 * 1024

Short = Annotated[str, Field(max_length=200)]


class EventTime(WireModel):
    """When something happened, on a machine whose clock may be wrong.

    Attributes:
        boot_id: random id of this run of the kernel (/proc/sys/kernel/random/boot_id).
        monotonic_s: seconds since some moment of that run; orders events of one run.
        wall: what the station's clock said.
        clock_trusted: whether that clock was synchronised.
    """

    boot_id: Short
    monotonic_s: float
    wall: Moment
    clock_trusted: bool


class ScanEvent(WireModel):
    """One scan: a code that was read, and what the station said of it.

    Attributes:
        event_id: UUIDv7, made with the scan; the fleet counts each once.
        seq: number in its outbox, 1 for the first, without gaps.
        code: the goods that the code names, as a canonical element string with brackets.
        via: `gateway`, `cache`, or None where nothing was looked up or nobody answered.
        frame_to_verdict_ms: from the exposure of the frame to the verdict.
    """

    event_id: UUID
    seq: Annotated[int, Field(ge=1)]
    at: EventTime
    kind: Kind
    valid: bool
    symbology: Short
    code: Annotated[str, Field(max_length=500)] | None = None
    gtin: Annotated[str, Field(pattern=r"^[0-9]{14}$")] | None = None
    lot: Short | None = None
    serial: Short | None = None
    host: Annotated[str, Field(max_length=253)] | None = None
    verdict: VerdictKind
    colour: Colour
    via: Literal["gateway", "cache"] | None = None
    reasons: tuple[Short, ...] = ()
    decode_ms: Annotated[float, Field(ge=0)] = 0.0
    frame_to_verdict_ms: Annotated[float, Field(ge=0)] = 0.0

"""From a verdict to the scan event that is stored and sent.

What may leave the station is decided here: of goods their canonical element string, of a web
address its host, of every other code nothing but its kind.
"""

import os
from datetime import datetime
from typing import Literal
from uuid import UUID

from contract.scans import EventTime, ScanEvent
from kiosk.station.code import Code
from provenance.answer import Found, FoundEstablishment, NotFound, Via
from provenance.codes.canonical import goods_code
from provenance.codes.reading import Kind
from provenance.verdict import Verdict

MAX_HOST_CHARS = 253


def make_event(
    seq: int, code: Code, verdict: Verdict, at: EventTime, *, frame_to_verdict_ms: float
) -> ScanEvent:
    """Make the event of one scan, with an id of its own."""
    reading = code.reading
    item = reading.item
    return ScanEvent(
        event_id=uuid7(at.wall, os.urandom(10)),
        seq=seq,
        at=at,
        kind=reading.kind,
        valid=reading.valid,
        symbology=code.symbology,
        code=goods_code(reading),
        gtin=item.gtin if item else None,
        lot=item.lot if item else None,
        serial=item.serial if item else None,
        host=_host(code),
        verdict=verdict.kind,
        colour=verdict.colour,
        via=_via(verdict),
        reasons=tuple(reason.code for reason in verdict.reasons),
        decode_ms=round(code.decode_ms, 3),
        frame_to_verdict_ms=round(frame_to_verdict_ms, 3),
    )


def uuid7(wall: datetime, noise: bytes) -> UUID:
    """Make a UUID of version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then random bits.

    Args:
        noise: ten random bytes, of which 74 bits are used.
    """
    milliseconds = int(wall.timestamp() * 1000) & ((1 << 48) - 1)
    random = int.from_bytes(noise, "big")
    value = milliseconds << 80 | 0x7 << 76 | (random >> 68) << 64
    return UUID(int=value | 0b10 << 62 | random & ((1 << 62) - 1))


def _host(code: Code) -> str | None:
    if code.reading.kind not in {Kind.LINK, Kind.TRACE} or code.reading.host is None:
        return None
    return code.reading.host[:MAX_HOST_CHARS]


def _via(verdict: Verdict) -> Literal["gateway", "cache"] | None:
    match verdict.answer:
        case Found(via=via) | FoundEstablishment(via=via) | NotFound(via=via):
            # For the fleet cache and bundle are one: the station answered by itself.
            return "gateway" if via is Via.GATEWAY else "cache"
        case _:
            return None

"""Bodies about scans."""

from datetime import datetime
from uuid import UUID

from fleet.api.schemas.base import Response
from provenance.verdict.verdict import Colour, VerdictKind


class ScanView(Response):
    """One scan."""

    id: int
    event_id: UUID
    station_id: str
    station_name: str
    market: str
    ward: str
    seq: int
    received_at: datetime
    happened_at: datetime
    clock_trusted: bool
    kind: str
    valid: bool
    symbology: str
    code: str | None
    gtin: str | None
    lot: str | None
    serial: str | None
    host: str | None
    verdict: VerdictKind
    colour: Colour
    via: str | None
    reasons: tuple[str, ...]
    frame_to_verdict_ms: float


class ScanPage(Response):
    """Scans, newest first; `next_before` is None on the last page."""

    scans: tuple[ScanView, ...]
    next_before: int | None


class ScanTotal(Response):
    """How many scans a filter lets through; counting ends at 100,000, then `capped` is true."""

    total: int
    capped: bool

"""Bodies about stamps: lists, one stamp with its history, batches, what is done to them, keys."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from fleet.api.schemas.base import PlainText, Request, Response
from fleet.stamps.files import PrintKind
from fleet.stamps.payloads import StampForm
from fleet.stamps.sheets import Layout
from provenance.records import StampState
from provenance.stamps.states import Action

SerialText = Annotated[str, StringConstraints(max_length=20, pattern="^[!-~]+$")]
Note = Annotated[str, StringConstraints(max_length=300, pattern="^[^\x00]*$")]
MOST_NAMED = 2000
"""Serials of one request; its body is limited."""
LAYOUT = Layout()


class StampRow(Response):
    """One stamp, with the names of its product and issuer; without a batch it was imported."""

    gtin: str
    serial: str
    state: StampState
    issuer: str
    issuer_name: str
    name_vi: str
    lot: str | None
    activated_at: datetime | None
    ended_at: datetime | None
    note_vi: str | None
    note_en: str | None
    batch_id: int | None
    position: int | None
    replaced_by: str | None


class StampPage(Response):
    """Some stamps by GTIN and serial; `next_after` where there are more."""

    stamps: tuple[StampRow, ...]
    next_after: str | None


class StampTotal(Response):
    """How many stamps a filter lets through, counted up to 100,000."""

    total: int
    capped: bool


class StampChangeView(Response):
    """One change of state."""

    at: datetime
    action: Action
    before: StampState
    after: StampState
    who: str
    note: str


class StampHintView(Response):
    """What a rule found; `text_vi` and `text_en` say it in words."""

    code: str
    suspect: bool
    params: dict[str, Any]
    first_at: datetime
    last_at: datetime
    cleared_at: datetime | None
    text_vi: str
    text_en: str


class StampSightingView(Response):
    """Scans of a stamp at one station within one hour."""

    station_id: str
    market: str
    ward: str
    day: date
    first_at: datetime
    last_at: datetime
    count: int
    clock_trusted: bool


class EarlierView(Response):
    """What is kept of sightings that are too old to be listed."""

    scans: int
    first_at: datetime
    last_at: datetime


class StampView(Response):
    """One stamp and all that happened to it, newest first.

    Attributes:
        earlier: of scans before those in `sightings`, None where there were none.
        sealed: whether it has a second layer with a secret that was printed.
    """

    stamp: StampRow
    sealed: bool
    area: tuple[str, ...]
    changes: tuple[StampChangeView, ...]
    hints: tuple[StampHintView, ...]
    sightings: tuple[StampSightingView, ...]
    earlier: EarlierView | None


class BatchRow(Response):
    """One batch."""

    id: int
    gtin: str
    name_vi: str
    lot: str | None
    issuer: str
    issuer_name: str
    made: str
    count: int
    two_layer: bool
    expires: date | None
    area: tuple[str, ...]
    created_at: datetime
    created_by: str


class BatchPage(Response):
    """Some batches, newest first; `next_before` where there are more."""

    batches: tuple[BatchRow, ...]
    next_before: int | None


class BatchView(Response):
    """One batch, and how many of its stamps are in each state."""

    batch: BatchRow
    states: dict[StampState, int]


class NewBatch(Request):
    """Stamps that are wanted: `count`, or `serials`, or `first` to `last`.

    Attributes:
        request: the same one again issues nothing more.
    """

    gtin: PlainText
    issuer: PlainText
    lot: SerialText | None = None
    count: Annotated[int, Field(ge=1, le=100_000)] | None = None
    serials: Annotated[tuple[SerialText, ...], Field(max_length=MOST_NAMED)] = ()
    first: SerialText | None = None
    last: SerialText | None = None
    two_layer: bool = False
    expires: date | None = None
    area: Annotated[tuple[PlainText, ...], Field(max_length=200)] = ()
    request: Annotated[PlainText, Field(min_length=1, max_length=100)] | None = None


class IssuedBatch(Response):
    """The batch that was made, or was made before by the same request."""

    batch: int
    count: int
    new: bool


class StampOrder(Request):
    """What to do with stamps: those of a batch (from position to position), a lot, or by serial."""

    action: Action
    gtin: PlainText | None = None
    serials: Annotated[tuple[SerialText, ...], Field(max_length=MOST_NAMED)] = ()
    lot: SerialText | None = None
    batch: int | None = None
    first: int | None = None
    last: int | None = None
    note: Note = ""
    leave_ended: bool = False
    replacement: SerialText | None = None


class StampsDone(Response):
    """What became of them."""

    changed: int
    unchanged: int
    left: int


class PrintOrder(Request):
    """A file for the printer; the grid is that of SVG and PDF."""

    form: StampForm = StampForm.LINK
    kind: PrintKind = PrintKind.CSV
    first: int | None = None
    last: int | None = None
    columns: int = LAYOUT.columns
    rows: int = LAYOUT.rows
    code_mm: Annotated[float, Field(allow_inf_nan=False)] = LAYOUT.code_mm
    margin_mm: Annotated[float, Field(allow_inf_nan=False)] = LAYOUT.margin_mm
    renew_secrets: bool = False


class NewIssuerKey(Request):
    """A key for an issuer; `prefixes` begin the 13-digit GTINs that it may sign."""

    party: PlainText
    prefixes: Annotated[tuple[PlainText, ...], Field(min_length=1, max_length=200)]
    first_day: date | None = None
    last_day: date


class NextIssuerKey(Request):
    """The key that follows another."""

    last_day: date


class RevokedKey(Request):
    """Why a key ends."""

    reason: Note


class MadeKey(Response):
    """A key that was made, or revoked."""

    kid: str
    party: str
    not_before: date
    not_after: date
    prefixes: tuple[str, ...]
    revoked_at: date | None
    reason: str

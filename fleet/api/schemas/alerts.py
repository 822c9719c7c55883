"""Bodies about alerts and what needs attention."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from fleet.alerts.models import Cause
from fleet.api.schemas.base import Request, Response


class AttentionCause(StrEnum):
    """Why a station needs attention."""

    OFFLINE = "offline"
    CAMERA = "camera"
    REFUSED = "refused"
    UNHEALTHY = "unhealthy"


class Acknowledge(Request):
    """That somebody knows of an alert."""

    comment: Annotated[str, Field(max_length=500)] = ""


class Acknowledged(Response):
    """Who knows of an alert."""

    by: str
    at: datetime
    comment: str


class AlertView(Response):
    """Something that is, or was, wrong with a station."""

    id: int
    station_id: str
    station_name: str
    market: str
    ward: str
    cause: Cause
    code: str
    opened_at: datetime
    closed_at: datetime | None
    acknowledged: Acknowledged | None


class AlertPage(Response):
    """Alerts, newest first; `next_before` is None on the last page."""

    alerts: tuple[AlertView, ...]
    next_before: int | None


class AttentionItem(Response):
    """A station that needs attention, and why.

    Attributes:
        since: since when; None where nobody knows.
        code: how it was noticed, or why a desired state was refused.
        probes: names of the probes that complain.
        acknowledged: who knows of its alert.
    """

    station_id: str
    name: str
    market: str
    ward: str
    cause: AttentionCause
    since: datetime | None
    code: str
    detail: str
    probes: tuple[str, ...]
    alert_id: int | None
    acknowledged: Acknowledged | None


class AttentionPage(Response):
    """What needs attention, worst first; `next_after` is None on the last page."""

    items: tuple[AttentionItem, ...]
    total: int
    next_after: str | None

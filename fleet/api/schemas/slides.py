"""Bodies about slides."""

from datetime import datetime
from typing import Literal

from contract.desired import SlideText
from fleet.api.schemas.base import Response


class SlideView(Response):
    """A slide.

    Attributes:
        stations: ids of the stations that show it; None means every station.
        pending: on how many of them it isn't in force yet.
    """

    slide_id: str
    media_type: str
    width_px: int
    height_px: int
    picture_size: int
    texts: dict[Literal["vi", "en"], SlideText]
    stations: tuple[str, ...] | None
    pending: int
    created_at: datetime
    created_by: str
    retired_at: datetime | None


class SlideList(Response):
    """The slides in their order."""

    slides: tuple[SlideView, ...]

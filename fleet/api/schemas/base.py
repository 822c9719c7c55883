"""What all bodies of the console's API have in common.

Requests refuse unknown keys. Moments are ISO 8601 in UTC; dates are those of Vietnam. Texts for
people are made in the console from the codes that stand here.
"""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from fleet.stations.presence import PresenceStatus

StationIdText = Annotated[str, StringConstraints(max_length=40, pattern="^[a-z0-9-]+$")]
"""What may be the id of a station; whether there is one the database knows."""
PlainText = Annotated[str, StringConstraints(max_length=200, pattern="^[^\x00]*$")]
"""PostgreSQL takes no text with U+0000."""


class Request(BaseModel):
    """A body from a browser."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Response(BaseModel):
    """A body for a browser."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Presence(Response):
    """Whether a station is connected.

    Attributes:
        status: `never` was connected, `revoked` may not connect any more.
        since: when the present (or last) connection began.
    """

    status: PresenceStatus
    since: datetime | None
    last_seen: datetime | None

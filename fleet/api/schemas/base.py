"""What all bodies of the console's API have in common.

Requests refuse unknown keys. Moments are ISO 8601 in UTC; dates are those of Vietnam. Texts for
people are made in the console from the codes that stand here.
"""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from fleet.stations.presence import PresenceStatus


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

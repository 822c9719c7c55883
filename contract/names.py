"""Names of stations and of the fleet's own processes.

A station id is at once the common name of its certificate, its MQTT user and client id, and a level
of its topics, so it must be safe in all four. Names that begin with `fleet-` belong to the fleet's
workers and are never given to a station.
"""

import re
from typing import NewType

from contract.errors import BadName

StationId = NewType("StationId", str)

WORKER_PREFIX = "fleet-"
_PATTERN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


def parse_station_id(text: str) -> StationId:
    """Check a station id: 1 to 40 of `a-z 0-9 -`, no dash at either end.

    Raises:
        BadName: `station_id.pattern` or `station_id.reserved`.
    """
    if not _PATTERN.fullmatch(text):
        raise BadName("station_id.pattern", text=text[:60])
    if text.startswith(WORKER_PREFIX):
        raise BadName("station_id.reserved", text=text)
    return StationId(text)

"""The MQTT topic tree: `tq/v1/{station}/up/...` and `tq/v1/{station}/down/...`.

A station writes below its own `up` and reads below its own `down`; one ACL pattern on the name in
the client certificate says so to the broker. docs/wire.md lists every topic with its delivery.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from contract.errors import BadTopic
from contract.names import StationId, parse_station_id

ROOT = "tq/v1"
KEPT_TOPICS = 16_384
"""How many topics are remembered once they were taken apart; the ingest sees each all the time."""


class Up(StrEnum):
    """What a station says."""

    BIRTH = "birth"
    PRESENCE = "presence"
    HEALTH = "health"
    SCANS = "scans"
    REPORTED = "reported"
    REPLY = "reply"


class Down(StrEnum):
    """What the fleet says to one station."""

    DESIRED = "desired"
    BUNDLE = "bundle"
    ACK = "ack"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a topic's messages travel.

    Attributes:
        expiry_s: MQTT 5 message expiry; None keeps a message until it is delivered.
    """

    qos: int
    retained: bool
    expiry_s: int | None


DELIVERY: dict[Up | Down, Delivery] = {
    Up.BIRTH: Delivery(1, retained=False, expiry_s=None),
    Up.PRESENCE: Delivery(1, retained=True, expiry_s=None),
    Up.HEALTH: Delivery(1, retained=False, expiry_s=600),
    Up.SCANS: Delivery(1, retained=False, expiry_s=None),
    Up.REPORTED: Delivery(1, retained=True, expiry_s=None),
    Up.REPLY: Delivery(1, retained=False, expiry_s=600),
    Down.DESIRED: Delivery(1, retained=True, expiry_s=None),
    Down.BUNDLE: Delivery(1, retained=True, expiry_s=None),
    Down.ACK: Delivery(1, retained=False, expiry_s=600),
    Down.COMMAND: Delivery(1, retained=False, expiry_s=None),
}
"""A command's expiry is its own deadline, set by its sender."""


def up(station: StationId, leaf: Up) -> str:
    """Name the topic on which a station says `leaf`."""
    return f"{ROOT}/{station}/up/{leaf}"


def down(station: StationId, leaf: Down) -> str:
    """Name the topic on which the fleet says `leaf` to a station."""
    return f"{ROOT}/{station}/down/{leaf}"


def all_up(group: str | None = None) -> str:
    """Name the filter for everything that any station says.

    Args:
        group: name of a shared subscription (MQTT 5, section 4.8.2) that splits the work.
    """
    topics = f"{ROOT}/+/up/+"
    return f"$share/{group}/{topics}" if group else topics


def all_down(station: StationId) -> str:
    """Name the filter for everything that the fleet says to a station."""
    return f"{ROOT}/{station}/down/+"


@lru_cache(maxsize=KEPT_TOPICS)
def parse_up(topic: str) -> tuple[StationId, Up]:
    """Take apart the topic of a message from a station.

    Raises:
        BadTopic: `topic.unknown`.
    """
    station, leaf = _split(topic, "up")
    try:
        return parse_station_id(station), Up(leaf)
    except ValueError as error:
        raise BadTopic("topic.unknown", topic=topic[:100]) from error


def parse_down(topic: str) -> tuple[StationId, Down]:
    """Take apart the topic of a message to a station.

    Raises:
        BadTopic: `topic.unknown`.
    """
    station, leaf = _split(topic, "down")
    try:
        return parse_station_id(station), Down(leaf)
    except ValueError as error:
        raise BadTopic("topic.unknown", topic=topic[:100]) from error


def _split(topic: str, direction: str) -> tuple[str, str]:
    match topic.split("/"):
        case ["tq", "v1", station, found, leaf] if found == direction:
            return station, leaf
        case _:
            raise BadTopic("topic.unknown", topic=topic[:100])

"""From the bytes of a message to what is done with it; pure.

The station is read from the topic alone: the broker lets nobody but the holder of its certificate
write there. What can't be used becomes a `Refusal`, with a reason that is counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from contract.errors import BadMessage, BadTopic
from contract.messages import Birth, Health, Presence, RawScans, Reply, Reported, Scans
from contract.names import StationId
from contract.topics import Up, parse_up
from contract.wire import decode_quickly, head, validate
from fleet.ingest.port import Received
from fleet.scans.rules import Batch, is_plain, printable, storable

KEPT_CHARACTERS = 1000
OTHER = "other"

Said = Birth | Presence | Health | Batch | Reported | Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A message, or a part of one, that can't be used.

    Attributes:
        station: from the topic, perhaps of no station that there is.
        leaf: last level of the topic.
        payload: beginning of the message.
    """

    station: str
    leaf: str
    code: str
    detail: str = ""
    payload: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message that can be used."""

    station: StationId
    said: Said


def read(received: Received, stations: Mapping[StationId, bool]) -> Heard | Refusal:
    """Read one message.

    Args:
        stations: which there are, and whether each may speak.
    """
    try:
        station, leaf = parse_up(received.topic)
    except BadTopic as error:
        return refusal(received, error.code)
    if station not in stations:
        return refusal(received, "station.unknown")
    if not stations[station]:
        return refusal(received, "station.revoked")
    try:
        return Heard(station=station, said=_said(station, leaf, received.payload))
    except BadMessage as error:
        detail = ", ".join(f"{name}: {value}" for name, value in error.params.items())
        return refusal(received, error.code, detail)


def refusal(received: Received, code: str, detail: str = "") -> Refusal:
    """Refuse a message."""
    levels = received.topic.split("/")
    leaf = levels[-1] if levels[-1] in set(Up) else OTHER
    text = received.payload[: KEPT_CHARACTERS * 4].decode("utf-8", "replace")
    return Refusal(
        station=printable(levels[2], 40) if len(levels) > 2 else "",
        leaf=leaf,
        code=code,
        detail=printable(detail, 500),
        payload=printable(text, KEPT_CHARACTERS),
    )


def station_of(received: Received) -> StationId | None:
    """Read which station a message is from; None where its topic is none of ours."""
    try:
        return parse_up(received.topic)[0]
    except BadTopic:
        return None


def _good_scans(station: StationId, payload: bytes) -> Batch | None:
    """Read scans with nothing wrong in them, as nearly all are; None where a closer look is due."""
    message = decode_quickly(Scans, payload) if is_plain(payload) else None
    return Batch.of_good(station, message) if message else None


def _said(station: StationId, leaf: Up, payload: bytes) -> Said:
    if leaf is Up.SCANS and (batch := _good_scans(station, payload)):
        return batch
    kind, document = head(payload)
    if kind != leaf:
        raise BadMessage("message.other_kind", expected=leaf.value, found=kind[:100])
    if leaf is Up.SCANS:
        return Batch.of(station, validate(RawScans, document), plain=is_plain(payload))
    if not storable(document):
        raise BadMessage("message.invalid", detail="a value that no database can hold")
    match leaf:
        case Up.BIRTH:
            return validate(Birth, document)
        case Up.PRESENCE:
            return validate(Presence, document)
        case Up.HEALTH:
            return validate(Health, document)
        case Up.REPORTED:
            return validate(Reported, document)
        case Up.REPLY:
            return validate(Reply, document)

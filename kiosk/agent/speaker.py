"""Publishes messages on the station's own topics, each delivered as docs/wire.md says.

Every method hands one message to the connection and gives False where it was not taken.
"""

from contract import topics, wire
from contract.messages import Birth, Health, Message, Presence, RawScans, Reply, Reported, Scans
from contract.names import StationId
from contract.topics import DELIVERY, Up
from kiosk.uplink.port import Uplink


class Speaker:
    """The station's voice."""

    def __init__(self, station: StationId, uplink: Uplink) -> None:
        self._station = station
        self._uplink = uplink

    def birth(self, message: Birth) -> bool:
        """Say who this is."""
        return self._say(Up.BIRTH, message)

    def presence(self, message: Presence) -> bool:
        """Say that the station is there, or goes."""
        return self._say(Up.PRESENCE, message)

    def health(self, message: Health) -> bool:
        """Say how the station is."""
        return self._say(Up.HEALTH, message)

    def scans(self, message: Scans | RawScans) -> bool:
        """Send a batch of the outbox."""
        return self._say(Up.SCANS, message)

    def report(self, message: Reported) -> bool:
        """Say which desired state is in force."""
        return self._say(Up.REPORTED, message)

    def reply(self, message: Reply) -> bool:
        """Say how a command ended."""
        return self._say(Up.REPLY, message)

    def _say(self, leaf: Up, message: Message) -> bool:
        delivery = DELIVERY[leaf]
        return self._uplink.publish(
            topics.up(self._station, leaf),
            wire.encode(message),
            qos=delivery.qos,
            retain=delivery.retained,
            expiry_s=delivery.expiry_s,
        )

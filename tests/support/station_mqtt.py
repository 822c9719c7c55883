"""A station's end of MQTT in the fleet's tests: says things, and remembers what it is told."""

import threading

from paho.mqtt.client import Client, MQTTMessage, MQTTMessageInfo
from paho.mqtt.enums import MQTTErrorCode

from contract.names import StationId
from contract.topics import all_down
from tests.support.broker import Broker
from tests.support.mqtt_peer import TIMEOUT_S, Peer


class StationClient(Peer):
    """A station with a certificate of its own, subscribed to everything that it is told."""

    def __init__(self, broker: Broker, station: StationId) -> None:
        certificate, key = broker.authority.write(
            broker.folder, broker.authority.client(station), station
        )
        super().__init__(
            port=broker.port,
            root=broker.root,
            certificate=certificate,
            key=key,
            subscribe=all_down(station),
            client_id=station,
        )
        self.told: list[tuple[str, bytes]] = []
        self._changed = threading.Condition()
        self.client.on_message = self._on_message

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Publish, and wait until the broker has it."""
        self.hand_over(topic, payload, retain=retain).wait_for_publish(TIMEOUT_S)

    def say_all(self, messages: list[tuple[str, bytes]]) -> None:
        """Publish many, and wait until the broker has them all."""
        for info in [self.hand_over(topic, payload) for topic, payload in messages]:
            info.wait_for_publish(TIMEOUT_S)

    def is_back(self) -> bool:
        """Tell whether it is connected and subscribed, after a cut again."""
        return self.client.is_connected() and self.subscribed.is_set()

    def hand_over(self, topic: str, payload: bytes, *, retain: bool = False) -> MQTTMessageInfo:
        """Publish without waiting."""
        info = self.client.publish(topic, payload, 1, retain)
        assert info.rc == MQTTErrorCode.MQTT_ERR_SUCCESS, info
        return info

    def told_on(self, topic: str) -> list[bytes]:
        """Give what was said to the station on a topic, oldest first."""
        with self._changed:
            return [payload for found, payload in self.told if found == topic]

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        with self._changed:
            self.told.append((message.topic, bytes(message.payload)))
            self._changed.notify_all()

"""The fleet's end of MQTT in tests: says things to stations, and remembers what they say."""

import threading
from dataclasses import dataclass

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from tests.support.broker import Broker
from tests.support.mqtt_peer import TIMEOUT_S, Peer


@dataclass(frozen=True, slots=True)
class Said:
    """A message as the broker delivered it."""

    topic: str
    payload: bytes
    retained: bool
    expiry_s: int | None


class FleetClient(Peer):
    """A worker with a certificate of its own, subscribed to everything that stations say."""

    def __init__(self, broker: Broker) -> None:
        super().__init__(
            port=broker.port,
            root=broker.root,
            certificate=broker.worker_certificate,
            key=broker.worker_key,
            subscribe="tq/v1/+/up/+",
        )
        self.said: list[Said] = []
        self._ready = threading.Condition()
        self.client.on_message = self._on_message

    def say(
        self, topic: str, payload: bytes, *, retain: bool = False, expiry_s: int | None = None
    ) -> None:
        """Publish, and wait until the broker has it."""
        properties = None
        if expiry_s is not None:
            properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call] # paho's gap
            properties.MessageExpiryInterval = expiry_s
        self.client.publish(topic, payload, 1, retain, properties).wait_for_publish(TIMEOUT_S)

    def wait_for(self, topic: str, payload: bytes | None = None) -> Said:
        """Wait for a message on a topic, with a payload if one is given; take the newest such."""

        def found() -> Said | None:
            for one in reversed(self.said):
                if one.topic == topic and payload in {None, one.payload}:
                    return one
            return None

        with self._ready:
            assert self._ready.wait_for(lambda: found() is not None, TIMEOUT_S), self.said
            message = found()
        assert message is not None
        return message

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        expiry = getattr(message.properties, "MessageExpiryInterval", None)
        with self._ready:
            self.said.append(
                Said(message.topic, bytes(message.payload), bool(message.retain), expiry)
            )
            self._ready.notify_all()

"""The fleet's end of MQTT in tests: says things to stations, and remembers what they say."""

import ssl
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from paho.mqtt.client import Client, ConnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from tests.support.broker import Broker

TIMEOUT_S = 15


@dataclass(frozen=True, slots=True)
class Said:
    """A message as the broker delivered it."""

    topic: str
    payload: bytes
    retained: bool
    expiry_s: int | None


class FleetClient:
    """A worker with a certificate of its own, subscribed to everything that stations say."""

    def __init__(self, broker: Broker) -> None:
        self.said: list[Said] = []
        self._ready = threading.Condition()
        self._subscribed = threading.Event()
        self._client = Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5)
        context = ssl.create_default_context(cafile=str(broker.root))
        context.load_cert_chain(str(broker.worker_certificate), str(broker.worker_key))
        self._client.tls_set_context(context)
        self._client.on_connect = self._on_connect
        self._client.on_subscribe = self._on_subscribe
        self._client.on_message = self._on_message
        self._port = broker.port

    def __enter__(self) -> Self:
        self._client.connect("127.0.0.1", self._port)
        self._client.loop_start()
        assert self._subscribed.wait(TIMEOUT_S)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def say(
        self, topic: str, payload: bytes, *, retain: bool = False, expiry_s: int | None = None
    ) -> None:
        """Publish, and wait until the broker has it."""
        properties = None
        if expiry_s is not None:
            properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call] # paho's gap
            properties.MessageExpiryInterval = expiry_s
        self._client.publish(topic, payload, 1, retain, properties).wait_for_publish(TIMEOUT_S)

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

    def _on_connect(
        self,
        client: Client,
        _data: object,
        _flags: ConnectFlags,
        _reason: ReasonCode,
        _props: object,
    ) -> None:
        client.subscribe("tq/v1/+/up/+", 1)

    def _on_subscribe(
        self, _client: Client, _data: object, _mid: int, _reasons: list[ReasonCode], _props: object
    ) -> None:
        self._subscribed.set()

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        expiry = getattr(message.properties, "MessageExpiryInterval", None)
        with self._ready:
            self.said.append(
                Said(message.topic, bytes(message.payload), bool(message.retain), expiry)
            )
            self._ready.notify_all()

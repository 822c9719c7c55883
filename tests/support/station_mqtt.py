"""A station's end of MQTT in the fleet's tests: says things, and remembers what it is told."""

import ssl
import threading
from types import TracebackType
from typing import Self

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage, MQTTMessageInfo
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from contract.names import StationId
from contract.topics import all_down
from tests.support.broker import Broker

TIMEOUT_S = 15


class StationClient:
    """A station with a certificate of its own; connects again by itself."""

    def __init__(self, broker: Broker, station: StationId) -> None:
        self.told: list[tuple[str, bytes]] = []
        self._station = station
        self._changed = threading.Condition()
        self._subscribed = threading.Event()
        certificate, key = broker.authority.write(
            broker.folder, broker.authority.client(station), station
        )
        context = ssl.create_default_context(cafile=str(broker.root))
        context.load_cert_chain(str(certificate), str(key))
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=station, protocol=MQTTProtocolVersion.MQTTv5
        )
        self._client.tls_set_context(context)
        self._client.reconnect_delay_set(1, 1)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
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

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Publish, and wait until the broker has it."""
        self.hand_over(topic, payload, retain=retain).wait_for_publish(TIMEOUT_S)

    def say_all(self, messages: list[tuple[str, bytes]]) -> None:
        """Publish many, and wait until the broker has them all."""
        for info in [self.hand_over(topic, payload) for topic, payload in messages]:
            info.wait_for_publish(TIMEOUT_S)

    def is_back(self) -> bool:
        """Tell whether it is connected and subscribed, after a cut again."""
        return self._client.is_connected() and self._subscribed.is_set()

    def hand_over(self, topic: str, payload: bytes, *, retain: bool = False) -> MQTTMessageInfo:
        """Publish without waiting."""
        info = self._client.publish(topic, payload, 1, retain)
        assert info.rc == MQTTErrorCode.MQTT_ERR_SUCCESS, info
        return info

    def told_on(self, topic: str) -> list[bytes]:
        """Give what was said to the station on a topic, oldest first."""
        with self._changed:
            return [payload for found, payload in self.told if found == topic]

    def _on_connect(
        self,
        client: Client,
        _data: object,
        _flags: ConnectFlags,
        _reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        self._subscribed.clear()
        client.subscribe(all_down(self._station), 1)

    def _on_disconnect(
        self,
        _client: Client,
        _data: object,
        _flags: DisconnectFlags,
        _reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        self._subscribed.clear()

    def _on_subscribe(
        self,
        _client: Client,
        _data: object,
        _mid: int,
        _reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        self._subscribed.set()

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        with self._changed:
            self.told.append((message.topic, bytes(message.payload)))
            self._changed.notify_all()

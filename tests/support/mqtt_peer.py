"""What both ends of MQTT in tests have in common: a paho client that never outlives its test."""

import contextlib
import ssl
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

TIMEOUT_S = 45


class Peer:
    """A client with a certificate of its own; connects again by itself while it is entered.

    Args:
        subscribe: the topic filter that it has subscribed to when it is entered.
    """

    def __init__(
        self,
        *,
        port: int,
        root: Path,
        certificate: Path,
        key: Path,
        subscribe: str,
        client_id: str = "",
    ) -> None:
        context = ssl.create_default_context(cafile=str(root))
        context.load_cert_chain(str(certificate), str(key))
        self.subscribed = threading.Event()
        self.client = Client(
            CallbackAPIVersion.VERSION2, client_id, protocol=MQTTProtocolVersion.MQTTv5
        )
        self.client.tls_set_context(context)
        self.client.reconnect_delay_set(1, 1)
        self.client.on_connect = self._on_connect
        self.client.on_disconnect = self._on_disconnect
        self.client.on_subscribe = self._on_subscribe
        self._subscribe = subscribe
        self._port = port
        self._refusal = ""

    def __enter__(self) -> Self:
        try:
            self.client.connect("127.0.0.1", self._port)
            self.client.loop_start()
            assert self.subscribed.wait(TIMEOUT_S), self._refusal or "no word from the broker"
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def _end(self) -> None:
        # paho's thread, when it is just ending, has closed the socket that would wake it.
        with contextlib.suppress(OSError):
            self.client.disconnect()
        self.client.loop_stop()

    def _on_connect(
        self,
        client: Client,
        _data: object,
        _flags: ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        self.subscribed.clear()
        if reason.is_failure:
            self._refusal = str(reason)
        else:
            client.subscribe(self._subscribe, 1)

    def _on_disconnect(
        self,
        _client: Client,
        _data: object,
        _flags: DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        self.subscribed.clear()
        self._refusal = f"disconnected: {reason}"

    def _on_subscribe(
        self,
        _client: Client,
        _data: object,
        _mid: int,
        _reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        self.subscribed.set()

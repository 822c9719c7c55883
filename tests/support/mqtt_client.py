"""An MQTT client for tests of what a broker allows: it says what happened to it."""

import queue
import threading
from pathlib import Path

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

PATIENCE_S = 30.0


class Client:
    """An MQTT 5 client that says what happened to it."""

    def __init__(self, port: int, root: Path, bundle: Path | None, client_id: str) -> None:
        self.received: queue.Queue[tuple[str, bytes]] = queue.Queue()
        self.disconnected = threading.Event()
        self._connected: queue.Queue[ReasonCode | None] = queue.Queue()
        self._acknowledged: queue.Queue[ReasonCode] = queue.Queue()
        self._subscribed: queue.Queue[None] = queue.Queue()
        self._port = port
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id, protocol=mqtt.MQTTv5, reconnect_on_failure=False
        )
        self._client.tls_set(str(root), str(bundle) if bundle else None)
        self._client.on_connect = lambda _c, _u, _f, reason, _p: self._connected.put(reason)
        self._client.on_disconnect = lambda *_: self._on_disconnect()
        self._client.on_publish = lambda _c, _u, _m, reason, _p: self._acknowledged.put(reason)
        self._client.on_subscribe = lambda *_: self._subscribed.put(None)
        self._client.on_message = lambda _c, _u, m: self.received.put((m.topic, bytes(m.payload)))

    def connect(self, username: str | None = None, will: str | None = None) -> "Client":
        """Connect, and wait for the broker's word."""
        if username:
            self._client.username_pw_set(username, "any")
        if will:
            self._client.will_set(will, b"will", qos=1)
        self._client.connect("localhost", self._port)
        self._client.loop_start()
        reason = self._connected.get(timeout=PATIENCE_S)
        if reason is None or reason.is_failure:
            raise ConnectionRefusedError(str(reason))
        return self

    def publish(self, topic: str, payload: bytes = b"{}", *, retain: bool = False) -> bool:
        """Publish with QoS 1; tell whether the broker allowed it."""
        self._client.publish(topic, payload, qos=1, retain=retain)
        return not self._acknowledged.get(timeout=PATIENCE_S).is_failure

    def subscribe(self, topics: str) -> "Client":
        """Subscribe, and wait until it holds."""
        self._client.subscribe(topics, qos=1)
        self._subscribed.get(timeout=PATIENCE_S)
        return self

    def _on_disconnect(self) -> None:
        self.disconnected.set()
        self._connected.put(None)

    def vanish(self) -> None:
        """End the connection without a word, as a will wants it."""
        if sock := self._client.socket():
            sock.close()

    def close(self) -> None:
        """Disconnect and end the thread."""
        self._client.disconnect()
        self._client.loop_stop()

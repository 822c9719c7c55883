"""One MQTT 5 connection over TLS, from CONNECT to its end; never used again after that.

The one home of paho-mqtt, and of what it takes to use it safely. A new client for each attempt: its
will is of this attempt, its TLS context reads the certificate that is in force now, and nothing it
had still queued can leave on a later connection. Callbacks run on paho's own thread and may only
enqueue, waiting for seconds at most: longer than the keep-alive gets us thrown out. Sessions are
clean and end with the connection. Who tries again, and when, is left to the adapters of both
programs.

What is called from another thread wakes paho's through a socket, which its end may have closed at
that moment: paho then raises OSError.
"""

import contextlib
import logging
import ssl
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage, MQTTMessageInfo
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from daemon.watchdog import Pulse

CONNACK_TIMEOUT_S = 15.0
WATCH_S = 1.0

_log = logging.getLogger(__name__)


class Fault(StrEnum):
    """Why there is no connection; the adapters' codes end so."""

    STOPPED = "stopped"
    LOST = "lost"
    UNREACHABLE = "unreachable"
    SERVER_CERTIFICATE = "server_certificate"
    """The broker's certificate isn't signed by our root, or is for another host."""
    OWN_CERTIFICATE = "own_certificate"
    """Our own key or certificate can't be read."""
    CLOSED_EARLY = "closed_early"
    """The broker closed before it answered CONNECT: our certificate is unknown, old or revoked."""
    REFUSED = "refused"
    OVERFLOW = "overflow"
    CUT = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the broker is, and what proves who it is and who we are (PEM files)."""

    host: str
    port: int
    root: Path
    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a connection is like.

    Attributes:
        name: client id; the common name of our certificate.
        subscribe: topic filters, with QoS 1.
        will: topic and payload that the broker publishes, retained, when we vanish.
        manual_ack: whether PUBACK waits for `acknowledge`.
        receive_maximum: unacknowledged messages that the broker may send; None is its default.
        max_in_flight: unconfirmed messages of ours on the wire.
        max_queued: further ones that paho may hold; 0 would mean without limit.
        connack_timeout_s: how long the broker may take to answer CONNECT and SUBSCRIBE.
    """

    name: str
    subscribe: tuple[str, ...]
    max_queued: int
    will: tuple[str, bytes] | None = None
    manual_ack: bool = False
    receive_maximum: int | None = None
    max_in_flight: int = 20
    connack_timeout_s: float = CONNACK_TIMEOUT_S


class Listener(Protocol):
    """Hears of a connection, on paho's thread; blocks for much less than the keep-alive."""

    def connected(self) -> None:
        """Take note that the broker took us in and the subscriptions hold."""
        ...

    def received(self, mid: int, topic: str, payload: bytes, *, retained: bool) -> bool:
        """Take a message; False where there is no room for it, which ends the connection."""
        ...

    def delivered(self, mid: int, *, refused: bool) -> None:
        """Take note that the broker confirmed a message of ours, or doesn't let us say it."""
        ...


class Connection:
    """One attempt, and the connection if it succeeds."""

    def __init__(self, options: Options, listener: Listener) -> None:
        self.accepted = False
        self.fault = Fault.LOST
        self.detail = ""
        self._options = options
        self._listener = listener
        self._answered = threading.Event()
        self._over = threading.Event()
        self._given_up = False
        self._refusal_logged = False
        self._thread: threading.Thread | None = None
        self._newest: MQTTMessageInfo | None = None
        self._client = self._make_client()

    def open(self, address: Address, keepalive_s: int) -> bool:
        """Connect, and wait until the broker has answered; blocks.

        Returns:
            Whether the broker took us in; `fault` and `detail` say why it didn't.
        """
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call] # paho's gap
        properties.SessionExpiryInterval = 0
        if self._options.receive_maximum is not None:
            properties.ReceiveMaximum = self._options.receive_maximum
        try:
            self._client.tls_set_context(_tls(address))
        except OSError as error:
            return self._failed(Fault.OWN_CERTIFICATE, error)
        try:
            self._client.connect(
                address.host, address.port, keepalive_s, clean_start=True, properties=properties
            )
        except ssl.SSLCertVerificationError as error:
            return self._failed(Fault.SERVER_CERTIFICATE, error)
        except OSError as error:
            return self._failed(Fault.UNREACHABLE, error)
        self._client.loop_start()
        if not self._answered.wait(self._options.connack_timeout_s):
            # What is told of the end that `release` brings would put the blame on our certificate.
            self._given_up = True
            return self._failed(Fault.UNREACHABLE, TimeoutError("no answer to CONNECT"))
        return self.accepted

    def wait(self, pulse: Pulse) -> None:
        """Wait for the end of a connection that was accepted.

        Args:
            pulse: of the thread that waits.
        """
        # It ends after on_disconnect; an error inside paho ends it without that call.
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(WATCH_S)
            pulse.beat()
        if not self._over.is_set():
            self.detail = "paho's thread died"
            self._over.set()

    def acknowledge(self, mid: int) -> None:
        """Send the PUBACK of a message of this connection."""
        if not self._over.is_set():
            with contextlib.suppress(OSError):
                self._client.ack(mid, 1)

    def publish(
        self, topic: str, payload: bytes, *, qos: int = 1, retain: bool, expiry_s: int | None
    ) -> int | None:
        """Queue a message, and give its number.

        Returns:
            None where paho holds too many, or there is no connection.
        """
        if not self.accepted or self._over.is_set():
            return None
        properties = None
        if expiry_s is not None:
            properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call] # as above
            properties.MessageExpiryInterval = expiry_s
        try:
            info = self._client.publish(topic, payload, qos, retain, properties)
        except OSError:
            return None
        if info.rc != MQTTErrorCode.MQTT_ERR_SUCCESS:
            return None
        self._newest = info
        return info.mid

    def close(self, fault: Fault, confirm_s: float = 0.0) -> None:
        """Say goodbye after what was published before; `wait` tells when it is over.

        Args:
            confirm_s: how long to wait until the broker has confirmed the newest publication: a
                socket that is closed with unread bytes is reset, and then the broker never sees
                our goodbye.
        """
        self.fault = fault
        if self._newest is not None and confirm_s > 0:
            with contextlib.suppress(RuntimeError):
                self._newest.wait_for_publish(confirm_s)
        self._say_goodbye()

    def release(self) -> None:
        """End paho's thread; blocks until it has ended."""
        self._say_goodbye()
        self._client.loop_stop()
        # Closes its sockets and forgets us, which would else be the garbage collector's work.
        self._client.reinitialise()

    def _say_goodbye(self) -> None:
        with contextlib.suppress(OSError):
            self._client.disconnect()

    def _make_client(self) -> Client:
        options = self._options
        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=options.name,
            protocol=MQTTProtocolVersion.MQTTv5,
            manual_ack=options.manual_ack,
            reconnect_on_failure=False,
        )
        client.max_inflight_messages_set(options.max_in_flight)
        client.max_queued_messages_set(options.max_queued)
        if options.will is not None:
            topic, payload = options.will
            client.will_set(topic, payload, qos=1, retain=True)
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message
        client.on_subscribe = self._on_subscribe
        client.on_publish = self._on_publish
        return client

    def _failed(self, fault: Fault, error: Exception) -> bool:
        self.fault = fault
        self.detail = str(error)
        return False

    def _on_connect(
        self,
        client: Client,
        _userdata: object,
        _flags: ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        self._thread = threading.current_thread()
        if reason.is_failure:
            self.fault = Fault.REFUSED
            self.detail = str(reason)
            self._answered.set()
        else:
            client.subscribe([(topic, 1) for topic in self._options.subscribe])

    def _on_subscribe(
        self,
        _client: Client,
        _userdata: object,
        _mid: int,
        reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        for topic, reason in zip(self._options.subscribe, reasons, strict=False):
            if reason.is_failure:
                # Half deaf is worse than not there: the other side would be waited for in vain.
                self.fault = Fault.REFUSED
                self.detail = f"the subscription to {topic}: {reason}"
        if self.fault is not Fault.REFUSED:
            self.accepted = True
            self._listener.connected()
        self._answered.set()

    def _on_disconnect(
        self,
        _client: Client,
        _userdata: object,
        flags: DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if self._over.is_set():
            # `release` after the death of paho's thread; why it ended is known.
            return
        if not self._answered.is_set() and not self._given_up:
            self.fault = Fault.CLOSED_EARLY
        if self.fault is not Fault.REFUSED and not self._given_up:
            who = "broker" if flags.is_disconnect_packet_from_server else "network"
            self.detail = f"{who}: {reason}"
        self._over.set()
        self._answered.set()

    def _on_message(self, client: Client, _userdata: object, message: MQTTMessage) -> None:
        payload = bytes(message.payload)
        if not self._listener.received(
            message.mid, message.topic, payload, retained=message.retain
        ):
            # A retained message that was dropped comes again with the next connection only.
            self.fault = Fault.OVERFLOW
            client.disconnect()

    def _on_publish(
        self,
        _client: Client,
        _userdata: object,
        mid: int,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure and not self._refusal_logged:
            self._refusal_logged = True
            _log.error("the broker refuses what we publish: %s", reason)
        self._listener.delivered(mid, refused=reason.is_failure)


class _Socket(ssl.SSLSocket):
    """Closes itself when the handshake fails, which paho leaves to the garbage collector."""

    def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002 - as in ssl
        try:
            super().do_handshake(block)
        except OSError:
            self.close()
            raise


def _tls(address: Address) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = _Socket
    context.load_verify_locations(cafile=str(address.root))
    context.load_cert_chain(str(address.certificate), str(address.key))
    return context

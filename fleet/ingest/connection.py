"""One connection of the ingest to the broker, from CONNECT to its end; never used again after that.

A new paho client for each attempt, so that nothing it had still queued can leave on a later
connection. paho's callbacks run on its own thread and only enqueue: one that blocks for longer than
the keep-alive gets us thrown out. Mosquitto 2.0.11 sends more than the Receive Maximum once
acknowledgements flow (eclipse-mosquitto 2301), so the inbox has bounds of its own.
What stations retain is asked for besides: a shared subscription never gets it (MQTT 5, 4.8.2).
"""

import logging
import ssl
import threading
from enum import StrEnum
from pathlib import Path

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from contract.topics import DELIVERY, ROOT, Up, all_up
from daemon.watchdog import Pulse
from fleet.ingest.inbox import Inbox
from fleet.ingest.port import Connected, Delivered, Outgoing, Received, Ticket

GROUP = "ingest"
RECEIVE_MAXIMUM = 1024
MAX_IN_FLIGHT = 256
MAX_QUEUED = 4096
"""Messages above those in flight that paho may hold; 0 would mean without limit."""
CONNACK_TIMEOUT_S = 15.0
WATCH_S = 1.0
SUBSCRIPTIONS = (
    all_up(GROUP),
    *(f"{ROOT}/+/up/{leaf}" for leaf in Up if DELIVERY[leaf].retained),
)

_log = logging.getLogger(__name__)


class Ending(StrEnum):
    """Why there is no connection."""

    STOPPED = "broker.stopped"
    LOST = "broker.lost"
    UNREACHABLE = "broker.unreachable"
    SERVER_CERTIFICATE = "broker.server_certificate"
    """The broker's certificate isn't signed by our root, or is for another host."""
    OWN_CERTIFICATE = "broker.own_certificate"
    """Our own key or certificate can't be read."""
    CLOSED_EARLY = "broker.closed_early"
    """The broker closed before it answered CONNECT: our certificate is unknown to it or too old."""
    REFUSED = "broker.refused"
    OVERFLOW = "broker.overflow"
    CUT = "broker.cut"
    """We ended it: too much of it could not be stored."""


class Connection:
    """One attempt, and the connection if it succeeds.

    Args:
        generation: number of the attempt within this process.
        connack_timeout_s: how long the broker may take to answer CONNECT and SUBSCRIBE.
    """

    def __init__(
        self,
        name: str,
        inbox: Inbox,
        generation: int,
        connack_timeout_s: float = CONNACK_TIMEOUT_S,
    ) -> None:
        self.generation = generation
        self.accepted = False
        self.ending = Ending.LOST
        self.detail = ""
        self._inbox = inbox
        self._answered = threading.Event()
        self._over = threading.Event()
        self._given_up = False
        self._connack_timeout_s = connack_timeout_s
        self._thread_name = f"paho-mqtt-client-{name}"
        self._client = self._make_client(name)

    def open(self, host: str, port: int, keepalive_s: int, files: tuple[Path, Path, Path]) -> bool:
        """Connect, and wait until the broker has answered; blocks.

        Args:
            files: certificates to trust, our own certificate, our key.

        Returns:
            Whether the broker took us in; `ending` and `detail` say why it didn't.
        """
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call] # paho's gap
        properties.SessionExpiryInterval = 0
        properties.ReceiveMaximum = RECEIVE_MAXIMUM
        try:
            self._client.tls_set_context(_tls(*files))
        except OSError as error:
            return self._failed(Ending.OWN_CERTIFICATE, error)
        try:
            self._client.connect(host, port, keepalive_s, clean_start=True, properties=properties)
        except ssl.SSLCertVerificationError as error:
            return self._failed(Ending.SERVER_CERTIFICATE, error)
        except OSError as error:
            return self._failed(Ending.UNREACHABLE, error)
        self._client.loop_start()
        if not self._answered.wait(self._connack_timeout_s):
            # What is told of the end that `release` brings would put the blame on our certificate.
            self._given_up = True
            return self._failed(Ending.UNREACHABLE, TimeoutError("no answer to CONNECT"))
        return self.accepted

    def wait(self, pulse: Pulse) -> None:
        """Wait for the end of the connection."""
        while not self._over.wait(WATCH_S):
            pulse.beat()
            if not any(thread.name == self._thread_name for thread in threading.enumerate()):
                # An error inside paho ends its thread without a call of on_disconnect.
                self.detail = "paho's thread died"
                self._over.set()

    def acknowledge(self, mid: int) -> None:
        """Send the PUBACK of a message of this connection."""
        if not self._over.is_set():
            self._client.ack(mid, 1)

    def publish(self, outgoing: Outgoing) -> Ticket | None:
        """Queue a message; None where paho holds too many, or the connection is over."""
        if not self.accepted or self._over.is_set():
            return None
        properties = None
        if outgoing.expiry_s is not None:
            properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call] # as above
            properties.MessageExpiryInterval = outgoing.expiry_s
        info = self._client.publish(
            outgoing.topic, outgoing.payload, 1, outgoing.retained, properties
        )
        if info.rc != MQTTErrorCode.MQTT_ERR_SUCCESS:
            return None
        return Ticket(self.generation, info.mid)

    def close(self, ending: Ending) -> None:
        """Say goodbye after what was already queued; `wait` tells when it has left."""
        self.ending = ending
        self._client.disconnect()

    def release(self) -> None:
        """End paho's thread; blocks until it has ended."""
        self._client.disconnect()
        self._client.loop_stop()

    def _make_client(self, name: str) -> Client:
        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=name,
            protocol=MQTTProtocolVersion.MQTTv5,
            manual_ack=True,
            reconnect_on_failure=False,
        )
        client.max_inflight_messages_set(MAX_IN_FLIGHT)
        client.max_queued_messages_set(MAX_QUEUED)
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message
        client.on_subscribe = self._on_subscribe
        client.on_publish = self._on_publish
        return client

    def _failed(self, ending: Ending, error: Exception) -> bool:
        self.ending = ending
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
        if reason.is_failure:
            self.ending = Ending.REFUSED
            self.detail = str(reason)
            self._answered.set()
        else:
            client.subscribe([(topic, 1) for topic in SUBSCRIPTIONS])

    def _on_subscribe(
        self,
        _client: Client,
        _userdata: object,
        _mid: int,
        reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        for topic, reason in zip(SUBSCRIPTIONS, reasons, strict=False):
            if reason.is_failure:
                # Half deaf is worse than not there: stations would wait for answers in vain.
                self.ending = Ending.REFUSED
                self.detail = f"the subscription to {topic}: {reason}"
        if self.ending is not Ending.REFUSED:
            self.accepted = True
            self._inbox.put(Connected(generation=self.generation))
        self._answered.set()

    def _on_disconnect(
        self,
        _client: Client,
        _userdata: object,
        flags: DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if not self._answered.is_set() and not self._given_up:
            self.ending = Ending.CLOSED_EARLY
        if self.ending is not Ending.REFUSED and not self._given_up:
            who = "broker" if flags.is_disconnect_packet_from_server else "network"
            self.detail = f"{who}: {reason}"
        self._over.set()
        self._answered.set()

    def _on_message(self, client: Client, _userdata: object, message: MQTTMessage) -> None:
        event = Received(
            generation=self.generation,
            mid=message.mid,
            topic=message.topic,
            payload=bytes(message.payload),
            retained=message.retain,
        )
        if not self._inbox.put(event):
            self.ending = Ending.OVERFLOW
            client.disconnect()

    def _on_publish(
        self,
        _client: Client,
        _userdata: object,
        mid: int,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            _log.error("the broker refuses what we publish: %s", reason)
        ticket = Ticket(self.generation, mid)
        self._inbox.put(Delivered(ticket=ticket, refused=reason.is_failure))


class _Socket(ssl.SSLSocket):
    """Closes itself when the handshake fails, which paho leaves to the garbage collector."""

    def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002 - as in ssl
        try:
            super().do_handshake(block)
        except OSError:
            self.close()
            raise


def _tls(root: Path, certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = _Socket
    context.load_verify_locations(cafile=str(root))
    context.load_cert_chain(str(certificate), str(key))
    return context

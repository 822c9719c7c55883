"""One connection to the broker, from CONNECT to its end; never used again after that.

A new paho client for each attempt: its will carries the session number of this attempt, its TLS
context reads the certificate that is in force now, and nothing that it had still queued can leave
on a later connection. paho's callbacks run on its own thread and only enqueue: one that blocks for
longer than the keep-alive gets the station thrown out.
"""

import contextlib
import logging
import ssl
import threading
from enum import StrEnum

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage, MQTTMessageInfo
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from daemon.watchdog import Pulse
from kiosk.identity.store import StationIdentity
from kiosk.uplink.inbox import Inbox
from kiosk.uplink.port import Connected, Incoming, UplinkOptions, Will

CONNACK_TIMEOUT_S = 15.0
CONFIRM_S = 2.0
WATCH_S = 1.0
MAX_QUEUED = 64
"""Messages above the twenty in flight that paho may hold; 0 would mean without limit."""

_log = logging.getLogger(__name__)


class Ending(StrEnum):
    """Why there is no connection."""

    STOPPED = "uplink.stopped"
    LOST = "uplink.lost"
    UNREACHABLE = "uplink.unreachable"
    SERVER_CERTIFICATE = "uplink.server_certificate"
    """The broker's certificate isn't signed by our root, or is for another host."""
    OWN_CERTIFICATE = "uplink.own_certificate"
    """Our own key or certificate can't be read."""
    CLOSED_EARLY = "uplink.closed_early"
    """The broker closed before it answered CONNECT: our certificate is unknown, old or revoked."""
    REFUSED = "uplink.refused"
    OVERFLOW = "uplink.overflow"


class Connection:
    """One attempt, and the connection if it succeeds.

    Args:
        generation: number of the attempt within this process.
        connack_timeout_s: how long the broker may take to answer CONNECT.
    """

    def __init__(
        self,
        identity: StationIdentity,
        options: UplinkOptions,
        will: Will,
        inbox: Inbox,
        generation: int,
        connack_timeout_s: float = CONNACK_TIMEOUT_S,
    ) -> None:
        self._identity = identity
        self._options = options
        self._will = will
        self._inbox = inbox
        self._generation = generation
        self._connack_timeout_s = connack_timeout_s
        self._answered = threading.Event()
        self._over = threading.Event()
        self._refusal_logged = False
        self._given_up = False
        self._newest: MQTTMessageInfo | None = None
        self.accepted = False
        self.ending = Ending.LOST
        self.detail = ""
        self._thread_name = f"paho-mqtt-client-{identity.station}"
        self._client = self._make_client()

    def open(self, keepalive_s: int) -> bool:
        """Connect, and wait until the broker has answered; blocks.

        Returns:
            Whether the broker took us in; `ending` and `detail` say why it didn't.
        """
        never = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call] # paho's gap
        never.SessionExpiryInterval = 0
        address = self._identity.broker
        try:
            self._client.tls_set_context(_tls(self._identity))
        except OSError as error:
            return self._failed(Ending.OWN_CERTIFICATE, error)
        try:
            self._client.connect(
                address.host, address.port, keepalive_s, clean_start=True, properties=never
            )
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

    def publish(
        self, topic: str, payload: bytes, *, qos: int, retain: bool, expiry_s: int | None
    ) -> bool:
        """Queue a message; False where paho holds too many, or there is no connection."""
        if not self.accepted or self._over.is_set():
            return False
        properties = None
        if expiry_s is not None:
            properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call] # as above
            properties.MessageExpiryInterval = expiry_s
        info = self._client.publish(topic, payload, qos, retain, properties)
        if info.rc != MQTTErrorCode.MQTT_ERR_SUCCESS:
            return False
        self._newest = info
        return True

    def close(self, ending: Ending) -> None:
        """Say goodbye after what was published before; `wait` tells when it is over.

        Blocks for a moment until the broker has confirmed the newest publication: a socket that is
        closed with unread bytes is reset, and then the broker never sees our goodbye.
        """
        self.ending = ending
        if self._newest is not None:
            with contextlib.suppress(RuntimeError):
                self._newest.wait_for_publish(CONFIRM_S)
        self._client.disconnect()

    def release(self) -> None:
        """End paho's thread; blocks until it has ended."""
        client = self._client
        client.disconnect()
        client.loop_stop()
        # Without this circle paho's sockets are closed as soon as nobody holds its client.
        client.on_connect = client.on_disconnect = client.on_message = None
        client.on_subscribe = client.on_publish = None

    def _make_client(self) -> Client:
        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=self._identity.station,
            protocol=MQTTProtocolVersion.MQTTv5,
            reconnect_on_failure=False,
        )
        client.max_queued_messages_set(MAX_QUEUED)
        client.will_set(self._will.topic, self._will.payload, qos=1, retain=True)
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
        else:
            client.subscribe([(topic, 1) for topic in self._options.subscribe])
            self.accepted = True
            self._inbox.put(Connected(generation=self._generation, session=self._will.session))
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

    def _on_message(
        self,
        client: Client,
        _userdata: object,
        message: MQTTMessage,
    ) -> None:
        event = Incoming(
            generation=self._generation, topic=message.topic, payload=bytes(message.payload)
        )
        if not self._inbox.put(event):
            # A retained message that was dropped comes again with the next connection only.
            self.ending = Ending.OVERFLOW
            client.disconnect()

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
                _log.error("the broker refuses the subscription to %s: %s", topic, reason)

    def _on_publish(
        self,
        _client: Client,
        _userdata: object,
        _mid: int,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure and not self._refusal_logged:
            self._refusal_logged = True
            _log.error("the broker refuses what we publish: %s", reason)


class _Socket(ssl.SSLSocket):
    """Closes itself when the handshake fails, which paho leaves to the garbage collector."""

    def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002 - as in ssl
        try:
            super().do_handshake(block)
        except OSError:
            self.close()
            raise


def _tls(identity: StationIdentity) -> ssl.SSLContext:
    issue = identity.key_path.parent.resolve()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = _Socket
    context.load_verify_locations(cafile=str(issue / identity.root_path.name))
    context.load_cert_chain(
        str(issue / identity.certificate_path.name), str(issue / identity.key_path.name)
    )
    return context

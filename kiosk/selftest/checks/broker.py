"""Whether the broker takes this station in.

It knows one connection for each name: a second one would throw out a running agent. So where an
agent runs only TLS is tried, with our certificate; else a whole connection, which ends with a
goodbye, so that its will is never published.
"""

import socket
import ssl
import time

from contract import topics, wire
from contract.messages import Presence
from contract.topics import Up
from kiosk.errors import EnrolmentError
from kiosk.identity import store
from kiosk.identity.store import StationIdentity
from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, failed, ok, skipped
from kiosk.uplink.connection import Connection, Ending
from kiosk.uplink.inbox import Inbox
from kiosk.uplink.port import UplinkOptions, Will

TIMEOUT_S = 10.0
REFUSAL_S = 0.5
"""With TLS 1.3 a server refuses our certificate after we think that the handshake is over."""
KEEPALIVE_S = 30
_SESSION = 1
"""The lowest there is: nobody who has heard an agent takes it for news."""


def check(context: Context) -> Finding:
    """Connect as the agent does, or as far as that is harmless while it runs."""
    try:
        identity = store.load(context.paths.identity)
    except EnrolmentError as error:
        return without_identity(error)
    if context.agent_runs():
        return handshake(identity)
    return connect(identity)


def without_identity(error: EnrolmentError) -> Finding:
    """Say that the station isn't enrolled, or that what it has can't be used."""
    if error.code == "identity.missing":
        return skipped(error.code)
    return failed(error.code, detail=str(error.params.get("detail", "")))


def handshake(identity: StationIdentity) -> Finding:
    """Try TLS in both directions."""
    where = _where(identity)
    begun_s = time.perf_counter()
    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(identity.root_path)
        context.load_cert_chain(identity.certificate_path, identity.key_path)
    except OSError as error:
        return failed(Ending.OWN_CERTIFICATE, where=where, detail=str(error))
    try:
        address = (identity.broker.host, identity.broker.port)
        with (
            socket.create_connection(address, TIMEOUT_S) as raw,
            context.wrap_socket(raw, server_hostname=identity.broker.host) as peer,
        ):
            took_ms = round((time.perf_counter() - begun_s) * 1000, 1)
            _await_refusal(peer)
    except ssl.SSLCertVerificationError as error:
        return failed(Ending.SERVER_CERTIFICATE, where=where, detail=error.verify_message)
    except ssl.SSLError as error:
        return failed(Ending.CLOSED_EARLY, where=where, detail=error.reason or str(error))
    except OSError as error:
        return failed(Ending.UNREACHABLE, where=where, detail=str(error))
    return ok("broker.tls_ok", took_ms, "ms", where=where)


def connect(identity: StationIdentity) -> Finding:
    """Connect over MQTT, and say goodbye."""
    will = Will(
        session=_SESSION,
        topic=topics.up(identity.station, Up.PRESENCE),
        payload=wire.encode(Presence(online=False, session=_SESSION)),
    )
    options = UplinkOptions(subscribe=(topics.all_down(identity.station),), will=lambda: will)
    connection = Connection(identity, options, will, Inbox(), 1, TIMEOUT_S)
    begun_s = time.perf_counter()
    try:
        accepted = connection.open(KEEPALIVE_S)
        took_ms = round((time.perf_counter() - begun_s) * 1000, 1)
        if accepted:
            connection.close(Ending.STOPPED)
    finally:
        connection.release()
    where = _where(identity)
    if accepted:
        return ok("broker.ok", took_ms, "ms", where=where)
    return failed(connection.ending, where=where, detail=connection.detail)


def _await_refusal(peer: ssl.SSLSocket) -> None:
    peer.settimeout(REFUSAL_S)
    try:
        if not peer.recv(1):
            raise ssl.SSLError(0, "closed after the handshake")
    except TimeoutError:
        # It waits for our CONNECT, so it has taken our certificate.
        return


def _where(identity: StationIdentity) -> str:
    return f"{identity.broker.host}:{identity.broker.port}"

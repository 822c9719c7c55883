"""The MQTT client that both programs use: what it says of brokers, and how its end is noticed."""

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from paho.mqtt.client import Client

from daemon.mqtt import Address, Connection, Fault, Options
from daemon.watchdog import Pulse
from tests.support.certificates import Authority
from tests.support.silent_broker import SilentBroker
from tests.support.waiting import wait_until

pytestmark = pytest.mark.loopback

TOPIC = "tq/v1/fleet-1/down/+"
OPTIONS = Options(name="fleet-1", subscribe=(TOPIC,), max_queued=8)
CONNACK = b"\x20\x03\x00\x00\x00"
MESSAGE = b"\x30\x06\x00\x01a\x00hi"
SUBSCRIBE = 0x82
GRANTED, NOT_AUTHORIZED = 0x01, 0x87


class Ears:
    """Remembers what it hears; can have no room, or fail."""

    def __init__(self) -> None:
        self.heard: list[str | bytes] = []
        self.room = True
        self.fails = False

    def connected(self) -> None:
        self.heard.append("connected")

    def received(self, mid: int, topic: str, payload: bytes, *, retained: bool) -> bool:
        if self.fails:
            raise MemoryError
        self.heard.append(payload)
        return self.room

    def delivered(self, mid: int, *, refused: bool) -> None:
        self.heard.append("delivered")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("mqtt")


@pytest.fixture
def address_of(tmp_path: Path, authority: Authority) -> Callable[[int], Address]:
    root = tmp_path / "root.pem"
    root.write_text(authority.chain_pem)
    certificate, key = authority.write(tmp_path, authority.client("fleet-1"), "fleet-1")
    return lambda port: Address(
        host="127.0.0.1", port=port, root=root, certificate=certificate, key=key
    )


def broker(code: int, after: bytes = b"") -> Callable[[bytes], bytes]:
    """Answer CONNECT, and SUBSCRIBE with a code and perhaps more."""

    def answer(packet: bytes) -> bytes:
        if packet[0] == SUBSCRIBE:
            return b"\x90\x04" + packet[2:4] + b"\x00" + bytes([code]) + after
        return CONNACK if packet[0] == 0x10 else b""

    return answer


def test_silence_is_no_fault_of_our_certificate(
    tmp_path: Path, authority: Authority, address_of: Callable[[int], Address]
) -> None:
    ears = Ears()
    options = Options(name="fleet-1", subscribe=(TOPIC,), max_queued=8, connack_timeout_s=0.2)
    with SilentBroker(tmp_path, authority) as silent:
        connection = Connection(options, ears)
        accepted = connection.open(address_of(silent.port), 5)
        connection.release()

    assert not accepted
    assert (connection.fault, connection.detail) == (Fault.UNREACHABLE, "no answer to CONNECT")
    assert ears.heard == []


def test_who_may_not_listen_is_not_connected(
    tmp_path: Path, authority: Authority, address_of: Callable[[int], Address]
) -> None:
    ears = Ears()
    with SilentBroker(tmp_path, authority, broker(NOT_AUTHORIZED)) as server:
        connection = Connection(OPTIONS, ears)
        accepted = connection.open(address_of(server.port), 5)
        connection.release()

    assert not accepted
    assert connection.fault is Fault.REFUSED
    assert "Not authorized" in connection.detail
    assert ears.heard == []


def test_no_room_for_a_message_ends_the_connection(
    tmp_path: Path, authority: Authority, address_of: Callable[[int], Address]
) -> None:
    ears = Ears()
    ears.room = False
    with SilentBroker(tmp_path, authority, broker(GRANTED, MESSAGE)) as server:
        connection = Connection(OPTIONS, ears)
        assert connection.open(address_of(server.port), 5)
        connection.wait(Pulse("test"))
        connection.release()

    assert connection.fault is Fault.OVERFLOW
    assert ears.heard == ["connected", b"hi"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_end_of_its_thread_is_an_end_of_the_connection(
    tmp_path: Path, authority: Authority, address_of: Callable[[int], Address]
) -> None:
    ears = Ears()
    ears.fails = True
    with SilentBroker(tmp_path, authority, broker(GRANTED, MESSAGE)) as server:
        connection = Connection(OPTIONS, ears)
        assert connection.open(address_of(server.port), 60)
        waiting = threading.Thread(target=connection.wait, args=(Pulse("test"),))
        waiting.start()
        wait_until(lambda: not waiting.is_alive(), "the end")
        assert connection.publish("a", b"", retain=False, expiry_s=None) is None
        connection.release()

    assert connection.detail == "paho's thread died"


def test_an_end_of_its_thread_at_this_moment_is_no_error(
    tmp_path: Path,
    authority: Authority,
    address_of: Callable[[int], Address],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Paho wakes its thread through a socket, which the thread closes when it ends."""

    def wake(*_: object) -> None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    with SilentBroker(tmp_path, authority, broker(GRANTED)) as server:
        connection = Connection(OPTIONS, Ears())
        assert connection.open(address_of(server.port), 60)
        with monkeypatch.context() as patch:
            for name in ("publish", "ack", "disconnect"):
                patch.setattr(Client, name, wake)
            assert connection.publish("a", b"", retain=False, expiry_s=None) is None
            connection.acknowledge(1)
            connection.close(Fault.STOPPED)
        connection.release()

    assert connection.fault is Fault.STOPPED

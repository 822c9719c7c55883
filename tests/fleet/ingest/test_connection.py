"""A broker that says nothing, or refuses a subscription, is called what it is."""

from pathlib import Path

import pytest

from fleet.ingest.connection import SUBSCRIPTIONS, Connection, Ending
from fleet.ingest.inbox import Inbox
from tests.support.certificates import Authority
from tests.support.silent_broker import SilentBroker

pytestmark = pytest.mark.loopback

Files = tuple[Path, Path, Path]
CONNACK = b"\x20\x03\x00\x00\x00"
SUBSCRIBE = 0x82
NOT_AUTHORIZED = 0x87


@pytest.fixture
def files(tmp_path: Path, authority: Authority) -> Files:
    root = tmp_path / "root.pem"
    root.write_text(authority.chain_pem)
    return root, *authority.write(tmp_path, authority.client("fleet-1"), "fleet-1")


def test_silence_is_no_fault_of_our_certificate(
    tmp_path: Path, authority: Authority, files: Files
) -> None:
    inbox = Inbox()
    with SilentBroker(tmp_path, authority) as broker:
        connection = Connection("fleet-1", inbox, 1, connack_timeout_s=0.2)
        accepted = connection.open("127.0.0.1", broker.port, 5, files)
        connection.release()

    assert not accepted
    assert (connection.ending, connection.detail) == (Ending.UNREACHABLE, "no answer to CONNECT")
    assert inbox.take(9, 0) == []


def refuse_subscriptions(packet: bytes) -> bytes:
    if packet[0] != SUBSCRIBE:
        return CONNACK
    codes = bytes([NOT_AUTHORIZED] * len(SUBSCRIPTIONS))
    return bytes([0x90, 3 + len(codes)]) + packet[2:4] + b"\x00" + codes


def test_who_may_not_listen_is_not_connected(
    tmp_path: Path, authority: Authority, files: Files
) -> None:
    inbox = Inbox()
    with SilentBroker(tmp_path, authority, refuse_subscriptions) as broker:
        connection = Connection("fleet-1", inbox, 1)
        accepted = connection.open("127.0.0.1", broker.port, 5, files)
        connection.release()

    assert not accepted
    assert connection.ending is Ending.REFUSED
    assert "Not authorized" in connection.detail
    assert inbox.take(9, 0) == []

"""A broker that takes the connection and says nothing is called what it is."""

from pathlib import Path

import pytest

from kiosk.uplink.connection import Connection, Ending
from kiosk.uplink.inbox import Inbox
from kiosk.uplink.port import UplinkOptions, Will
from tests.support.certificates import Authority
from tests.support.identities import write_identity
from tests.support.silent_broker import SilentBroker

pytestmark = pytest.mark.loopback

WILL = Will(session=1, topic="tq/v1/cho-mo-1/up/presence", payload=b"gone")


def test_silence_is_no_fault_of_our_certificate(tmp_path: Path) -> None:
    authority, inbox = Authority(), Inbox()
    options = UplinkOptions(subscribe=("tq/v1/cho-mo-1/down/+",), will=lambda: WILL)
    with SilentBroker(tmp_path, authority) as broker:
        identity = write_identity(tmp_path / "identity", authority, port=broker.port)
        connection = Connection(identity, options, WILL, inbox, 1, connack_timeout_s=0.2)
        accepted = connection.open(5)
        connection.release()

    assert not accepted
    assert (connection.ending, connection.detail) == (Ending.UNREACHABLE, "no answer to CONNECT")
    assert inbox.take(0) == []

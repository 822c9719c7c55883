"""The rules that all tests run under hold: no network, and loopback only where it is asked for."""

import socket
from collections.abc import Callable

import pytest
from pytest_socket import SocketBlockedError, SocketConnectBlockedError


def test_sockets_are_blocked() -> None:
    with pytest.raises(SocketBlockedError), pytest.warns(UserWarning, match="tried to use socket"):
        socket.create_connection(("127.0.0.1", 9))


@pytest.mark.loopback
def test_loopback_reaches_this_machine(free_port: Callable[[], int]) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)) as server:
        client = socket.create_connection(("127.0.0.1", port), timeout=5)
        accepted, _ = server.accept()
        with client, accepted:
            client.sendall(b"here")
            assert accepted.recv(4) == b"here"


@pytest.mark.loopback
def test_loopback_reaches_no_other() -> None:
    # 192.0.2.0/24 is reserved for documentation (RFC 5737): no one answers there.
    with (
        pytest.raises(SocketConnectBlockedError),
        pytest.warns(UserWarning, match="tried to use socket"),
    ):
        socket.create_connection(("192.0.2.1", 9), timeout=1)

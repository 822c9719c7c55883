"""The local server while descriptors are short: it waits, burns no time, and serves again."""

import logging
import resource
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.local.protocol import Done, NetworkIs
from kiosk.local.server import SHORT_PAUSE_S, LocalServer
from tests.support.kiosk_clock import SetClock
from tests.support.waiting import wait_until


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "station.sock"


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def server(path: Path, clock: SetClock) -> Iterator[LocalServer]:
    server = LocalServer(path, clock)
    yield server
    server.stop()


def test_waits_instead_of_spinning_and_serves_again(
    path: Path,
    clock: SetClock,
    server: LocalServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING)
    server.start()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    held: list[socket.socket] = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))
    try:
        with suppress(OSError):
            while True:
                held.append(socket.socket(socket.AF_UNIX))
        peer.connect(str(path))
        wait_until(lambda: "nobody can connect" in caplog.text)
    finally:
        for one in held:
            one.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        peer.close()
    assert caplog.text.count("nobody can connect") == 1

    clock.advance(SHORT_PAUSE_S + 0.1)

    def served() -> bool:
        for pending in server.poll():
            pending.reply(Done())
            return True
        return False

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        asking.connect(str(path))
        asking.sendall(NetworkIs(online=True).model_dump_json().encode() + b"\n")
        wait_until(served)
        assert b"done" in asking.recv(1000)

"""What is sent to a service manager's socket, and what of the environment is left to children."""

import logging
import os
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.notify import Notifier

PID = 4711


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(5)
        yield listener


def heard(manager: socket.socket) -> list[str]:
    return manager.recv(4096).decode().split("\n")


def test_ready_status_watchdog_and_stopping(manager: socket.socket) -> None:
    notifier = Notifier(manager.getsockname())
    notifier.ready("the window is open")
    notifier.status("camera\n is   away")
    notifier.alive()
    notifier.hung("hung: loop")
    notifier.stopping()
    assert heard(manager) == ["READY=1", "STATUS=the window is open"]
    assert heard(manager) == ["STATUS=camera is away"]
    assert heard(manager) == ["WATCHDOG=1"]
    assert heard(manager) == ["WATCHDOG=trigger", "STATUS=hung: loop"]
    assert heard(manager) == ["STOPPING=1", "STATUS=ending"]


def test_a_name_in_the_abstract_namespace() -> None:
    name = f"tramquet-{uuid.uuid4()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(f"\0{name}")
        listener.settimeout(5)
        Notifier(f"@{name}").alive()
        assert heard(listener) == ["WATCHDOG=1"]


def test_nothing_is_said_without_a_service_manager(caplog: pytest.LogCaptureFixture) -> None:
    Notifier(None, watchdog_s=5).ready("up")
    assert Notifier(None, watchdog_s=5).watchdog_s is None
    assert not caplog.records


def test_a_socket_that_is_gone_is_complained_of_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    notifier = Notifier(str(tmp_path / "gone"))
    notifier.alive()
    notifier.alive()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_a_service_manager_that_does_not_read_stops_nobody(manager: socket.socket) -> None:
    notifier = Notifier(manager.getsockname())
    for _ in range(10_000):
        notifier.alive()
        if not notifier._heard:  # noqa: SLF001 - the queue's length is the kernel's affair
            break
    else:
        pytest.fail("the queue of the socket has no end")
    assert heard(manager) == ["WATCHDOG=1"]


@pytest.mark.parametrize(
    ("environment", "watchdog_s"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "30000000"}, 30.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(PID)}, 30.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "500000"}, 0.5),
    ],
)
def test_how_often_to_be_heard(environment: dict[str, str], watchdog_s: float | None) -> None:
    given = {"NOTIFY_SOCKET": "/run/none", "PATH": "/bin", **environment}
    assert Notifier.take(given, pid=PID).watchdog_s == watchdog_s
    assert given == {"PATH": "/bin"}


@pytest.mark.parametrize("microseconds", ["0", "-5", "soon", "1e6", "\N{SUPERSCRIPT TWO}"])
def test_a_time_that_is_none(microseconds: str, caplog: pytest.LogCaptureFixture) -> None:
    environment = {"NOTIFY_SOCKET": "/run/none", "WATCHDOG_USEC": microseconds}
    assert Notifier.take(environment, pid=os.getpid()).watchdog_s is None
    assert "no watchdog" in caplog.text


def test_a_watchdog_without_a_socket_waits_for_nobody() -> None:
    assert Notifier.take({"WATCHDOG_USEC": "30000000"}, pid=PID).watchdog_s is None

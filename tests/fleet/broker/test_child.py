"""The broker's process: comes back when killed, dies with us, says why it can't start."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fleet.broker.child import BrokerChild
from fleet.broker.config import BrokerFiles, acl, mosquitto_conf
from fleet.clock import SystemClock
from fleet.errors import Unavailable
from tests.fleet.broker.conftest import Running
from tests.support.mqtt_client import PATIENCE_S
from tests.support.processes import is_running

pytestmark = pytest.mark.loopback

PARENT = """
import sys, time
from pathlib import Path
from fleet.broker.child import BrokerChild
from fleet.broker.config import BrokerFiles
from fleet.clock import SystemClock
pki, folder, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
files = BrokerFiles(server=pki / "server.pem", trusted=pki / "chain.pem",
                    revoked=pki / "crl.pem", folder=folder)
child = BrokerChild(executable="mosquitto", host="127.0.0.1", port=port, files=files,
                    workers=(), clock=SystemClock())
child.start()
print(child.pid, flush=True)
time.sleep(600)
"""


def until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def child_of(tmp_path: Path, port: int, executable: str = "mosquitto") -> BrokerChild:
    missing = tmp_path / "missing.pem"
    files = BrokerFiles(server=missing, trusted=missing, revoked=missing, folder=tmp_path / "b")
    return BrokerChild(
        executable=executable,
        host="127.0.0.1",
        port=port,
        files=files,
        workers=(),
        clock=SystemClock(),
    )


def test_a_killed_broker_comes_back(running: Running) -> None:
    first = running.child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)

    assert until(lambda: running.child.pid != first and listens(running.port))


def test_stop_ends_it(running: Running) -> None:
    pid = running.child.pid
    assert pid is not None
    running.child.stop()

    assert not is_running(pid)
    assert not listens(running.port)


def test_it_dies_with_us(running: Running, free_port: Callable[[], int]) -> None:
    port = free_port()
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, running.pki.folder, running.folder / "b2", str(port)],
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_running(pid)
        parent.kill()

    assert until(lambda: not is_running(pid))


def test_a_port_in_use_is_named(tmp_path: Path, free_port: Callable[[], int]) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)), pytest.raises(Unavailable) as raised:
        child_of(tmp_path, port).start()
    assert raised.value.code == "broker.port_in_use"
    assert raised.value.params["port"] == port


def test_a_missing_program_is_named(tmp_path: Path, free_port: Callable[[], int]) -> None:
    with pytest.raises(Unavailable) as raised:
        child_of(tmp_path, free_port(), "no-such-broker").start()
    assert raised.value.code == "broker.executable"


def test_a_broker_that_cannot_start_says_why(tmp_path: Path, free_port: Callable[[], int]) -> None:
    with pytest.raises(Unavailable) as raised:
        child_of(tmp_path, free_port()).start()
    assert raised.value.code == "broker.failed"
    assert "missing.pem" in str(raised.value)


def test_a_process_that_cannot_be_made_is_said(
    tmp_path: Path, free_port: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "setpriv"
    broken.write_text("#!/no/such/interpreter\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    with pytest.raises(Unavailable) as caught:
        child_of(tmp_path, free_port()).start()

    assert caught.value.code == "broker.failed"
    assert "No such file" in str(caught.value.params["said"])


def test_each_worker_is_listed_by_name() -> None:
    text = acl(("fleet-all-1", "fleet-ingest-2"))

    assert "user fleet-all-1\ntopic readwrite tq/v1/#\n" in text
    assert "user fleet-ingest-2\n" in text
    assert text.endswith("pattern write tq/v1/%u/up/#\npattern read tq/v1/%u/down/#\n")


def test_only_root_stays_root(tmp_path: Path) -> None:
    files = BrokerFiles(server=tmp_path, trusted=tmp_path, revoked=tmp_path, folder=tmp_path)

    assert "user root" in mosquitto_conf(files, "127.0.0.1", 8883, as_root=True)
    assert "user " not in mosquitto_conf(files, "127.0.0.1", 8883, as_root=False)

"""The real command with a real broker: it connects, sends, and says goodbye when it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from contract import topics, wire
from contract.messages import Ack, Birth, Presence, Scans
from contract.names import StationId
from contract.topics import Down, Up
from kiosk.agent.app import build
from kiosk.errors import EnrolmentError
from kiosk.outbox.store import Outbox
from kiosk.settings import Settings
from tests.kiosk.agent.rig import scan
from tests.support.broker import Broker
from tests.support.certificates import Authority
from tests.support.fleet_mqtt import FleetClient
from tests.support.identities import write_identity
from tests.support.kiosk_clock import SetClock

STATION = StationId("cho-mo-1")
TIMEOUT_S = 45


def test_is_not_built_without_an_identity(data_dir: Path) -> None:
    with pytest.raises(EnrolmentError, match=r"identity\.missing"):
        build(Settings(data_dir=data_dir))


@pytest.fixture
def broker(tmp_path: Path, free_port: Callable[[], int]) -> Iterator[Broker]:
    made = Broker(tmp_path / "broker", Authority(), free_port)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def start(data_dir: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    config = data_dir.with_name("kiosk.toml")
    config.write_text(f'data_dir = "{data_dir}"\ntrust_clock = true\n')
    running: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "kiosk", "agent", "--config", str(config)]
        running.append(subprocess.Popen(command, stderr=subprocess.PIPE, env=dict(os.environ)))
        return running[-1]

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=TIMEOUT_S)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.loopback
def test_scans_outlive_kills_and_goodbye_is_said(
    data_dir: Path, broker: Broker, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    write_identity(data_dir / "identity", broker.authority, port=broker.port)
    outbox = Outbox(data_dir / "outbox.sqlite3", clock=SetClock(), max_mb=4)
    for _ in range(3):
        outbox.append(lambda seq: scan(seq, SetClock()))

    with FleetClient(broker) as fleet:
        first = start()
        fleet.wait_for(topics.up(STATION, Up.SCANS))
        first.kill()
        first.wait(TIMEOUT_S)
        wait_until(lambda: presences(fleet)[-1].online is False)
        will = presences(fleet)[-1]
        second = start()
        wait_until(lambda: len(heard(fleet, Up.SCANS)) == 2)
        births = [wire.decode_as(Birth, payload) for payload in heard(fleet, Up.BIRTH)]
        acknowledge(fleet, outbox.outbox_id, 3)
        wait_until(lambda: outbox.depth == 0)
        second.send_signal(signal.SIGTERM)
        _, log = second.communicate(timeout=TIMEOUT_S)
        wait_until(lambda: presences(fleet)[-1].online is False)

    outbox.close()
    scans = [wire.decode_as(Scans, payload) for payload in heard(fleet, Up.SCANS)]
    assert second.returncode == 0, log
    assert [[event.seq for event in batch.events] for batch in scans] == [[1, 2, 3]] * 2
    assert scans[0].events == scans[1].events
    assert births[1].session > births[0].session
    assert presences(fleet)[-1].session == births[1].session
    assert will.session == births[0].session


def heard(fleet: FleetClient, leaf: Up) -> list[bytes]:
    return [s.payload for s in list(fleet.said) if s.topic == topics.up(STATION, leaf)]


def presences(fleet: FleetClient) -> list[Presence]:
    return [wire.decode_as(Presence, payload) for payload in heard(fleet, Up.PRESENCE)]


def acknowledge(fleet: FleetClient, outbox_id: UUID, through: int) -> None:
    ack = Ack(outbox_id=outbox_id, through=through)
    fleet.say(topics.down(STATION, Down.ACK), wire.encode(ack), expiry_s=600)


@pytest.mark.loopback
def test_a_second_agent_is_refused(
    data_dir: Path, broker: Broker, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    write_identity(data_dir / "identity", broker.authority, port=broker.port)
    with FleetClient(broker) as fleet:
        first = start()
        fleet.wait_for(topics.up(STATION, Up.BIRTH))
        _, said = (second := start()).communicate(timeout=TIMEOUT_S)
        assert second.returncode == 1
        assert b"local.agent_runs" in said
        assert first.poll() is None

"""What each certificate may do at a real broker: its own topics, and nothing else."""

import queue
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from contract.names import StationId
from contract.topics import all_up
from fleet.pki import authority
from fleet.pki.authority import Authority
from tests.fleet.broker.conftest import WORKER, Connect, Running
from tests.support.mqtt_client import PATIENCE_S
from tests.support.pki import write_bundle

pytestmark = pytest.mark.loopback

REFUSED = "(?i)alert|reset|closed|none|refused"


def test_what_a_station_says_reaches_a_worker(running: Running, client: Connect) -> None:
    worker = client(running.pki.worker(WORKER)).connect().subscribe(all_up("ingest"))
    station = client(running.bundle("hom-1")).connect()

    assert station.publish("tq/v1/hom-1/up/birth", b"here")
    assert worker.received.get(timeout=PATIENCE_S) == ("tq/v1/hom-1/up/birth", b"here")


@pytest.mark.parametrize(
    "topic",
    [
        "tq/v1/hom-2/up/scans",
        "tq/v1/hom-1/down/desired",
        "tq/v1/hom-2/down/command",
        "tq/v1/hom-1",
        "$SYS/broker/version",
        "anything",
    ],
)
def test_a_station_writes_nowhere_else(running: Running, client: Connect, topic: str) -> None:
    assert not client(running.bundle("hom-1")).connect().publish(topic)


def test_a_station_reads_only_its_own(running: Running, client: Connect) -> None:
    station = client(running.bundle("hom-1")).connect().subscribe("#")
    other = client(running.bundle("hom-2")).connect()
    worker = client(running.pki.worker(WORKER)).connect()

    assert other.publish("tq/v1/hom-2/up/scans")
    assert worker.publish("tq/v1/hom-2/down/desired")
    assert worker.publish("tq/v1/hom-1/down/desired", b"mine")

    assert station.received.get(timeout=PATIENCE_S) == ("tq/v1/hom-1/down/desired", b"mine")
    assert station.received.empty()


def test_a_station_cannot_share_the_workers_subscription(running: Running, client: Connect) -> None:
    thief = client(running.bundle("hom-2")).connect().subscribe(all_up("ingest"))
    worker = client(running.pki.worker(WORKER)).connect().subscribe(all_up())
    station = client(running.bundle("hom-1")).connect()

    for number in range(4):
        assert station.publish("tq/v1/hom-1/up/scans", str(number).encode())
        worker.received.get(timeout=PATIENCE_S)
    assert thief.received.empty()


def test_a_name_in_the_password_counts_for_nothing(running: Running, client: Connect) -> None:
    station = client(running.bundle("hom-2")).connect(username=WORKER)

    assert not station.publish("tq/v1/hom-1/down/desired")
    assert station.publish("tq/v1/hom-2/up/birth")


def test_a_stolen_client_id_throws_nobody_out(running: Running, client: Connect) -> None:
    victim = client(running.bundle("hom-1"), "hom-1").connect()
    thief = client(running.bundle("hom-2"), "hom-1").connect()

    assert victim.publish("tq/v1/hom-1/up/health")
    assert not thief.publish("tq/v1/hom-1/up/health")
    assert not victim.disconnected.is_set()


def test_a_will_on_anothers_topic_never_comes(running: Running, client: Connect) -> None:
    worker = client(running.pki.worker(WORKER)).connect().subscribe(all_up())
    liar = client(running.bundle("hom-2")).connect(will="tq/v1/hom-1/up/presence")
    honest = client(running.bundle("hom-3")).connect(will="tq/v1/hom-3/up/presence")

    liar.vanish()
    honest.vanish()

    assert worker.received.get(timeout=PATIENCE_S)[0] == "tq/v1/hom-3/up/presence"
    with pytest.raises(queue.Empty):
        worker.received.get(timeout=0.2)


def test_nobody_comes_without_a_certificate(running: Running, client: Connect) -> None:
    stranger = client(None)

    with pytest.raises(OSError, match=REFUSED):
        stranger.connect()


def test_anothers_ca_counts_for_nothing(running: Running, client: Connect, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    root = authority.make_root(now)
    rogue = Authority(authority.make_issuing(root, now))
    key = authority.new_key()
    certificate = rogue.issue_station(StationId("hom-1"), key.public_key(), now)
    pem = certificate.public_bytes(Encoding.PEM) + rogue.certificate.public_bytes(Encoding.PEM)

    with pytest.raises(OSError, match=REFUSED):
        client(write_bundle(tmp_path / "rogue.pem", key, pem.decode())).connect()


def test_a_server_certificate_is_no_clients(running: Running, client: Connect) -> None:
    with pytest.raises(OSError, match=REFUSED):
        client(running.pki.server).connect()


def revoke(running: Running, bundle: Path) -> None:
    certificate = x509.load_pem_x509_certificate(bundle.read_bytes())
    now = datetime.now(UTC)
    running.pki.write_revoked([(authority.serial_text(certificate), now)], now)


def test_a_revoked_certificate_is_refused_after_a_reload(running: Running, client: Connect) -> None:
    bundle, other = running.bundle("hom-1"), running.bundle("hom-2")
    client(bundle).connect().close()
    standing = client(other).connect()

    revoke(running, bundle)
    running.child.reload()

    # The signal is taken up between two turns of the broker's loop, so an attempt may be early.
    for _ in range(50):
        try:
            client(bundle).connect().close()
        except OSError:
            break
    else:
        pytest.fail("the revoked certificate is still let in")
    assert standing.publish("tq/v1/hom-2/up/health")
    client(other).connect()


def test_a_restart_cuts_off_whoever_was_revoked(running: Running, client: Connect) -> None:
    bundle = running.bundle("hom-1")
    thief = client(bundle).connect()

    revoke(running, bundle)
    running.child.restart()

    assert thief.disconnected.wait(PATIENCE_S)

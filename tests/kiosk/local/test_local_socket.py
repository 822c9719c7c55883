"""The local socket: both ends together, and peers that don't behave."""

import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.errors import LocalError
from kiosk.local import protocol
from kiosk.local.address import short_address
from kiosk.local.client import LocalClient
from kiosk.local.protocol import (
    Distribution,
    Done,
    Failed,
    GetStatus,
    NetworkIs,
    Reload,
    Reply,
    Request,
    ScreenshotReply,
    StatusReply,
    TakeScreenshot,
)
from kiosk.local.server import MAX_CONNECTIONS, MAX_REQUESTS, LocalServer
from tests.support.kiosk_clock import SetClock

TIMEOUT_S = 30


@pytest.fixture
def path(data_dir: Path) -> Path:
    return data_dir / "station.sock"


@pytest.fixture
def server(path: Path) -> Iterator[LocalServer]:
    made = LocalServer(path)
    made.start()
    yield made
    made.stop()


def answer_next(server: LocalServer, reply: Reply) -> Request:
    """Answer the next request as the station's loop does."""
    deadline = time.monotonic() + TIMEOUT_S
    while not (pending := server.poll()):
        assert time.monotonic() < deadline
        time.sleep(0.002)
    pending[0].reply(reply)
    return pending[0].request


def ask(path: Path, request: Request, server: LocalServer, reply: Reply) -> tuple[Request, Reply]:
    """Ask in one thread and answer in this one."""
    answers: list[Reply] = []
    asker = threading.Thread(
        target=lambda: answers.append(LocalClient(path).ask(request, TIMEOUT_S))
    )
    asker.start()
    heard = answer_next(server, reply)
    asker.join(TIMEOUT_S)
    return heard, answers[0]


def connect(path: Path) -> socket.socket:
    peer = socket.socket(socket.AF_UNIX)
    peer.settimeout(TIMEOUT_S)
    with short_address(path) as address:
        peer.connect(address)
    return peer


STATUS = StatusReply(
    started_at=datetime(2026, 11, 20, tzinfo=UTC),
    frames_seen=3,
    frames_decoded=1,
    decode_ms=Distribution(median=4.5, p95=9.0),
    frame_to_verdict_ms=Distribution(),
    verdicts={"valid": 2},
    stored=2,
    stored_total=9,
    not_stored=0,
    camera="up",
    screen="attract",
    number=7,
    fps=14.9,
)
EXCHANGES: list[tuple[Request, Reply]] = [
    (GetStatus(), STATUS),
    (TakeScreenshot(), ScreenshotReply(png=bytes(range(256)) * 12_000)),
    (Reload(), Done()),
    (NetworkIs(online=True, since=datetime(2026, 11, 20, tzinfo=UTC)), Done()),
    (TakeScreenshot(), Failed(code="display.none", detail="chưa mở")),
]


@pytest.mark.parametrize(("request_", "reply"), EXCHANGES)
def test_a_request_is_answered(
    path: Path, server: LocalServer, request_: Request, reply: Reply
) -> None:
    assert ask(path, request_, server, reply) == (request_, reply)


def test_an_answer_that_cannot_be_written_ends_its_own_connection_only(
    path: Path, server: LocalServer, caplog: pytest.LogCaptureFixture
) -> None:
    with connect(path) as peer:
        peer.sendall(protocol.encode(GetStatus()))
        answer_next(server, Failed(code="x", detail="\ud800"))
        assert peer.recv(10) == b""

    assert "local.turn failed" in caplog.text
    assert ask(path, Reload(), server, Done()) == (Reload(), Done())


def test_only_its_own_user_may_connect(path: Path, server: LocalServer) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_works_below_a_long_path(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 100) / ("y" * 100)
    folder.mkdir(parents=True)
    server = LocalServer(folder / "station.sock")
    server.start()

    assert ask(folder / "station.sock", Reload(), server, Done()) == (Reload(), Done())
    server.stop()


def test_what_a_dead_process_left_is_replaced(path: Path) -> None:
    left = socket.socket(socket.AF_UNIX)
    with short_address(path) as address:
        left.bind(address)
    left.close()
    path.with_name("station.sock.lock").write_bytes(b"")

    server = LocalServer(path)
    server.start()

    assert ask(path, Reload(), server, Done())[1] == Done()
    server.stop()


def test_a_living_server_is_left_alone(path: Path, server: LocalServer) -> None:
    with pytest.raises(LocalError, match=r"local\.in_use"):
        LocalServer(path).start()

    assert ask(path, Reload(), server, Done())[1] == Done()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LocalError, match=r"local\.unusable"):
        LocalServer(tmp_path / "none" / "station.sock").start()


def test_stops_and_starts_again(path: Path) -> None:
    for _ in range(3):
        server = LocalServer(path)
        server.start()
        assert ask(path, Reload(), server, Done())[1] == Done()
        server.stop()
        server.stop()
        assert not path.exists()


def test_leaves_no_descriptor_open(path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    server = LocalServer(path)
    server.start()
    for _ in range(20):
        ask(path, Reload(), server, Done())
        connect(path).close()
    server.stop()

    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_nobody_listens(path: Path) -> None:
    with pytest.raises(LocalError, match=r"local\.unreachable"):
        LocalClient(path).ask(GetStatus(), 1)


def test_a_station_that_hangs_is_given_up(path: Path, server: LocalServer) -> None:
    with pytest.raises(LocalError, match=r"local\.timeout"):
        LocalClient(path).ask(GetStatus(), 0.05)

    # The answer that comes too late goes nowhere, and the next one is served.
    server.poll()[0].reply(Done())
    assert ask(path, Reload(), server, Done())[1] == Done()


def test_a_station_that_ends_before_it_answers(path: Path, server: LocalServer) -> None:
    failures: list[str] = []

    def attempt() -> None:
        try:
            LocalClient(path).ask(GetStatus(), TIMEOUT_S)
        except LocalError as error:
            failures.append(error.code)

    asker = threading.Thread(target=attempt)
    asker.start()
    deadline = time.monotonic() + TIMEOUT_S
    while not server.poll():
        assert time.monotonic() < deadline
        time.sleep(0.002)
    server.stop()
    asker.join(TIMEOUT_S)

    assert failures == ["local.no_reply"]


def test_the_first_answer_counts(path: Path, server: LocalServer) -> None:
    with connect(path) as peer:
        peer.sendall(protocol.encode(Reload()))
        deadline = time.monotonic() + TIMEOUT_S
        while not (pending := server.poll()):
            assert time.monotonic() < deadline
            time.sleep(0.002)
        pending[0].reply(Done())
        pending[0].reply(Failed(code="second"))

        assert peer.recv(4096) == protocol.encode(Done())


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"not json\n",
        b"{}\n",
        b'{"kind": "reboot"}\n',
        b'{"kind": "network_is", "online": "perhaps"}\n',
        b"\xff\xfe\0\n",
        b"[" * 4000 + b"\n",
        b"x" * protocol.MAX_REQUEST_BYTES,
    ],
)
def test_a_bad_request_is_told_and_ended(path: Path, server: LocalServer, line: bytes) -> None:
    with connect(path) as peer:
        peer.sendall(line)
        reply = protocol.parse_reply(peer.makefile("rb").readline())

    assert isinstance(reply, Failed)
    assert reply.code == "local.bad_request"
    assert server.poll() == []
    assert ask(path, Reload(), server, Done())[1] == Done()


def test_requests_that_nobody_takes_do_not_pile_up(path: Path, server: LocalServer) -> None:
    for _ in range(MAX_REQUESTS):
        with pytest.raises(LocalError, match=r"local\.timeout"):
            LocalClient(path).ask(Reload(), 0.02)

    assert LocalClient(path).ask(Reload(), TIMEOUT_S) == Failed(code="local.busy")

    assert len(server.poll()) == MAX_REQUESTS
    assert ask(path, Reload(), server, Done())[1] == Done()


def test_one_connection_too_many_is_closed(path: Path, server: LocalServer) -> None:
    peers = [connect(path) for _ in range(MAX_CONNECTIONS)]
    for peer in peers:
        peer.sendall(protocol.encode(Reload()))

    with connect(path) as late:
        late.settimeout(TIMEOUT_S)
        assert late.recv(1) == b""

    answered = 0
    deadline = time.monotonic() + TIMEOUT_S
    while answered < len(peers):
        assert time.monotonic() < deadline
        for pending in server.poll():
            pending.reply(Done())
            answered += 1
    for peer in peers:
        assert peer.makefile("rb").readline() == protocol.encode(Done())
        peer.close()


def test_slow_and_silent_peers_are_dropped_and_hinder_nobody(path: Path) -> None:
    clock = SetClock()
    server = LocalServer(path, clock)
    server.start()
    silent, half = connect(path), connect(path)
    half.sendall(b'{"kind": "get_')

    assert ask(path, Reload(), server, Done())[1] == Done()
    clock.advance(5)
    dropped = [peer.recv(1) for peer in (silent, half)]
    silent.close()
    half.close()
    server.stop()

    assert dropped == [b"", b""]


def test_a_peer_that_reads_nothing_hinders_nobody(path: Path) -> None:
    clock = SetClock()
    server = LocalServer(path, clock)
    server.start()
    deaf = connect(path)
    deaf.sendall(protocol.encode(TakeScreenshot()))
    answer_next(server, ScreenshotReply(png=b"x" * 4_000_000))

    assert ask(path, Reload(), server, Done())[1] == Done()
    clock.advance(60)
    received = 0
    while chunk := deaf.recv(65536):
        received += len(chunk)
    deaf.close()
    server.stop()

    assert received < 4_000_000


class Liar:
    """A server that answers with bytes of the test's own."""

    def __init__(self, path: Path, answer: bytes) -> None:
        self._listener = socket.socket(socket.AF_UNIX)
        with short_address(path) as address:
            self._listener.bind(address)
        self._listener.listen(1)
        self._answer = answer
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        peer, _ = self._listener.accept()
        with peer:
            peer.recv(4096)
            try:
                peer.sendall(self._answer)
            except OSError:
                return

    def end(self) -> None:
        self._thread.join(TIMEOUT_S)
        self._listener.close()


@pytest.fixture
def lie(path: Path) -> Iterator[Callable[[bytes], None]]:
    made: list[Liar] = []
    yield lambda answer: made.append(Liar(path, answer))
    for liar in made:
        liar.end()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"", "local.no_reply"),
        (b'{"kind": "done"', "local.no_reply"),
        (b"nonsense\n", "local.bad_reply"),
        (b"x" * (protocol.MAX_REPLY_BYTES + 1_000_000), "local.bad_reply"),
    ],
)
def test_an_answer_that_is_none(
    path: Path, lie: Callable[[bytes], None], answer: bytes, code: str
) -> None:
    lie(answer)

    with pytest.raises(LocalError) as caught:
        LocalClient(path).ask(GetStatus(), TIMEOUT_S)

    assert caught.value.code == code

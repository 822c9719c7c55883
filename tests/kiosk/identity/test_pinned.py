"""Only a server below our own root is spoken to, over real TLS."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contract.gateway import Claim
from kiosk.errors import EnrolmentError
from kiosk.identity.enrol import enrol
from tests.support.certificates import Authority
from tests.support.kiosk_clock import SetClock

pytestmark = pytest.mark.loopback

PAGE = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class TlsServer:
    """Answers every request with a 403, and counts them."""

    def __init__(self, authority: Authority, folder: Path) -> None:
        self.requests = 0
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(*authority.write(folder, authority.server(), "server"))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        # A blocked accept() is woken by a shutdown; the second close finds it done.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            with peer:
                peer.settimeout(5)
                try:
                    with self._context.wrap_socket(peer, server_side=True) as secure:
                        self.requests += bool(secure.recv(4096))
                        secure.sendall(PAGE)
                except OSError:
                    continue


@pytest.fixture
def authority() -> Authority:
    return Authority()


@pytest.fixture
def server(authority: Authority, tmp_path: Path) -> Iterator[TlsServer]:
    with closing(TlsServer(authority, tmp_path)) as made:
        yield made


def ask(server: TlsServer, root_pem: str, folder: Path) -> str:
    claim = Claim(
        station="cho-mo-1",
        fleet_url=server.url,
        secret="A" * 26,
        root_pem=root_pem,
        expires_at=datetime(2026, 11, 21, tzinfo=UTC),
    )
    with pytest.raises(EnrolmentError) as caught:
        enrol(claim, folder / "identity", SetClock())
    return caught.value.code


def test_our_root_is_trusted(server: TlsServer, authority: Authority, tmp_path: Path) -> None:
    assert ask(server, authority.root.pem, tmp_path) == "enrolment.refused"
    assert server.requests == 1


def test_another_root_never_sees_the_claim(server: TlsServer, tmp_path: Path) -> None:
    assert ask(server, Authority("rogue").root.pem, tmp_path) == "enrolment.wrong_root"
    assert server.requests == 0


def test_nobody_listens(server: TlsServer, authority: Authority, tmp_path: Path) -> None:
    server.close()

    assert ask(server, authority.root.pem, tmp_path) == "enrolment.unreachable"

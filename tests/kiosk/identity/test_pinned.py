"""Only a server below our own root is spoken to, over real TLS."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from contract.gateway import Claim
from kiosk.errors import EnrolmentError
from kiosk.identity.enrol import enrol
from tests.support.certificates import Authority
from tests.support.kiosk_clock import SetClock

pytestmark = pytest.mark.loopback


class Refusal(BaseHTTPRequestHandler):
    """Answers every POST with a 403."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        assert isinstance(self.server, TlsServer)
        # Before the answer: with it the client goes on, and so does the test.
        self.server.requests += 1
        self.send_response(403)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in http.server
        """Say nothing."""


class TlsServer(HTTPServer):
    """A server with a certificate of our authority."""

    def __init__(self, authority: Authority, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Refusal)
        self.requests = 0
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*authority.write(folder, authority.server(), "server"))
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that doesn't trust us goes away in the handshake."""


@pytest.fixture
def authority() -> Authority:
    return Authority()


@pytest.fixture
def server(authority: Authority, tmp_path: Path) -> Iterator[TlsServer]:
    with TlsServer(authority, tmp_path) as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.02,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


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
    server.server_close()

    assert ask(server, authority.root.pem, tmp_path) == "enrolment.unreachable"

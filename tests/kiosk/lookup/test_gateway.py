"""The gateway's ways to fail: each is `Unavailable`, none is "not known"."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx2
import pytest

from contract.gateway import (
    ESTABLISHMENT,
    TRACE,
    EstablishmentFound,
    LookupFound,
    LookupNotFound,
)
from kiosk.errors import EnrolmentError
from kiosk.identity.pinned import pinned_client
from kiosk.lookup.gateway import MAX_ANSWER_BYTES, Access, GatewayLookup
from provenance.answer import (
    AnyAnswer,
    Found,
    FoundEstablishment,
    NotFound,
    Unavailable,
)
from provenance.keys import LookupKey
from provenance.records import Establishment
from tests.support.certificates import Authority
from tests.support.dossiers import CODE, OTHER_GTIN, PRODUCT, STALL, dossier
from tests.support.gateway import Drip, FakeTokens
from tests.support.kiosk_clock import SetClock

Handler = Callable[[httpx2.Request], httpx2.Response]
FOUND = LookupFound(dossier=dossier()).model_dump_json()


def ask(
    handler: Handler,
    clock: SetClock | None = None,
    tokens: FakeTokens | None = None,
    key: LookupKey = PRODUCT,
) -> AnyAnswer:
    client = httpx2.Client(
        base_url="https://fleet.example", transport=httpx2.MockTransport(handler)
    )
    access = Access(client=client, tokens=tokens or FakeTokens())
    lookup = GatewayLookup(lambda: access, clock or SetClock())
    answer = lookup.ask(key, 3.0)
    lookup.close()
    return answer


def gives(status: int, content: bytes | str = b"") -> Handler:
    return lambda request: httpx2.Response(status, content=content)


def raises(error: Exception) -> Handler:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise error

    return fail


def reason(answer: AnyAnswer) -> str:
    assert isinstance(answer, Unavailable), answer
    return answer.reason


def test_what_another_system_said_earlier_is_as_old_as_it_is() -> None:
    said_at = SetClock().now() - timedelta(days=2)
    body = LookupFound(dossier=dossier(), fetched_at=said_at).model_dump_json()
    answer = ask(gives(200, body))
    assert isinstance(answer, Found)
    assert answer.fetched_at == said_at


def test_an_answer_is_of_the_fleets_time_whatever_our_own_clock_says() -> None:
    tokens = FakeTokens()
    tokens.at = SetClock().now() - timedelta(days=31)
    answer = ask(gives(200, FOUND), tokens=tokens)
    assert isinstance(answer, Found)
    assert answer.fetched_at == tokens.at


def test_an_establishment_is_asked_for_by_its_code() -> None:
    known = dossier()
    record = Establishment(
        party=known.parties[0], source=known.source, source_time=known.source_time
    )
    asked: list[tuple[str, bytes]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append((request.url.path, request.read()))
        body = EstablishmentFound(establishment=record).model_dump_json()
        return httpx2.Response(200, content=body)

    answer = ask(handler, key=STALL)
    assert isinstance(answer, FoundEstablishment)
    assert answer.establishment == record
    assert asked == [(ESTABLISHMENT, b'{"code":"8938505974194"}')]


def test_an_establishment_that_nobody_knows_and_one_that_nobody_could_be_asked_about() -> None:
    nobody = LookupNotFound(asked=("Sổ thử",)).model_dump_json()
    assert ask(gives(200, nobody), key=STALL) == NotFound(asked=("Sổ thử",))
    assert ask(gives(404), key=STALL) == Unavailable(reason="gateway.status_404")
    assert ask(gives(200, FOUND), key=STALL) == Unavailable(reason="gateway.not_an_answer")


def test_the_code_of_another_system_is_asked_for_by_that_systems_name() -> None:
    asked = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append((request.url.path, json.loads(request.content)))
        return httpx2.Response(200, content=FOUND)

    answer = ask(handler, key=CODE)
    assert isinstance(answer, Found)
    assert asked == [(TRACE, {"system": "Tem Hà Nội", "code": "AB12"})]


@pytest.mark.parametrize("status", [404, 422, 503])
def test_a_system_that_could_not_be_asked_is_not_said_not_to_know(status: int) -> None:
    nobody = LookupNotFound(asked=("Tem Hà Nội",)).model_dump_json()
    assert ask(gives(200, nobody), key=CODE) == NotFound(asked=("Tem Hà Nội",))
    assert reason(ask(gives(status, nobody), key=CODE)) == f"gateway.status_{status}"
    assert reason(ask(gives(200, "{}"), key=CODE)) == "gateway.not_an_answer"


@pytest.mark.parametrize("status", [204, 301, 307, 400, 403, 404, 410, 429, 500, 502, 503])
def test_any_other_status_is_unavailable(status: int) -> None:
    assert reason(ask(gives(status, FOUND))) == f"gateway.status_{status}"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>captive portal</html>",
        b"null",
        b"{}",
        b'{"kind":"maybe"}',
        b'{"kind":"found"}',
        b'{"kind":"found","dossier":{"item":{}}}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_body_that_is_no_answer_is_unavailable(body: bytes) -> None:
    assert reason(ask(gives(200, body))) == "gateway.not_an_answer"


def test_unknown_fields_of_a_later_fleet_are_ignored() -> None:
    body = '{"kind":"not_found","asked":["Sổ thử"],"since":"2027"}'
    assert ask(gives(200, body)) == NotFound(asked=("Sổ thử",))


def test_other_goods_than_asked_for_are_no_answer() -> None:
    body = LookupFound(dossier=dossier(OTHER_GTIN)).model_dump_json()
    assert reason(ask(gives(200, body))) == "gateway.other_goods"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (httpx2.ConnectError("refused"), "gateway.unreachable"),
        (httpx2.ConnectTimeout("slow"), "gateway.timeout"),
        (httpx2.ReadTimeout("slow"), "gateway.timeout"),
        (httpx2.RemoteProtocolError("cut off"), "gateway.broken"),
    ],
)
def test_faults_of_the_network_are_unavailable(error: Exception, expected: str) -> None:
    assert reason(ask(raises(error))) == expected


def test_an_answer_that_is_too_long_is_not_read_to_its_end() -> None:
    pieces = [b" " * 65536] * 1000
    read: list[int] = []
    body = Drip(pieces, lambda: read.append(1))
    assert reason(ask(lambda _: httpx2.Response(200, stream=body))) == "gateway.too_long"
    assert len(read) <= MAX_ANSWER_BYTES // 65536 + 1


def test_an_answer_that_drips_ends_at_the_deadline() -> None:
    clock = SetClock()
    body = Drip([b" "] * 1000, lambda: clock.advance(1.0))
    assert reason(ask(lambda _: httpx2.Response(200, stream=body), clock)) == "gateway.timeout"
    assert clock.monotonic_s() <= SetClock().monotonic_s() + 5


def test_a_refused_token_is_tried_once_more_with_a_new_one() -> None:
    tokens = FakeTokens()
    seen: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers["authorization"])
        if len(seen) == 1:
            return httpx2.Response(401, headers={"date": "Fri, 20 Nov 2026 03:00:00 GMT"})
        return httpx2.Response(200, content=FOUND)

    assert isinstance(ask(answer, tokens=tokens), Found)
    assert seen == ["Bearer token-1", "Bearer token-2"]
    assert tokens.dates[0] == "Fri, 20 Nov 2026 03:00:00 GMT"


def test_a_token_that_stays_refused_is_unavailable() -> None:
    assert reason(ask(gives(401))) == "gateway.status_401"


def test_without_an_identity_it_is_unavailable_until_there_is_one() -> None:
    client = httpx2.Client(
        base_url="https://fleet.example",
        transport=httpx2.MockTransport(gives(200, LookupNotFound(asked=()).model_dump_json())),
    )
    ways: list[Access] = []

    def connect() -> Access:
        if not ways:
            raise EnrolmentError("identity.missing", path="identity")
        return ways[0]

    lookup = GatewayLookup(connect, SetClock())
    assert reason(lookup.ask(PRODUCT, 1.0)) == "identity.missing"
    ways.append(Access(client=client, tokens=FakeTokens()))
    assert isinstance(lookup.ask(PRODUCT, 1.0), NotFound)
    lookup.close()


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(FOUND.encode())

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Run a server that knows the goods; give its address and its root."""
    authority = Authority("theirs")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*authority.write(tmp_path, authority.server(), "server"))
    with HTTPServer(("127.0.0.1", 0), _Answers) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}", authority.root.pem
        server.shutdown()
        thread.join(5)


def ask_over_tls(address: str, root_pem: str) -> AnyAnswer:
    access = Access(client=pinned_client(address, root_pem), tokens=FakeTokens())
    lookup = GatewayLookup(lambda: access, SetClock())
    answer = lookup.ask(PRODUCT, 5.0)
    lookup.close()
    return answer


@pytest.mark.loopback
def test_the_fleet_of_our_root_is_believed(fleet: tuple[str, str]) -> None:
    address, root_pem = fleet
    assert isinstance(ask_over_tls(address, root_pem), Found)


@pytest.mark.loopback
def test_a_server_of_another_root_is_not_believed(fleet: tuple[str, str]) -> None:
    address, _ = fleet
    assert reason(ask_over_tls(address, Authority("ours").root.pem)) == "gateway.not_trusted"


@pytest.mark.loopback
def test_nobody_there_is_unavailable(free_port: Callable[[], int]) -> None:
    address = f"https://127.0.0.1:{free_port()}"
    assert reason(ask_over_tls(address, Authority("ours").root.pem)) == "gateway.unreachable"

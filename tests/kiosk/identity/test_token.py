"""Tokens with a right and a wrong clock, and the gateway that carries them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx2
import jwt
import pytest
from cryptography import x509

from contract.gateway import JWT_ALGORITHM, JWT_AUDIENCE, JWT_LIFETIME_S
from kiosk.errors import EnrolmentError, GatewayError
from kiosk.identity import store
from kiosk.identity.gateway import Gateway
from kiosk.identity.store import StationIdentity
from kiosk.identity.token import Tokens
from tests.support.certificates import Authority
from tests.support.identities import write_identity
from tests.support.kiosk_clock import SetClock

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def identity(tmp_path: Path, authority: Authority) -> StationIdentity:
    return write_identity(tmp_path / "identity", authority)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


def claims_of(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


def test_a_token_says_what_the_contract_says(identity: StationIdentity, clock: SetClock) -> None:
    token = Tokens(identity, clock).bearer()

    certificate = x509.load_pem_x509_certificate(identity.certificate_path.read_bytes())
    header = jwt.get_unverified_header(token)
    claims = claims_of(token)
    assert (header["alg"], header["kid"]) == (JWT_ALGORITHM, f"{certificate.serial_number:x}")
    assert claims["iss"] == claims["sub"] == identity.station
    assert claims["aud"] == JWT_AUDIENCE
    assert claims["iat"] <= NOW.timestamp() < claims["exp"] <= claims["iat"] + JWT_LIFETIME_S


def test_is_used_again_until_a_minute_before_its_end(
    identity: StationIdentity, clock: SetClock
) -> None:
    tokens = Tokens(identity, clock)
    first = tokens.bearer()
    while True:
        clock.advance(1)
        token = tokens.bearer()
        left_s = claims_of(first)["exp"] - clock.now().timestamp()
        if token != first:
            break
        assert left_s >= 59

    assert left_s < 62
    assert claims_of(token)["jti"] != claims_of(first)["jti"]


@pytest.mark.parametrize("wrong_by_s", [-86400 * 365, -300, 300, 86400 * 365])
def test_a_wrong_clock_is_put_right_by_the_servers_date(
    identity: StationIdentity, wrong_by_s: int
) -> None:
    clock = SetClock(NOW + timedelta(seconds=wrong_by_s))
    tokens = Tokens(identity, clock)
    wrong = tokens.bearer()

    tokens.learn_server_time(format_datetime(NOW, usegmt=True))

    assert tokens.heard
    assert abs(claims_of(wrong)["iat"] - NOW.timestamp()) > 200
    assert abs(claims_of(tokens.bearer())["iat"] - NOW.timestamp()) < 30
    # The clock is set meanwhile: what counts is what was heard, and the time since.
    clock.moment = NOW
    clock.advance(200)
    assert tokens.now() == NOW + timedelta(seconds=200)


def test_a_right_clock_keeps_its_token(identity: StationIdentity, clock: SetClock) -> None:
    tokens = Tokens(identity, clock)
    token = tokens.bearer()

    tokens.learn_server_time(format_datetime(NOW + timedelta(seconds=2), usegmt=True))

    assert tokens.bearer() == token


@pytest.mark.parametrize("date", ["", "yesterday", "Fri, 99 Nov 2026 03:00:00 GMT", "\0" * 50])
def test_a_date_that_is_none_is_ignored(
    identity: StationIdentity, clock: SetClock, date: str
) -> None:
    tokens = Tokens(identity, clock)
    tokens.learn_server_time(date)

    assert not tokens.heard
    assert tokens.now() == NOW


@pytest.mark.parametrize("name", [store.KEY, store.CERTIFICATE])
def test_an_identity_that_cannot_be_read(
    identity: StationIdentity, clock: SetClock, name: str
) -> None:
    (identity.key_path.parent / name).write_text("rubbish")

    with pytest.raises(EnrolmentError, match=r"identity\.unreadable"):
        Tokens(identity, clock).bearer()


@pytest.mark.parametrize("name", [store.KEY, store.IDENTITY, store.ROOT])
def test_load_says_what_is_missing(identity: StationIdentity, name: str) -> None:
    (identity.key_path.parent / name).unlink()

    with pytest.raises(EnrolmentError, match=r"identity\.unreadable"):
        store.load(identity.key_path.parents[1])


def test_load_says_when_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(EnrolmentError, match=r"identity\.missing"):
        store.load(tmp_path)


class TestGateway:
    @pytest.fixture
    def make(
        self, identity: StationIdentity, clock: SetClock
    ) -> Iterator[Callable[[Callable[[httpx2.Request], httpx2.Response]], Gateway]]:
        made: list[Gateway] = []

        def build(answer: Callable[[httpx2.Request], httpx2.Response]) -> Gateway:
            transport = httpx2.MockTransport(answer)
            made.append(Gateway(identity, Tokens(identity, clock), clock, transport))
            return made[-1]

        yield build
        for gateway in made:
            gateway.close()

    def test_a_refused_token_is_made_anew_once(
        self, make: Callable[..., Gateway], clock: SetClock
    ) -> None:
        tokens: list[str] = []

        def answer(request: httpx2.Request) -> httpx2.Response:
            tokens.append(request.headers["authorization"])
            date = {"date": format_datetime(NOW + timedelta(days=1), usegmt=True)}
            return httpx2.Response(401 if len(tokens) == 1 else 200, headers=date, content=b"ok")

        assert make(answer).send("POST", "/x", b"{}", "text/plain", timeout_s=5) == b"ok"
        first, second = (claims_of(t.removeprefix("Bearer "))["iat"] for t in tokens)
        assert second - first == 86400

    def test_a_token_that_is_refused_again_is_an_error(self, make: Callable[..., Gateway]) -> None:
        asked: list[str] = []

        def answer(request: httpx2.Request) -> httpx2.Response:
            asked.append(request.url.path)
            return httpx2.Response(401, json={"title": "", "status": 401, "code": "token.revoked"})

        with pytest.raises(GatewayError) as caught:
            make(answer).send("POST", "/x", b"{}", "text/plain", timeout_s=5)

        assert (caught.value.params["status"], caught.value.params["problem"]) == (
            401,
            "token.revoked",
        )
        assert len(asked) == 2

    @pytest.mark.parametrize(
        ("status", "body"), [(404, b"<html>"), (500, b""), (302, b""), (204 + 99, b"{}")]
    )
    def test_anything_but_success_is_an_error(
        self, make: Callable[..., Gateway], status: int, body: bytes
    ) -> None:
        received = bytearray()
        gateway = make(lambda _: httpx2.Response(status, content=body))

        with pytest.raises(GatewayError, match=r"gateway\.status"):
            gateway.download("/x", received.extend, limit_bytes=100, timeout_s=5)

        assert received == b""

    def test_a_download_is_cut_off_at_its_limit(self, make: Callable[..., Gateway]) -> None:
        received = bytearray()
        gateway = make(lambda _: httpx2.Response(200, content=b"x" * 101))

        with pytest.raises(GatewayError, match=r"gateway\.too_long"):
            gateway.download("/x", received.extend, limit_bytes=100, timeout_s=5)

        assert len(received) <= 100

    def test_a_body_that_drips_is_given_up(
        self, make: Callable[..., Gateway], clock: SetClock
    ) -> None:
        def drip() -> Iterator[bytes]:
            for _ in range(1000):
                clock.advance(1)
                yield b"x"

        received = bytearray()
        gateway = make(lambda _: httpx2.Response(200, content=drip()))

        with pytest.raises(GatewayError, match=r"gateway\.timeout"):
            gateway.download("/x", received.extend, limit_bytes=10_000, timeout_s=30)

        assert len(received) < 35

    @pytest.mark.parametrize(
        ("error", "code"),
        [
            (httpx2.ConnectError("no route"), "gateway.unreachable"),
            (httpx2.ReadTimeout("slow"), "gateway.timeout"),
            (httpx2.RemoteProtocolError("cut"), "gateway.broken"),
        ],
    )
    def test_says_what_is_wrong_with_the_network(
        self, make: Callable[..., Gateway], error: httpx2.HTTPError, code: str
    ) -> None:
        def fail(request: httpx2.Request) -> httpx2.Response:
            raise error

        with pytest.raises(GatewayError) as caught:
            make(fail).send("POST", "/x", b"", "text/plain", timeout_s=5)

        assert caught.value.code == code

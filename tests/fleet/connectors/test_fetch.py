"""Every way in which a portal may be slow, wrong or hostile has a reason; none is "not known"."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fleet.clock import SystemClock
from fleet.connectors.fetch import Fetched, Fetcher
from fleet.connectors.port import Reason, SourceFailed
from fleet.connectors.secret_store import Secrets
from tests.fleet.connectors.conftest import LOOPBACK, Get, config_for
from tests.support import portal as portals
from tests.support.certificates import Authority, Issued, self_signed
from tests.support.portal import Answer, Portal, head, says, sends_to, status

pytestmark = pytest.mark.loopback

DEEP = b"[" * 100 + b"]" * 100
BOTTOMLESS = b"[" * 200_000
JSON = "application/json"
WRONG: dict[str, tuple[Answer, Reason]] = {
    "a page": (status(200), Reason.NOT_JSON),
    "no content type": (says({}, kind=""), Reason.NOT_JSON),
    "a page called JSON": (says(b"<html>", kind=JSON), Reason.BAD_JSON),
    "not a number": (says(b'{"name": NaN}'), Reason.BAD_JSON),
    "not UTF-8": (says(b"\xff\xfe\xfd"), Reason.BAD_JSON),
    "a number of 10,000 digits": (says(b"9" * 10_000), Reason.BAD_JSON),
    "deep": (says(DEEP), Reason.TOO_DEEP),
    "bottomless": (says(BOTTOMLESS), Reason.TOO_DEEP),
    "many values": (says(b"[" + b"1," * 200_000 + b"1]"), Reason.TOO_LONG),
    "long and announced": (says({"name": "a" * 600_000}), Reason.TOO_LONG),
    "endless": (portals.endless, Reason.TOO_LONG),
    "bomb": (portals.bomb, Reason.ENCODED),
    "cut short": (portals.cut_short, Reason.BROKEN),
    "cut in a chunk": (portals.cut_chunk, Reason.BROKEN),
    "no HTTP": (lambda line: line.send(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), Reason.BROKEN),
    "nothing": (lambda line: None, Reason.BROKEN),
    "401": (status(401), Reason.REFUSED),
    "403": (status(403), Reason.REFUSED),
    "404": (status(404), Reason.NOT_THERE),
    "410": (status(410), Reason.NOT_THERE),
    "500": (status(500), Reason.SERVER),
    "503": (status(503), Reason.SERVER),
    "203": (says({"name": "Rau"}, status=203), Reason.STATUS),
    "204": (says(b"", status=204), Reason.STATUS),
    "redirect to nowhere": (
        lambda line: line.send(head(302, {"Content-Length": "0"})),
        Reason.REDIRECTS,
    ),
    "redirect off the list": (sends_to("https://evil.example/goods"), Reason.HOST),
    "redirect to metadata": (sends_to("https://169.254.169.254/latest/meta-data"), Reason.HOST),
    "redirect to plain HTTP": (sends_to("http://127.0.0.1/goods"), Reason.HOST),
    "redirect to a file": (sends_to("file:///etc/passwd"), Reason.HOST),
    "redirect to itself": (sends_to("/goods"), Reason.REDIRECTS),
    "redirect to a broken address": (sends_to("//["), Reason.REDIRECTS),
    "redirect with a space": (sends_to("/a b"), Reason.REDIRECTS),
}


def reason_of(fetch: Callable[[], Fetched]) -> Reason:
    with pytest.raises(SourceFailed) as caught:
        fetch()
    return caught.value.reason


def test_a_document_comes_with_the_time_of_its_last_change(portal: Portal, get: Get) -> None:
    changed = "Fri, 20 Nov 2026 03:00:00 GMT"
    portal.answers["/goods"] = says({"name": "Rau"}, Last_Modified=changed)

    fetched = get()

    assert fetched.document == {"name": "Rau"}
    assert fetched.changed_at == datetime(2026, 11, 20, 3, tzinfo=UTC)
    assert portal.asked[0].headers["accept-encoding"] == "identity"
    assert "cookie" not in portal.asked[0].headers


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_has_a_reason(portal: Portal, get: Get, wrong: str) -> None:
    portal.answers["/goods"], reason = WRONG[wrong]

    assert reason_of(get) is reason


@pytest.mark.parametrize(
    "answer",
    [
        portals.silent,
        portals.drips(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 10_000),
        portals.drips(head(200, {"Content-Type": JSON, "Content-Length": "9999"}) + b"a" * 9999),
    ],
    ids=["silent", "drips a head", "drips a body"],
)
def test_patience_ends_in_time(portal: Portal, get: Get, answer: Answer) -> None:
    portal.answers["/goods"] = answer
    began_s = time.monotonic()

    assert reason_of(lambda: get("/goods", 0.3)) is Reason.TIMEOUT
    assert time.monotonic() - began_s < 2


def test_many_redirects_are_too_many(portal: Portal, get: Get) -> None:
    for number in range(6):
        portal.answers[f"/{number}"] = sends_to(f"/{number + 1}")

    assert reason_of(lambda: get("/0")) is Reason.REDIRECTS
    assert len(portal.asked) == 4


def test_a_redirect_within_the_list_is_followed_without_the_secret(
    portal: Portal, fetcher: Fetcher, authority: Authority
) -> None:
    with Portal(authority) as other:
        other.answers["/there"] = says({"name": "Rau"})
        portal.answers["/goods"] = sends_to(f"{other.url}/there", 307)
        config = config_for(
            portal,
            hosts=(portal.origin, other.origin),
            credential={"kind": "bearer", "secret": "city-portal"},
        )

        fetched = fetcher.get(config, f"{portal.url}/goods", SystemClock().monotonic_s() + 5)

        assert fetched.document == {"name": "Rau"}
        assert portal.asked[0].headers["authorization"] == "Bearer s3cret"
        assert "authorization" not in other.asked[0].headers


@pytest.mark.parametrize(
    ("credential", "header", "value"),
    [
        ({"kind": "basic", "secret": "city-portal"}, "authorization", "Basic czNjcmV0"),
        ({"kind": "header", "secret": "city-portal", "header": "X-Key"}, "x-key", "s3cret"),
    ],
)
def test_a_secret_goes_into_its_header(
    portal: Portal, get: Get, credential: dict[str, str], header: str, value: str
) -> None:
    portal.answers["/goods"] = says({})
    get(credential=credential)
    assert portal.asked[0].headers[header] == value


def test_without_its_secret_nobody_is_asked(portal: Portal, get: Get, secrets: Secrets) -> None:
    credential = {"kind": "bearer", "secret": "lost"}
    assert reason_of(lambda: get(credential=credential)) is Reason.CREDENTIAL
    secrets.folder.mkdir()
    (secrets.folder / "lost").write_text("two\nlines\n")
    assert reason_of(lambda: get(credential=credential)) is Reason.CREDENTIAL
    assert portal.asked == []


def test_a_404_means_not_known_only_where_its_operator_says_so(portal: Portal, get: Get) -> None:
    assert reason_of(get) is Reason.NOT_THERE
    assert get(not_found_status=(404,)).not_known


def test_who_is_asked_too_often_says_for_how_long(portal: Portal, get: Get) -> None:
    portal.answers["/goods"] = status(429, Retry_After="120")
    with pytest.raises(SourceFailed) as caught:
        get()
    assert (caught.value.reason, caught.value.retry_after_s) == (Reason.BUSY, 120)
    portal.answers["/goods"] = status(429, Retry_After="9" * 50)
    with pytest.raises(SourceFailed) as caught:
        get()
    assert caught.value.retry_after_s == 3600


@pytest.mark.parametrize("kind", ["expired", "another host", "self-signed", "another CA"])
def test_a_certificate_that_does_not_hold_is_refused(
    authority: Authority, fetcher: Fetcher, kind: str
) -> None:
    makers: dict[str, Callable[[], Issued]] = {
        "expired": lambda: authority.server(days=1, age_days=3),
        "another host": lambda: authority.server("192.0.2.1"),
        "self-signed": self_signed,
        "another CA": lambda: Authority("rogue").server(),
    }
    certificate = makers[kind]()
    with Portal(authority, certificate=certificate) as portal:
        portal.answers["/goods"] = says({})
        config = config_for(portal)
        end_s = SystemClock().monotonic_s() + 5
        found = reason_of(lambda: fetcher.get(config, f"{portal.url}/goods", end_s))
        assert found is Reason.NOT_TRUSTED
        assert portal.asked == []


def test_without_a_ca_of_its_own_the_system_decides(portal: Portal, get: Get) -> None:
    assert reason_of(lambda: get(ca_pem="")) is Reason.NOT_TRUSTED


def test_a_broken_ca_is_a_fault_of_the_configuration(get: Get) -> None:
    assert reason_of(lambda: get(ca_pem="no certificate")) is Reason.CONFIGURATION


def test_ipv6(authority: Authority, fetcher: Fetcher) -> None:
    with Portal(authority, host="::1") as portal:
        portal.answers["/goods"] = says({"name": "Rau"})
        config = config_for(portal)
        fetched = fetcher.get(config, f"{portal.url}/goods", SystemClock().monotonic_s() + 5)
        assert fetched.document == {"name": "Rau"}
        assert portal.asked[0].headers["host"] == portal.origin


def test_nobody_listens(portal: Portal, get: Get, free_port: Callable[[], int]) -> None:
    origin = f"127.0.0.1:{free_port()}"
    portal.answers["/goods"] = sends_to(f"https://{origin}/")
    assert reason_of(lambda: get(hosts=(portal.origin, origin))) is Reason.UNREACHABLE


@pytest.mark.parametrize(
    ("addresses", "reason"),
    [
        (["10.0.0.5"], Reason.ADDRESS),
        (["169.254.169.254", "fe80::1"], Reason.ADDRESS),
        ([], Reason.NAME),
    ],
)
def test_names_that_lead_inside_are_refused(
    portal: Portal, secrets: Secrets, addresses: list[str], reason: Reason
) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return addresses

    fetcher = Fetcher(SystemClock(), secrets, networks=LOOPBACK, resolve_name=resolve)
    config = config_for(portal)
    end_s = SystemClock().monotonic_s() + 5
    assert reason_of(lambda: fetcher.get(config, f"{portal.url}/goods", end_s)) is reason
    assert portal.asked == []


def test_the_address_that_was_looked_at_is_the_one_that_is_contacted(
    portal: Portal, secrets: Secrets
) -> None:
    answers = [["127.0.0.1"], ["10.0.0.5"]]

    def resolve(host: str, port: int) -> list[str]:
        return answers.pop(0)

    portal.answers["/goods"] = says({"name": "Rau"})
    fetcher = Fetcher(SystemClock(), secrets, networks=LOOPBACK, resolve_name=resolve)
    config = config_for(portal)
    assert fetcher.get(config, f"{portal.url}/goods", SystemClock().monotonic_s() + 5).document
    assert len(answers) == 1


def test_loopback_is_closed_unless_the_settings_open_it(portal: Portal, secrets: Secrets) -> None:
    fetcher = Fetcher(SystemClock(), secrets)
    config = config_for(portal)
    end_s = SystemClock().monotonic_s() + 5
    assert reason_of(lambda: fetcher.get(config, f"{portal.url}/goods", end_s)) is Reason.ADDRESS

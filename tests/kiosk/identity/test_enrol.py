"""Enrolment and renewal against a fake fleet with a real authority."""

import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from contract.gateway import (
    ENROL,
    JWT_AUDIENCE,
    RENEW,
    BrokerAddress,
    Claim,
    EnrolRequest,
    Identity,
    RenewRequest,
)
from daemon.durable import Disk
from kiosk.errors import EnrolmentError, GatewayError
from kiosk.identity import renew as renewing
from kiosk.identity import store
from kiosk.identity.enrol import enrol
from kiosk.identity.gateway import Gateway
from kiosk.identity.token import Tokens
from tests.support.certificates import Authority
from tests.support.dying_disk import DyingDisk, PowerCut
from tests.support.kiosk_clock import SetClock

STATION = "cho-mo-1"
SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Answer = Callable[[httpx2.Request], httpx2.Response]


class FakeFleet:
    """Enrols and renews; remembers what it was asked."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.asked: list[httpx2.Request] = []
        self.csrs: list[str] = []
        self.name = STATION
        self.called = "Chợ Mơ, cửa số 1"
        self.root_pem = authority.root.pem
        self.signer = authority
        self.problem: tuple[int, str] | None = None

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        if self.problem is not None:
            status, code = self.problem
            body = {"title": "no", "status": status, "code": code, "detail": "because"}
            return httpx2.Response(status, json=body)
        if request.url.path == ENROL:
            csr = EnrolRequest.model_validate_json(request.read()).csr_pem
        else:
            assert request.url.path == RENEW
            csr = RenewRequest.model_validate_json(request.read()).csr_pem
        return httpx2.Response(200, text=self.identity(csr).model_dump_json())

    def identity(self, csr: str) -> Identity:
        self.csrs.append(csr)
        leaf = self.signer.sign(csr, self.name).public_bytes(Encoding.PEM).decode()
        return Identity(
            station=self.name,
            name=self.called,
            certificate_pem=leaf + self.signer.issuer.pem,
            root_pem=self.root_pem,
            broker=BrokerAddress(host="fleet.example", port=8883),
            publisher_keys=(),
        )


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def fleet(authority: Authority) -> FakeFleet:
    return FakeFleet(authority)


@pytest.fixture
def claim(authority: Authority) -> Claim:
    return Claim(
        station=STATION,
        fleet_url="https://fleet.example:8443",
        secret=SECRET,
        root_pem=authority.root.pem,
        expires_at=datetime(2026, 11, 21, tzinfo=UTC),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "identity"


def do_enrol(
    claim: Claim, folder: Path, answer: Answer, *, replace: bool = False, disk: Disk | None = None
) -> store.StationIdentity:
    transport = httpx2.MockTransport(answer)
    return enrol(claim, folder, SetClock(), replace=replace, disk=disk, transport=transport)


def code_of(claim: Claim, folder: Path, answer: Answer) -> str:
    with pytest.raises(EnrolmentError) as caught:
        do_enrol(claim, folder, answer)
    return caught.value.code


def test_a_claim_becomes_an_identity(claim: Claim, folder: Path, fleet: FakeFleet) -> None:
    identity = do_enrol(claim, folder, fleet)

    asked = EnrolRequest.model_validate_json(fleet.asked[0].read())
    certificate = x509.load_pem_x509_certificate(identity.certificate_path.read_bytes())
    assert (asked.station, asked.secret) == (STATION, SECRET)
    assert str(fleet.asked[0].url) == "https://fleet.example:8443/station/v1/enrol"
    assert identity == store.load(folder)
    assert (identity.station, identity.fleet_url) == (STATION, claim.fleet_url)
    assert identity.broker == BrokerAddress(host="fleet.example", port=8883)
    assert certificate.subject.rfc4514_string() == f"CN={STATION}"
    assert x509.load_pem_x509_csr(asked.csr_pem.encode()).public_key() == certificate.public_key()


def test_it_learns_what_people_call_it(claim: Claim, folder: Path, fleet: FakeFleet) -> None:
    assert do_enrol(claim, folder, fleet).name == "Chợ Mơ, cửa số 1"
    document = folder / "current" / store.IDENTITY
    told = json.loads(document.read_text())
    del told["name"]
    document.write_text(json.dumps(told))
    assert store.load(folder).name == ""


def test_key_and_folders_are_the_stations_own(claim: Claim, folder: Path, fleet: FakeFleet) -> None:
    identity = do_enrol(claim, folder, fleet)

    assert stat.S_IMODE(identity.key_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(identity.key_path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not (folder / "pending").exists()


def test_a_second_time_is_refused_unless_it_is_meant(
    claim: Claim, folder: Path, fleet: FakeFleet
) -> None:
    first = do_enrol(claim, folder, fleet).key_path.read_bytes()

    assert code_of(claim, folder, fleet) == "enrolment.already"
    assert len(fleet.asked) == 1

    second = do_enrol(claim, folder, fleet, replace=True).key_path.read_bytes()
    assert second != first


@pytest.mark.parametrize(
    ("status", "problem", "code"),
    [
        (403, "enrolment.claim_used", "enrolment.claim_used"),
        (403, "enrolment.claim_expired", "enrolment.claim_expired"),
        (403, "enrolment.claim_unknown", "enrolment.claim_unknown"),
        (403, "enrolment.station_revoked", "enrolment.station_revoked"),
        (422, "enrolment.csr_key", "enrolment.csr_key"),
        (429, "enrolment.too_many", "enrolment.too_many"),
        (500, "internal", "enrolment.refused"),
    ],
)
def test_says_why_the_fleet_refuses(
    claim: Claim, folder: Path, fleet: FakeFleet, status: int, problem: str, code: str
) -> None:
    fleet.problem = (status, problem)

    assert code_of(claim, folder, fleet) == code


def test_a_refused_claim_can_be_followed_by_another(
    claim: Claim, folder: Path, fleet: FakeFleet
) -> None:
    fleet.problem = (403, "enrolment.claim_used")
    code_of(claim, folder, fleet)
    fleet.problem = None

    assert do_enrol(claim, folder, fleet).station == STATION


def test_an_old_claim_is_not_even_sent(claim: Claim, folder: Path, fleet: FakeFleet) -> None:
    old = claim.model_copy(update={"expires_at": datetime(2026, 11, 20, 2, tzinfo=UTC)})

    assert code_of(old, folder, fleet) == "enrolment.claim_expired"
    assert fleet.asked == []


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"fleet_url": "http://fleet.example"}, "fleet_url"),
        ({"station": "fleet-api-1"}, "station"),
        ({"root_pem": "no certificate"}, "root_pem"),
    ],
)
def test_a_claim_that_cannot_be_used(
    claim: Claim, folder: Path, fleet: FakeFleet, change: dict[str, str], key: str
) -> None:
    with pytest.raises(EnrolmentError) as caught:
        do_enrol(claim.model_copy(update=change), folder, fleet)

    assert (caught.value.code, caught.value.params["key"]) == ("enrolment.bad_claim", key)
    assert fleet.asked == []


def test_a_proxys_page_is_no_answer(claim: Claim, folder: Path) -> None:
    def page(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, text="<html>welcome to our free Wi-Fi</html>")

    assert code_of(claim, folder, page) == "enrolment.bad_answer"


def test_an_endless_answer_is_cut_off(claim: Claim, folder: Path) -> None:
    def endless(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=b" " * 1_000_000)

    assert code_of(claim, folder, endless) == "enrolment.bad_answer"


def test_nobody_answers(claim: Claim, folder: Path) -> None:
    def away(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("no route", request=request)

    assert code_of(claim, folder, away) == "enrolment.unreachable"


@pytest.mark.parametrize("wrong", ["name", "root", "signer", "key"])
def test_an_answer_that_is_not_for_us(
    claim: Claim, folder: Path, fleet: FakeFleet, wrong: str
) -> None:
    answer: Answer = fleet
    match wrong:
        case "name":
            fleet.name = "cho-mo-2"
        case "root":
            fleet.root_pem = Authority("rogue").root.pem
        case "signer":
            fleet.signer = Authority("rogue")
        case _:
            first: list[httpx2.Response] = []

            def same_again(request: httpx2.Request) -> httpx2.Response:
                first.append(fleet(request))
                return httpx2.Response(200, content=first[0].content)

            do_enrol(claim, folder.with_name("other"), same_again)
            answer = same_again

    assert code_of(claim, folder, answer) == "enrolment.bad_answer"
    assert not (folder / "current").exists()


def test_a_power_cut_at_any_step_leaves_all_or_nothing(
    claim: Claim, tmp_path: Path, fleet: FakeFleet
) -> None:
    outcomes = set()
    for steps in range(100):
        folder = tmp_path / str(steps)
        try:
            do_enrol(claim, folder, fleet, disk=DyingDisk(steps))
        except PowerCut:
            pass
        else:
            break
        outcomes.add((folder / "current").is_symlink())
        if (folder / "current").is_symlink():
            identity = store.load(folder)
            key = identity.key_path.read_text()
            token = jwt.encode({"a": 1}, key, algorithm="ES256")
            proof = jwt.decode(token, public_key(identity), algorithms=["ES256"])
            assert proof == {"a": 1}
        else:
            # The run is simply repeated, with the same key if it had been made.
            asked = len(fleet.csrs)
            do_enrol(claim, folder, fleet)
            if asked and steps > 5:
                assert key_of(fleet.csrs[-1]) == key_of(fleet.csrs[asked - 1])
    else:
        pytest.fail("enrolment takes more steps than a hundred")

    assert outcomes == {True, False}


def public_key(identity: store.StationIdentity) -> ec.EllipticCurvePublicKey:
    key = renewing.read_certificate(identity).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    return key


def key_of(csr: str) -> object:
    return x509.load_pem_x509_csr(csr.encode()).public_key()


class TestRenewal:
    def test_is_due_from_two_thirds_of_its_life(self, authority: Authority) -> None:
        certificate = authority.client(STATION, days=90, age_days=0).certificate
        begin = certificate.not_valid_before_utc

        assert not renewing.due(certificate, begin + timedelta(days=59, hours=23))
        assert renewing.due(certificate, begin + timedelta(days=60, hours=1))

    def test_a_new_key_is_proved_by_the_old_one(
        self, claim: Claim, folder: Path, fleet: FakeFleet
    ) -> None:
        old = do_enrol(claim, folder, fleet)
        old_key = old.key_path.read_bytes()
        old_public_key = public_key(old)
        clock = SetClock(datetime.now(UTC))
        tokens = Tokens(old, clock)
        gateway = Gateway(old, tokens, clock, httpx2.MockTransport(fleet))

        renewed = renewing.renew(old, folder, gateway)
        gateway.close()

        token = fleet.asked[-1].headers["authorization"].removeprefix("Bearer ")
        claims = jwt.decode(token, old_public_key, algorithms=["ES256"], audience=JWT_AUDIENCE)
        assert claims["sub"] == STATION
        assert renewed.key_path.read_bytes() != old_key
        assert key_of(fleet.csrs[-1]) == renewing.read_certificate(renewed).public_key()
        # Whoever holds the identity from before makes tokens with the new key.
        assert jwt.get_unverified_header(tokens.bearer())["kid"] == (
            f"{renewing.read_certificate(renewed).serial_number:x}"
        )

    @pytest.mark.parametrize("wrong", ["problem", "name", "signer", "nonsense"])
    def test_a_bad_answer_changes_nothing(
        self, claim: Claim, folder: Path, fleet: FakeFleet, wrong: str
    ) -> None:
        identity = do_enrol(claim, folder, fleet)
        before = identity.key_path.read_bytes(), identity.certificate_path.read_bytes()
        answer: Answer = fleet
        match wrong:
            case "problem":
                fleet.problem = (403, "station.revoked")
            case "name":
                fleet.name = "cho-mo-2"
            case "signer":
                fleet.signer = Authority("rogue")
            case _:

                def nonsense(request: httpx2.Request) -> httpx2.Response:
                    return httpx2.Response(200, text=json.dumps({"station": STATION}))

                answer = nonsense
        clock = SetClock()
        gateway = Gateway(identity, Tokens(identity, clock), clock, httpx2.MockTransport(answer))

        with pytest.raises((EnrolmentError, GatewayError)):
            renewing.renew(identity, folder, gateway)
        gateway.close()

        assert before == (identity.key_path.read_bytes(), identity.certificate_path.read_bytes())

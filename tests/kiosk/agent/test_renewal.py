"""The agent renews its certificate in time, and goes on with the old one while it can't."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from contract.gateway import RENEW, BrokerAddress, Identity, RenewRequest
from kiosk.agent.jobs import Jobs
from kiosk.agent.renewal import EVERY_S, Renewal
from kiosk.identity import store
from kiosk.identity.gateway import Gateway
from kiosk.identity.token import Tokens
from tests.support.certificates import Authority
from tests.support.identities import write_identity
from tests.support.kiosk_clock import SetClock

STATION = "cho-mo-1"
TIMEOUT_S = 30


class Rig:
    """A renewal with a fake fleet."""

    def __init__(self, folder: Path, age_days: float) -> None:
        self.authority = Authority()
        self.folder = folder
        self.asked = 0
        self.down = False
        self.clock = SetClock(datetime.now(UTC))
        issued = self.authority.client(STATION, days=90, age_days=age_days)
        identity = write_identity(folder, self.authority, issued=issued)
        tokens = Tokens(identity, self.clock)
        self.gateway = Gateway(identity, tokens, self.clock, httpx2.MockTransport(self._answer))
        self.jobs = Jobs()
        self.renewal = Renewal(identity, folder, self.gateway, tokens, self.jobs, self.clock)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        assert request.url.path == RENEW
        self.asked += 1
        if self.down:
            return httpx2.Response(503)
        csr = RenewRequest.model_validate_json(request.read()).csr_pem
        leaf = self.authority.sign(csr, STATION).public_bytes(Encoding.PEM).decode()
        answer = Identity(
            station=STATION,
            certificate_pem=leaf + self.authority.issuer.pem,
            root_pem=self.authority.root.pem,
            broker=BrokerAddress(host="fleet.example", port=8883),
            publisher_keys=(),
        )
        return httpx2.Response(200, text=answer.model_dump_json())

    def until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + TIMEOUT_S
        while not condition():
            assert time.monotonic() < deadline
            self.renewal.turn()
            self.jobs.deliver()
            time.sleep(0.002)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[float], Rig]]:
    made: list[Rig] = []

    def build(age_days: float) -> Rig:
        made.append(Rig(tmp_path / "identity", age_days))
        return made[-1]

    yield build
    for rig in made:
        rig.jobs.stop(TIMEOUT_S)
        rig.gateway.close()


def test_an_old_certificate_is_renewed_once(make: Callable[[float], Rig]) -> None:
    rig = make(61)
    assert 28 < rig.renewal.days_left() < 29.1

    rig.until(lambda: rig.renewal.days_left() > 80)
    rig.clock.advance(EVERY_S)
    rig.renewal.turn()

    assert rig.asked == 1
    assert rig.renewal.identity == store.load(rig.folder)
    assert rig.renewal.identity.broker.host == "fleet.example"


def test_a_young_certificate_is_left_alone(make: Callable[[float], Rig]) -> None:
    rig = make(10)

    rig.renewal.turn()
    rig.clock.advance(EVERY_S)
    rig.renewal.turn()
    rig.jobs.stop(TIMEOUT_S)

    assert rig.asked == 0


def test_a_fleet_that_is_away_is_asked_again_an_hour_later(
    make: Callable[[float], Rig], caplog: pytest.LogCaptureFixture
) -> None:
    rig = make(61)
    rig.down = True
    rig.until(lambda: "can't be renewed now" in caplog.text)
    rig.renewal.turn()
    assert rig.asked == 1
    assert rig.renewal.days_left() < 30

    rig.down = False
    rig.clock.advance(EVERY_S)
    rig.until(lambda: rig.renewal.days_left() > 80)

    assert rig.asked == 2

"""Stations, their PKI and enrolment, on both databases."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from contract.gateway import BrokerAddress, EnrolRequest, Identity
from fleet.db.engine import Database
from fleet.pki import authority
from fleet.pki.authority import Key
from fleet.pki.layout import Pki
from fleet.stations.enrolment import Enrolment, Told
from fleet.stations.service import Place, Stations
from tests.support import pki as requests
from tests.support.fleet_clock import SetClock

HOM = Place(name="Chợ Hôm, cổng chính", market="Chợ Hôm", ward="Hai Bà Trưng")


@pytest.fixture
def stations(database: Database, clock: SetClock) -> Stations:
    return Stations(database, clock)


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    made = Pki(tmp_path_factory.mktemp("pki") / "pki")
    made.create(SetClock().now())
    return made


@pytest.fixture
def enrolment(database: Database, clock: SetClock, pki: Pki) -> Enrolment:
    told = Told(
        root_pem=Path(pki.root).read_text(),
        broker=BrokerAddress(host="fleet.example", port=8883),
        publisher_keys=(pki.publisher().public_key,),
    )
    return Enrolment(database, clock, pki.authority(), told)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A station with its key and what it was given."""

    key: Key
    identity: Identity


@pytest.fixture
def enrol(stations: Stations, enrolment: Enrolment) -> Callable[[str], Enrolled]:
    """Return a function that makes and enrols a station."""

    def make(station: str) -> Enrolled:
        stations.add(station, HOM, by="test")
        claim = stations.claim(station, by="test")
        key = authority.new_key()
        request = EnrolRequest(station=station, secret=claim.secret, csr_pem=requests.csr(key))
        return Enrolled(key, enrolment.enrol(request, "192.0.2.1"))

    return make

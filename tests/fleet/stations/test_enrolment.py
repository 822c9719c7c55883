"""A claim bears one certificate for one station, whatever else is tried."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import select

from contract.gateway import EnrolRequest, Identity
from contract.names import StationId
from fleet.accounts.models import AuditEntry
from fleet.db.engine import Database
from fleet.errors import BadInput, Denied, FleetError, TooMany
from fleet.pki import authority
from fleet.pki.authority import serial_text
from fleet.stations.enrolment import Enrolment
from fleet.stations.models import StationCertificate
from fleet.stations.service import Stations
from tests.fleet.stations.conftest import HOM, Enrolled
from tests.support import pki as requests
from tests.support.fleet_clock import SetClock

FROM = "192.0.2.1"


def ask(secret: str, station: str = "hom-1", csr: str | None = None) -> EnrolRequest:
    csr = csr or requests.csr(authority.new_key())
    return EnrolRequest(station=station, secret=secret, csr_pem=csr)


def leaf(identity: Identity) -> x509.Certificate:
    return x509.load_pem_x509_certificate(identity.certificate_pem.encode())


@pytest.fixture
def secret(stations: Stations) -> str:
    stations.add("hom-1", HOM, by="an")
    return stations.claim("hom-1", by="an").secret


def test_a_claim_bears_a_certificate(enrolment: Enrolment, secret: str, database: Database) -> None:
    key = authority.new_key()
    identity = enrolment.enrol(ask(secret, csr=requests.csr(key, "fleet-all-1")), FROM)

    certificate = leaf(identity)
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert [name.value for name in names] == ["hom-1"]
    assert certificate.public_key() == key.public_key()
    assert identity.certificate_pem.count("BEGIN CERTIFICATE") == 2
    assert (identity.broker.host, identity.broker.port) == ("fleet.example", 8883)
    assert identity.name == HOM.name
    with database.read() as session:
        assert session.get_one(StationCertificate, serial_text(certificate)).revoked_at is None
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last is not None
    assert (last.who, last.what) == ("station:hom-1", "station.enrol")


def test_a_claim_holds_once(enrolment: Enrolment, secret: str) -> None:
    enrolment.enrol(ask(secret), FROM)
    with pytest.raises(Denied, match=r"enrolment\.claim_used"):
        enrolment.enrol(ask(secret), FROM)


def test_of_two_at_once_one_wins(enrolment: Enrolment, secret: str) -> None:
    results: list[str] = []

    def attempt() -> None:
        try:
            enrolment.enrol(ask(secret), FROM)
        except FleetError as error:
            results.append(error.code)
        else:
            results.append("won")

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["enrolment.claim_used"] * 3 + ["won"]


def test_a_claim_ends_after_a_day(enrolment: Enrolment, secret: str, clock: SetClock) -> None:
    clock.advance(timedelta(hours=24))
    with pytest.raises(Denied, match=r"enrolment\.claim_expired"):
        enrolment.enrol(ask(secret), FROM)


def test_a_claim_holds_for_its_own_station(
    enrolment: Enrolment, secret: str, stations: Stations
) -> None:
    stations.add("hom-2", HOM, by="an")
    with pytest.raises(Denied, match=r"enrolment\.claim_unknown"):
        enrolment.enrol(ask(secret, "hom-2"), FROM)


@pytest.mark.parametrize("station", ["nowhere", "fleet-all-1", "", "hom\x00", "' OR 1=1"])
def test_an_unknown_station_is_as_an_unknown_claim(
    enrolment: Enrolment, secret: str, station: str
) -> None:
    with pytest.raises(Denied, match=r"enrolment\.claim_unknown"):
        enrolment.enrol(ask(secret, station), FROM)


def test_a_newer_claim_ends_the_older(
    enrolment: Enrolment, secret: str, stations: Stations
) -> None:
    newer = stations.claim("hom-1", by="an").secret
    with pytest.raises(Denied, match=r"enrolment\.claim_expired"):
        enrolment.enrol(ask(secret), FROM)
    enrolment.enrol(ask(newer), FROM)


@pytest.mark.parametrize(
    ("csr", "code"),
    [
        ("nonsense", "enrolment.csr_invalid"),
        (requests.csr(ec.generate_private_key(ec.SECP384R1())), "enrolment.csr_key"),
    ],
)
def test_a_bad_request_leaves_the_claim_alone(
    enrolment: Enrolment, secret: str, csr: str, code: str
) -> None:
    with pytest.raises(BadInput) as raised:
        enrolment.enrol(ask(secret, csr=csr), FROM)
    assert raised.value.code == code
    enrolment.enrol(ask(secret), FROM)


def test_a_revoked_station_cannot_enrol(
    enrolment: Enrolment, secret: str, stations: Stations
) -> None:
    stations.revoke("hom-1", by="an")
    with pytest.raises(Denied, match=r"enrolment\.station_revoked"):
        enrolment.enrol(ask(secret), FROM)


def test_enrolling_anew_revokes_the_old_card(
    enrol: Callable[[str], Enrolled], enrolment: Enrolment, stations: Stations
) -> None:
    old = leaf(enrol("hom-1").identity)
    assert stations.revoked_serials() == []

    new = leaf(enrolment.enrol(ask(stations.claim("hom-1", by="an").secret), FROM))

    serials = [serial for serial, _ in stations.revoked_serials()]
    assert serials == [serial_text(old)]
    assert serial_text(new) not in serials


def test_renewing_keeps_the_present_one(
    enrol: Callable[[str], Enrolled], enrolment: Enrolment, stations: Stations, clock: SetClock
) -> None:
    first = leaf(enrol("hom-1").identity)
    clock.advance(timedelta(days=60))
    second = leaf(enrolment.renew(StationId("hom-1"), requests.csr(authority.new_key())))

    assert second.not_valid_after_utc - first.not_valid_after_utc == timedelta(days=60)
    assert stations.revoked_serials() == []


def test_guessing_is_slowed_down(enrolment: Enrolment, secret: str, clock: SetClock) -> None:
    for _ in range(10):
        with pytest.raises(Denied):
            enrolment.enrol(ask("A" * 26), FROM)
    clock.advance(timedelta(milliseconds=200))
    with pytest.raises(TooMany) as raised:
        enrolment.enrol(ask(secret), FROM)
    assert raised.value.params["wait_s"] == 1
    with pytest.raises(Denied):
        enrolment.enrol(ask("A" * 26), "198.51.100.7")

    clock.advance(timedelta(seconds=1))
    enrolment.enrol(ask(secret), FROM)

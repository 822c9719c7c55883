"""Now and then: revocation lists stay fresh and complete, certificates are renewed."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from contract.names import StationId
from fleet.broker.upkeep import OwnCertificate, Upkeep
from fleet.db.engine import Database
from fleet.pki import authority, files
from fleet.pki.layout import Pki
from fleet.settings import Settings
from fleet.stations.models import StationCertificate
from fleet.stations.service import Place, Stations
from tests.support.fleet_clock import SetClock

SERIAL = "1f"


@pytest.fixture
def pki(tmp_path: Path, clock: SetClock) -> Pki:
    made = Pki(tmp_path / "pki")
    made.create(clock.now())
    made.ensure_server(("localhost",), clock.now())
    return made


@pytest.fixture
def stations(database: Database, clock: SetClock) -> Stations:
    made = Stations(database, clock)
    made.add("hom-1", Place(name="A", market="M"), by="an")
    with database.write() as session:
        session.add(
            StationCertificate(
                serial=SERIAL,
                station_id=StationId("hom-1"),
                not_before=clock.now(),
                not_after=clock.now() + authority.STATION_LIFE,
                public_key_pem="",
                issued_at=clock.now(),
            )
        )
    return made


@pytest.fixture
def upkeep(tmp_path: Path, pki: Pki, stations: Stations, clock: SetClock) -> Upkeep:
    made = Upkeep(Settings(data_dir=tmp_path), pki, stations, clock)
    made.begin()
    return made


def lists(pki: Pki) -> list[x509.CertificateRevocationList]:
    end = b"-----END X509 CRL-----\n"
    pems = pki.revoked.read_bytes().split(end)[:-1]
    return [x509.load_pem_x509_crl(pem + end) for pem in pems]


def is_revoked(pki: Pki) -> bool:
    number = int(SERIAL, 16)
    return any(crl.get_revoked_certificate_by_serial_number(number) for crl in lists(pki))


def test_there_is_a_list_of_each_ca(upkeep: Upkeep, pki: Pki) -> None:
    upkeep.turn()

    issuers = {crl.issuer for crl in lists(pki)}
    assert issuers == {
        files.read_certificate(pki.root).subject,
        files.read_certificate(pki.folder / "issuing.pem").subject,
    }


def test_a_revocation_is_in_the_list_with_the_next_turn(
    upkeep: Upkeep, pki: Pki, stations: Stations
) -> None:
    upkeep.turn()
    assert not is_revoked(pki)
    stations.revoke("hom-1", by="an")
    upkeep.turn()

    assert is_revoked(pki)


def test_the_lists_are_always_within_their_dates(
    upkeep: Upkeep, pki: Pki, stations: Stations, clock: SetClock
) -> None:
    stations.revoke("hom-1", by="an")
    for _ in range(50):
        clock.advance(timedelta(days=1))
        upkeep.turn()
        ends = [crl.next_update_utc for crl in lists(pki)]
        assert all(end is not None and end > clock.now() for end in ends)
        assert is_revoked(pki)


def test_the_server_certificate_is_renewed_in_time(
    upkeep: Upkeep, pki: Pki, clock: SetClock
) -> None:
    first = files.read_certificate(pki.server)
    for _ in range(40):
        clock.advance(timedelta(days=10))
        upkeep.turn()
        assert files.read_certificate(pki.server).not_valid_after_utc > clock.now()

    assert files.read_certificate(pki.server) != first


def test_a_process_without_listeners_renews_its_own_certificate(
    tmp_path: Path, pki: Pki, clock: SetClock
) -> None:
    settings = Settings(data_dir=tmp_path)
    pki.ensure_worker(settings.worker, clock.now())
    own = OwnCertificate(settings, pki, clock)
    first = files.read_certificate(pki.worker(settings.worker))
    clock.advance(timedelta(days=1))
    own.turn()
    assert files.read_certificate(pki.worker(settings.worker)) == first
    while clock.now() < first.not_valid_after_utc:
        clock.advance(timedelta(days=1))
        own.turn()
    later = files.read_certificate(pki.worker(settings.worker))
    assert later.not_valid_before_utc > first.not_valid_before_utc
    assert later.not_valid_after_utc > clock.now()


def test_what_is_to_be_done_daily_is_done_at_the_beginning_and_daily(
    tmp_path: Path, pki: Pki, stations: Stations, clock: SetClock
) -> None:
    done: list[datetime] = []
    upkeep = Upkeep(Settings(data_dir=tmp_path), pki, stations, clock, daily=[done.append])
    upkeep.begin()
    upkeep.turn()
    clock.advance(timedelta(days=1))
    upkeep.turn()
    assert done == [clock.now() - timedelta(days=1), clock.now()]

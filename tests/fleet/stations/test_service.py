"""Stations are made, claimed, found and revoked, on both databases."""

import pytest
from sqlalchemy import select

from contract.errors import BadName
from fleet.accounts.models import AuditEntry
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, NotThere
from fleet.stations import rules
from fleet.stations.models import Station
from fleet.stations.service import Place, Stations
from tests.fleet.stations.conftest import HOM


def test_a_station_is_kept_as_given(stations: Stations) -> None:
    place = Place(name="A", market="M", ward="W", address="1 phố", latitude=21.0, longitude=105.8)
    stations.add("hom-1", place, by="an")

    [found] = stations.all()
    assert (found.id, found.name, found.latitude, found.revoked_at) == ("hom-1", "A", 21.0, None)


def test_a_station_is_made_once(stations: Stations) -> None:
    stations.add("hom-1", HOM, by="an")
    with pytest.raises(Conflict, match=r"station\.exists"):
        stations.add("hom-1", HOM, by="an")


@pytest.mark.parametrize("name", ["fleet-all-1", "Hom", "", "a b", "-a", "x" * 41, "hom\x00"])
def test_a_bad_id_is_refused(stations: Stations, name: str) -> None:
    with pytest.raises(BadName):
        stations.add(name, HOM, by="an")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place(name=" ", market="M"), "station.name"),
        (Place(name="A", market=""), "station.market"),
        (Place(name="A" * 201, market="M"), "station.name"),
        (Place(name="A\nB", market="M"), "station.unprintable"),
        (Place(name="A", market="\u202eM"), "station.unprintable"),
        (Place(name="A", market="M", ward="W\u2066"), "station.unprintable"),
        (Place(name="A", market="M", address="1\tphố"), "station.unprintable"),
        (Place(name="A", market="M", latitude=21.0), "station.position"),
        (Place(name="A", market="M", latitude=91.0, longitude=0.0), "station.position"),
    ],
)
def test_a_bad_place_is_refused(stations: Stations, place: Place, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        stations.add("hom-1", place, by="an")
    assert raised.value.code == code
    assert stations.all() == []


def test_every_deed_is_in_the_audit_log(stations: Stations, database: Database) -> None:
    stations.add("hom-1", HOM, by="an")
    stations.claim("hom-1", by="an")
    stations.revoke("hom-1", by="binh")
    stations.revoke("hom-1", by="binh")

    with database.read() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(row.who, row.what, row.subject) for row in rows] == [
        ("an", "station.add", "hom-1"),
        ("an", "station.claim", "hom-1"),
        ("binh", "station.revoke", "hom-1"),
    ]


@pytest.mark.parametrize("deed", ["claim", "revoke"])
def test_an_unknown_station_is_named(stations: Stations, deed: str) -> None:
    with pytest.raises(NotThere, match="nowhere"):
        getattr(stations, deed)("nowhere", by="an")


def test_a_revoked_station_gets_no_claim(stations: Stations) -> None:
    stations.add("hom-1", HOM, by="an")
    stations.revoke("hom-1", by="an")
    with pytest.raises(Conflict, match=r"station\.revoked"):
        stations.claim("hom-1", by="an")


def test_a_station_is_found_without_accents(stations: Stations, database: Database) -> None:
    stations.add("dong-xuan", Place(name="Cổng Đông", market="Chợ Đồng Xuân"), by="an")
    wanted = f"%{rules.fold('ĐỒNG xuân')}%"

    with database.read() as session:
        assert session.scalars(select(Station.id).where(Station.folded.like(wanted))).all()


def test_a_secret_is_128_bits_of_base32() -> None:
    secrets = {rules.new_secret() for _ in range(100)}

    assert len(secrets) == 100
    assert all(len(s) == 26 and set(s) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for s in secrets)

"""A look-up gathers what belongs to one product, lot or unit, and nothing else, quickly."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from fleet.db.engine import Database
from fleet.registry import recalls
from fleet.registry.lookup import Lookup
from fleet.registry.service import import_file
from provenance.keys import Gtin, ItemKey
from provenance.records import CertificateKind, PartyId, Recall, RecallId, StampState, Text
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN, OTHER, as_bytes, document

RAU = Gtin(GTIN)


@pytest.fixture
def lookup(database: Database, clock: SetClock) -> Lookup:
    import_file(database, clock, as_bytes(document()), by="test")
    return Lookup(database, clock)


def test_a_stamp_brings_its_lot(lookup: Lookup) -> None:
    found = lookup.dossier(ItemKey(gtin=RAU, serial="S1"))

    assert found is not None
    assert found.stamp is not None
    assert found.stamp.state is StampState.ACTIVE
    assert found.lot is not None
    assert (found.lot.lot, found.lot.use_by) == ("L1", date(2026, 11, 25))
    assert [step.biz_step for step in found.steps] == ["harvesting", "shipping"]
    assert found.steps[0].at == datetime(2026, 11, 17, 22, tzinfo=UTC)
    assert {party.party_id for party in found.parties} == {"htx-a", "cho-b"}
    assert [c.kind for c in found.certificates] == [CertificateKind.VIETGAP]
    assert found.recalls == ()
    assert [p.sponsor for p in found.promotions] == ["Sạp B"]
    assert found.source == "Sổ minh họa"
    assert found.source_time == datetime(2026, 11, 19, 1, tzinfo=UTC)
    assert found.item.safety_warnings[0].en == "Wash well"


def test_a_recall_of_the_lot_is_found(lookup: Lookup) -> None:
    found = lookup.dossier(ItemKey(gtin=RAU, lot="L2"))

    assert found is not None
    assert [recall.recall_id for recall in found.recalls] == ["r-1"]
    assert {c.kind for c in found.certificates} == {
        CertificateKind.VIETGAP,
        CertificateKind.LAB_RESULT,
    }


def test_a_code_that_names_another_lot_than_its_stamp_hides_no_recall(lookup: Lookup) -> None:
    found = lookup.dossier(ItemKey(gtin=RAU, lot="L2", serial="S1"))

    assert found is not None
    assert found.lot is not None
    assert found.lot.lot == "L2"
    assert found.stamp is not None
    assert found.stamp.lot == "L1"
    assert len(found.recalls) == 1


def test_an_unknown_serial_or_lot_of_a_known_product(lookup: Lookup) -> None:
    found = lookup.dossier(ItemKey(gtin=RAU, lot="L9", serial="S9"))

    assert found is not None
    assert (found.stamp, found.lot, found.recalls) == (None, None, ())


def test_a_bare_product_has_no_lots_records(lookup: Lookup) -> None:
    found = lookup.dossier(ItemKey(gtin=Gtin(OTHER)))

    assert found is not None
    assert (found.lot, found.steps, found.certificates, found.parties) == (None, (), (), ())


def test_an_unknown_product_is_not_found(lookup: Lookup) -> None:
    assert lookup.dossier(ItemKey(gtin=Gtin("08930000000033"))) is None


def test_a_promotion_ends(lookup: Lookup, clock: SetClock) -> None:
    clock.advance(timedelta(days=12))
    found = lookup.dossier(ItemKey(gtin=RAU))

    assert found is not None
    assert found.promotions == ()


def test_the_sources_are_named(lookup: Lookup) -> None:
    assert lookup.sources() == ("Sổ minh họa",)


def test_it_is_quick(lookup: Lookup) -> None:
    # CPU time of our own; on two busy cores 5 ms were measured on SQLite, 10 on PostgreSQL.
    started_s = time.thread_time()
    for _ in range(50):
        lookup.dossier(ItemKey(gtin=RAU, lot="L2", serial="S1"))

    assert (time.thread_time() - started_s) / 50 < 0.02


def test_a_recall_of_everything_of_a_party_is_found(
    lookup: Lookup, database: Database, clock: SetClock
) -> None:
    order = Recall(
        recall_id=RecallId("all"),
        party=PartyId("htx-a"),
        reason=Text(vi="Cơ sở bị đình chỉ"),
        authority="Chi cục",
        since=date(2026, 11, 19),
    )
    with database.write() as session:
        recalls.enter(session, order, by="an", now=clock.now())

    found = lookup.dossier(ItemKey(gtin=RAU))
    other = lookup.dossier(ItemKey(gtin=Gtin(OTHER)))
    assert found is not None
    # Those that name these very goods go before those that may.
    assert [recall.recall_id for recall in found.recalls] == ["all", "r-1"]
    assert other is not None
    assert other.recalls == ()

    with database.write() as session:
        recalls.lift(session, "all", by="an", now=clock.now())
    again = lookup.dossier(ItemKey(gtin=RAU))
    assert again is not None
    assert [recall.recall_id for recall in again.recalls] == ["r-1"]


@pytest.mark.parametrize("code", ["HN-0001", "htx-a", "ruong-1"])
def test_an_establishment_is_found_by_each_of_its_codes(lookup: Lookup, code: str) -> None:
    found = lookup.establishment(code)
    assert found is not None
    assert found.party.party_id == "htx-a"
    assert [place.location_id for place in found.locations] == ["ruong-1"]


@pytest.mark.parametrize("code", ["", "HN-9999", "8930000000026"])
def test_a_code_of_nobody(lookup: Lookup, code: str) -> None:
    assert lookup.establishment(code) is None

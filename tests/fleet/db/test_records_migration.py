"""What an older release stored of goods is found again with all that a newer one asks about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select, text

from fleet.db import migrate
from fleet.db.engine import Database
from fleet.registry import models
from fleet.registry.lookup import Lookup
from provenance.keys import Gtin, ItemKey
from provenance.records import CertificateScope
from tests.support.fleet_clock import SetClock

GTIN = "08930000000019"
BEFORE = "0006"
ROWS = """
INSERT INTO registry_source VALUES ('Sổ', '2026-11-01 05:00:00');
INSERT INTO registry_party (party_id, name, role, address, phone)
    VALUES ('htx', 'Hợp tác xã Đông', 'producer', '', '');
INSERT INTO registry_trade_item (gtin, source, name_vi, name_en, brand, category, net_content,
    origin_vi, origin_en, producer, shelf_life, standards, safety_warnings)
    VALUES ('08930000000019', 'Sổ', 'Rau muống', '', '', '', '', '', '', 'htx', '', '[]', '[]');
INSERT INTO registry_lot (gtin, lot, state, place) VALUES ('08930000000019', 'L1', 'active', '');
INSERT INTO registry_recall
    (recall_id, gtin, lot, reason_vi, reason_en, authority, since, hotline)
    VALUES ('r1', '08930000000019', 'L1', 'Dư lượng', '', 'Chi cục', '2026-11-02', '');
INSERT INTO registry_certificate (gtin, lot, kind, number, issuer)
    VALUES ('08930000000019', '', 'vietgap', 'V1', 'X'),
    ('08930000000019', 'L1', 'lab_result', 'K1', 'X');
"""


@pytest.fixture
def upgraded(empty_database_url: str) -> Iterator[Database]:
    """Return a database that an older release filled, migrated to this one."""
    database = Database(empty_database_url)
    with _migrating(database) as connection:
        for row in ROWS.strip().split(";\n"):
            connection.execute(text(row.removesuffix(";")))
    assert migrate.upgrade(database)[0] == BEFORE
    yield database
    database.close()


@contextmanager
def _migrating(database: Database) -> Iterator[Connection]:
    config = Config()
    config.set_main_option("script_location", migrate.LOCATION)
    with database.migrating() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        yield connection


def test_records_are_found_with_their_scopes(upgraded: Database) -> None:
    clock = SetClock(datetime(2026, 11, 20, tzinfo=UTC))
    found = Lookup(upgraded, clock).dossier(ItemKey(gtin=Gtin(GTIN), lot="L1"))

    assert found is not None
    assert [(paper.number, paper.scope) for paper in found.certificates] == [
        ("V1", CertificateScope.PRODUCT),
        ("K1", CertificateScope.LOT),
    ]
    assert [(one.recall_id, one.since) for one in found.recalls] == [("r1", date(2026, 11, 2))]
    assert [party.name for party in found.parties] == ["Hợp tác xã Đông"]


def test_they_are_found_by_a_search(upgraded: Database) -> None:
    with upgraded.read() as session:
        folded = [
            session.scalars(select(model.folded)).all()
            for model in (models.PartyRow, models.TradeItemRow, models.RecallRow)
        ]
    assert "hop tac xa dong" in folded[0][0]
    assert "rau muong" in folded[1][0]
    assert "du luong" in folded[2][0]

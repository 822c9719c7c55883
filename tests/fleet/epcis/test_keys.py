"""Keys of partners: shown once, known by digest, worthless once revoked."""

import pytest
from sqlalchemy import select

from fleet.db.engine import Database
from fleet.epcis.keys import PartnerKeys, Scope
from fleet.epcis.models import PartnerKey
from fleet.errors import BadInput, Conflict, Denied, NotAuthentic, NotThere
from tests.support.fleet_clock import SetClock


@pytest.fixture
def keys(database: Database, clock: SetClock) -> PartnerKeys:
    return PartnerKeys(database, clock)


def test_a_key_tells_whose_it_is(database: Database, keys: PartnerKeys) -> None:
    key = keys.add("htx-rau-sach", frozenset({Scope.CAPTURE}), by="an")
    partner = keys.whose(key)
    assert partner.name == "htx-rau-sach"
    partner.require(Scope.CAPTURE)
    with pytest.raises(Denied):
        partner.require(Scope.QUERY)
    with database.read() as session:
        row = session.scalars(select(PartnerKey)).one()
        assert key not in {row.digest, row.name}


@pytest.mark.parametrize("key", ["", "tqp_", "tqp_" + "a" * 43, "tqp_" + "ä" * 43, "x" * 10_000])
def test_any_other_key_is_nobodys(keys: PartnerKeys, key: str) -> None:
    keys.add("a", frozenset({Scope.QUERY}), by="an")
    with pytest.raises(NotAuthentic):
        keys.whose(key)


def test_a_revoked_key_is_worthless_at_once(keys: PartnerKeys) -> None:
    key = keys.add("a", frozenset({Scope.QUERY}), by="an")
    keys.revoke("a", by="an")
    with pytest.raises(NotAuthentic):
        keys.whose(key)
    with pytest.raises(NotThere):
        keys.revoke("a", by="an")
    assert keys.known()[0].revoked_at is not None


def test_names_are_plain_and_used_once(keys: PartnerKeys) -> None:
    keys.add("a", frozenset({Scope.QUERY}), by="an")
    with pytest.raises(Conflict):
        keys.add("a", frozenset({Scope.QUERY}), by="an")
    for name, scopes in (("Ấ", {Scope.QUERY}), ("", {Scope.QUERY}), ("b", set())):
        with pytest.raises(BadInput):
            keys.add(name, frozenset(scopes), by="an")

"""Keys of issuers: made, followed, revoked; the private part is for its owner alone."""

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from fleet.accounts.models import AuditEntry
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, FleetError, NotThere
from fleet.registry.models import IssuerKeyRow
from fleet.stamps import keys
from fleet.stamps.keys import NewKey, PrivateKeys
from fleet.stamps.service import Stamps
from provenance.keys import Gtin
from provenance.signatures.keylist import MAX_KEYS, parse_key_list
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN

TODAY = date(2026, 11, 20)
RAU = Gtin(GTIN)


def new_key(**changes: object) -> NewKey:
    values: dict[str, object] = {
        "party": "htx-a",
        "prefixes": ("893000000",),
        "first_day": TODAY,
        "last_day": date(2028, 1, 1),
    }
    return NewKey(**(values | changes))  # type: ignore[arg-type]


def test_a_key_is_for_its_owner_alone(stamps: Stamps, tmp_path: Path) -> None:
    made = stamps.create_key(new_key(), by="an")
    (path,) = tmp_path.glob("stamp-keys/*")
    assert path.name == f"{made.kid}.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_newest_key_signs_and_the_older_one_goes_on_holding(
    stamps: Stamps, database: Database, clock: SetClock, private: PrivateKeys
) -> None:
    old = stamps.create_key(new_key(), by="an")
    clock.advance(timedelta(days=100))
    new = stamps.rotate_key(old.kid, date(2029, 1, 1), by="an")
    today = TODAY + timedelta(days=100)
    with database.read() as session:
        signer = keys.signer_for(session, private, RAU, "htx-a", today)
    assert signer.kid.hex() == new.kid
    listed = parse_key_list(stamps.key_list().model_dump_json().encode())
    assert listed.number == int(clock.now().timestamp())
    assert {key.hex() for key in listed.keys} == {old.kid, new.kid}
    assert listed.keys[bytes.fromhex(old.kid)].holds_on(today)


def test_a_revoked_key_signs_no_more_and_is_told_to_stations(
    stamps: Stamps, database: Database, private: PrivateKeys
) -> None:
    made = stamps.create_key(new_key(), by="an")
    stamps.revoke_key(made.kid, "Bị lộ", by="an")
    stamps.revoke_key(made.kid, "Bị lộ", by="an")
    with database.read() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.what == "keys.revoke"))
        assert len(entries.all()) == 1
        with pytest.raises(NotThere, match=r"keys\.none"):
            keys.signer_for(session, private, RAU, "htx-a", TODAY)
    (entry,) = stamps.key_list().keys
    assert (entry.revoked_at, entry.reason) == (TODAY, "Bị lộ")
    with pytest.raises(Conflict, match=r"keys\.revoked"):
        stamps.rotate_key(made.kid, date(2029, 1, 1), by="an")


@pytest.mark.parametrize(
    ("party", "gtin", "day"),
    [
        ("cho-b", RAU, TODAY),
        ("htx-a", Gtin("08931111111113"), TODAY),
        ("htx-a", RAU, TODAY - timedelta(days=1)),
        ("htx-a", RAU, date(2028, 1, 2)),
    ],
)
def test_who_may_not_sign(
    stamps: Stamps, database: Database, private: PrivateKeys, party: str, gtin: Gtin, day: date
) -> None:
    stamps.create_key(new_key(), by="an")
    with database.read() as session, pytest.raises(NotThere, match=r"keys\.none"):
        keys.signer_for(session, private, gtin, party, day)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"party": "ai-do"}, NotThere),
        ({"prefixes": ()}, BadInput),
        ({"prefixes": ("89",)}, BadInput),
        ({"prefixes": ("893a",)}, BadInput),
        ({"last_day": TODAY - timedelta(days=1)}, BadInput),
    ],
)
def test_what_is_no_key(
    stamps: Stamps, tmp_path: Path, changes: dict[str, object], kind: type[FleetError]
) -> None:
    with pytest.raises(kind):
        stamps.create_key(new_key(**changes), by="an")
    assert not list(tmp_path.glob("stamp-keys/*"))


def test_revoking_needs_a_key_and_a_reason(stamps: Stamps) -> None:
    with pytest.raises(NotThere, match=r"keys\.unknown"):
        stamps.revoke_key("0000", "Bị lộ", by="an")
    made = stamps.create_key(new_key(), by="an")
    with pytest.raises(BadInput, match=r"keys\.reason"):
        stamps.revoke_key(made.kid, " ", by="an")


def test_more_keys_than_a_station_takes_are_refused(stamps: Stamps, database: Database) -> None:
    with database.write() as session:
        session.add_all(
            IssuerKeyRow(
                kid=f"{number:06x}",
                party="htx-a",
                algorithm="EdDSA",
                public_key=bytes(32),
                not_before=TODAY,
                not_after=TODAY,
                prefixes=["893000000"],
            )
            for number in range(MAX_KEYS - 1)
        )
    stamps.create_key(new_key(), by="an")
    with pytest.raises(Conflict) as caught:
        stamps.create_key(new_key(), by="an")
    assert caught.value.code == "keys.many"
    parse_key_list(stamps.key_list().model_dump_json().encode())

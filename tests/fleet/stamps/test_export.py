"""What the printer gets, and that a secret is in one file and nowhere else."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from fleet.accounts.models import AuditEntry
from fleet.db.engine import Database
from fleet.errors import Conflict, NotThere
from fleet.stamps.actions import Deed
from fleet.stamps.exporting import Wanted
from fleet.stamps.files import PrintKind
from fleet.stamps.issuing import Order
from fleet.stamps.keys import NewKey
from fleet.stamps.models import IssuedStamp
from fleet.stamps.payloads import StampForm
from fleet.stamps.selection import Chosen
from fleet.stamps.service import Export, Stamps
from provenance.codes.read import read
from provenance.codes.reading import Kind as CodeKind
from provenance.keys import Gtin
from provenance.records import StampState
from provenance.signatures.check import SignatureState, check
from provenance.signatures.keylist import parse_key_list
from provenance.stamps.states import Action
from tests.fleet.stamps.conftest import StateOf
from tests.support.registry import GTIN

RAU = Gtin(GTIN)
TODAY = date(2026, 11, 20)


def issued(stamps: Stamps, *, two_layer: bool = False) -> int:
    order = Order(
        gtin=RAU,
        issuer="htx-a",
        lot="L1",
        count=3,
        two_layer=two_layer,
        expires=date(2026, 12, 31),
    )
    return stamps.issue(order, by="an")[0].id


def rows_of(stamps: Stamps, export: Export) -> list[dict[str, str]]:
    with stamps.printed(export, by="an") as (file,):
        text = file.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_plain_link_opens_at_the_host_of_the_settings(stamps: Stamps, state_of: StateOf) -> None:
    rows = rows_of(stamps, Export(wanted=Wanted(batch=issued(stamps))))
    assert [row["position"] for row in rows] == ["1", "2", "3"]
    for row in rows:
        serial = row["serial"].removeprefix("(21) ")
        assert row["payload"] == (f"https://tem.example.vn/q/01/{GTIN}/10/L1/21/{serial}?17=261231")
        found = read(row["payload"])
        assert found.item is not None
        assert (found.item.gtin, found.item.lot, found.item.serial) == (GTIN, "L1", serial)
        assert found.expires == date(2026, 12, 31)
        assert row["secret"] == ""
        assert state_of(serial) is StampState.AT_PRINTER


@pytest.mark.parametrize(
    ("form", "kind"),
    [(StampForm.SIGNED_LINK, CodeKind.DIGITAL_LINK), (StampForm.VT1, CodeKind.SIGNED_STAMP)],
)
def test_a_signed_stamp_is_good_by_the_list_of_keys(
    stamps: Stamps, database: Database, form: StampForm, kind: CodeKind
) -> None:
    wanted = NewKey(
        party="htx-a",
        prefixes=("893000000001",),
        first_day=TODAY,
        last_day=date(2028, 11, 20),
    )
    key = stamps.create_key(wanted, by="an")
    rows = rows_of(stamps, Export(wanted=Wanted(batch=issued(stamps)), form=form))
    keys = parse_key_list(stamps.key_list().model_dump_json().encode())
    for row in rows:
        found = read(row["payload"])
        assert found.kind is kind
        checked = check(found, keys, TODAY)
        assert checked is not None
        assert (checked.state, checked.party) == (SignatureState.GOOD, "htx-a")
        changed = read(row["payload"].replace("/10/L1/", "/10/L2/"))
        if form is StampForm.SIGNED_LINK:
            bad = check(changed, keys, TODAY)
            assert bad is not None
            assert bad.state is SignatureState.BAD
    with database.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "stamps.export")).one()
        assert (entry.detail["form"], entry.detail["kid"]) == (form, key.kid)


def test_without_a_key_nothing_is_signed(stamps: Stamps, state_of: StateOf) -> None:
    batch = issued(stamps)
    with pytest.raises(NotThere, match=r"keys\.none"):
        rows_of(stamps, Export(wanted=Wanted(batch=batch), form=StampForm.VT1))
    rows = rows_of(stamps, Export(wanted=Wanted(batch=batch, first=2, last=2)))
    assert [row["position"] for row in rows] == ["2"]
    assert state_of(rows[0]["serial"].removeprefix("(21) ")) is StampState.AT_PRINTER


def test_a_secret_is_given_out_once(stamps: Stamps, database: Database) -> None:
    batch = issued(stamps, two_layer=True)
    rows = rows_of(stamps, Export(wanted=Wanted(batch=batch)))
    by_serial = {row["serial"].removeprefix("(21) "): row["secret_text"] for row in rows}
    for serial, secret in by_serial.items():
        assert stamps.secret_matches(RAU, serial, secret.lower())
        assert not stamps.secret_matches(RAU, serial, secret[::-1])
    first, second = list(by_serial)[:2]
    assert not stamps.secret_matches(RAU, first, by_serial[second])
    with database.read() as session:
        stored: list[Any] = [
            vars(row) for row in (*session.scalars(select(IssuedStamp)), *_audit(session))
        ]
    assert not [one for one in by_serial.values() if one.replace(" ", "") in str(stored)]
    with pytest.raises(Conflict, match=r"stamps\.exported"):
        rows_of(stamps, Export(wanted=Wanted(batch=batch)))
    again = rows_of(stamps, Export(wanted=Wanted(batch=batch, renew_secrets=True)))
    assert not stamps.secret_matches(RAU, first, by_serial[first])
    assert stamps.secret_matches(RAU, first, again[0]["secret"])


def _audit(session: Any) -> list[AuditEntry]:  # noqa: ANN401 - SQLAlchemy's session
    return list(session.scalars(select(AuditEntry)))


def test_a_file_that_could_not_be_stored_counts_for_nothing(
    stamps: Stamps, database: Database
) -> None:
    batch = issued(stamps, two_layer=True)
    export = Export(wanted=Wanted(batch=batch))
    with pytest.raises(OSError, match="full"), stamps.printed(export, by="an"):
        raise OSError("disk full")
    with database.read() as session:
        assert not session.scalars(
            select(IssuedStamp).where(IssuedStamp.secret_hash.is_not(None))
        ).all()
    assert len(rows_of(stamps, export)) == 3


def test_of_two_at_a_time_one_gives_secrets_out(stamps: Stamps) -> None:
    batch = issued(stamps, two_layer=True)
    export = Export(wanted=Wanted(batch=batch))
    slow = stamps.printed(export, by="an")
    slow.__enter__()
    kept = rows_of(stamps, export)
    with pytest.raises(Conflict, match=r"stamps\.exported"):
        slow.__exit__(None, None, None)
    serial = kept[0]["serial"].removeprefix("(21) ")
    assert stamps.secret_matches(RAU, serial, kept[0]["secret"])


def test_what_was_delivered_is_not_printed_again(stamps: Stamps) -> None:
    batch = issued(stamps)
    rows_of(stamps, Export(wanted=Wanted(batch=batch)))
    rows_of(stamps, Export(wanted=Wanted(batch=batch)))
    stamps.act(Chosen(batch=batch), Deed(action=Action.DELIVER), by="an")
    with pytest.raises(Conflict, match=r"stamps\.state"):
        rows_of(stamps, Export(wanted=Wanted(batch=batch)))


def test_a_stamp_of_one_layer_has_no_secret(stamps: Stamps) -> None:
    with pytest.raises(NotThere, match=r"stamps\.unknown"):
        stamps.secret_matches(RAU, "nobody", "x")
    row = rows_of(stamps, Export(wanted=Wanted(batch=issued(stamps))))[0]
    with pytest.raises(Conflict, match=r"stamps\.one_layer"):
        stamps.secret_matches(RAU, row["serial"].removeprefix("(21) "), "x")


@pytest.mark.parametrize(("kind", "files"), [(PrintKind.PDF, 1), (PrintKind.SVG, 1)])
def test_sheets(stamps: Stamps, kind: PrintKind, files: int) -> None:
    export = Export(wanted=Wanted(batch=issued(stamps)), kind=kind)
    with stamps.printed(export, by="an") as made:
        assert len(made) == files
        assert made[0].name.endswith(f".{kind}")
        assert len(made[0].content) > 1000

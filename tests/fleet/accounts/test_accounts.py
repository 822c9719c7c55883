"""People sign in, stay signed in as long as they should, and guess slowly; on both databases."""

import threading
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text

from fleet.accounts.models import AuditEntry, Role
from fleet.accounts.service import Accounts
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, FleetError, NotAuthentic, NotThere, TooMany
from tests.support.fleet_clock import SetClock

PASSWORD = "một mật khẩu dài"
FROM = "192.0.2.1"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def accounts(database: Database, clock: SetClock) -> Accounts:
    made = Accounts(database, clock, QUICK)
    made.create_user("an", PASSWORD, Role.OPERATOR, by="test")
    return made


def test_a_right_password_opens_a_session(accounts: Accounts) -> None:
    signed_in = accounts.sign_in(" AN ", PASSWORD, FROM)

    assert signed_in.principal.name == "an"
    assert accounts.whoami(signed_in.token) == signed_in.principal


def test_no_secret_is_stored(accounts: Accounts, database: Database) -> None:
    token = accounts.sign_in("an", PASSWORD, FROM).token
    tables = ("user_account", "user_session", "audit_entry", "attempts")
    with database.read() as session:
        rows = [repr(row) for t in tables for row in session.execute(text(f"SELECT * FROM {t}"))]  # noqa: S608 - names of our own

    assert not [row for row in rows if token in row or PASSWORD in row]
    assert any("$argon2id$" in row for row in rows)


@pytest.mark.parametrize(
    ("name", "password"), [("an", "wrong password"), ("nobody", PASSWORD), ("", "")]
)
def test_a_wrong_one_is_refused_alike(accounts: Accounts, name: str, password: str) -> None:
    with pytest.raises(NotAuthentic) as raised:
        accounts.sign_in(name, password, FROM)
    assert (raised.value.code, raised.value.params) == ("sign_in.refused", {})


@pytest.mark.parametrize("password", ["", "short", "x" * 9])
def test_a_short_password_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(BadInput, match=r"password\.short"):
        accounts.create_user("binh", password, Role.VIEWER, by="test")


def test_a_huge_password_is_refused(accounts: Accounts) -> None:
    with pytest.raises(BadInput, match=r"password\.long"):
        accounts.create_user("binh", "x" * 257, Role.VIEWER, by="test")
    with pytest.raises(NotAuthentic):
        accounts.sign_in("an", "x" * 1_000_000, FROM)


@pytest.mark.parametrize("name", ["", "a b", "ân", "x" * 65, "a\x00", "-a", "a:b"])
def test_a_bad_name_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(BadInput, match=r"user\.name"):
        accounts.create_user(name, PASSWORD, Role.VIEWER, by="test")


def test_a_name_is_taken_once(accounts: Accounts) -> None:
    with pytest.raises(Conflict, match=r"user\.exists"):
        accounts.create_user("An", PASSWORD, Role.VIEWER, by="test")


def test_a_changed_role_holds_at_once(accounts: Accounts) -> None:
    token = accounts.sign_in("an", PASSWORD, FROM).token
    assert accounts.whoami(token).may(Role.OPERATOR)
    accounts.set_role("an", Role.VIEWER, by="test")

    assert not accounts.whoami(token).may(Role.OPERATOR)
    assert accounts.whoami(token).may(Role.VIEWER)


def test_an_unknown_account_is_named(accounts: Accounts) -> None:
    with pytest.raises(NotThere, match=r"user\.unknown"):
        accounts.set_role("nobody", Role.VIEWER, by="test")


def test_a_session_that_is_used_lasts_twelve_hours(accounts: Accounts, clock: SetClock) -> None:
    token = accounts.sign_in("an", PASSWORD, FROM).token
    for _ in range(12 * 3 - 1):
        clock.advance(timedelta(minutes=20))
        accounts.whoami(token)
    clock.advance(timedelta(minutes=20))

    with pytest.raises(NotAuthentic, match=r"session\.expired"):
        accounts.whoami(token)


def test_a_session_that_idles_ends_after_half_an_hour(accounts: Accounts, clock: SetClock) -> None:
    token = accounts.sign_in("an", PASSWORD, FROM).token
    clock.advance(timedelta(minutes=30))

    with pytest.raises(NotAuthentic, match=r"session\.expired"):
        accounts.whoami(token)


def test_signing_out_ends_it(accounts: Accounts) -> None:
    token = accounts.sign_in("an", PASSWORD, FROM).token
    other = accounts.sign_in("an", PASSWORD, FROM).token
    accounts.sign_out(token)
    accounts.sign_out(token)

    with pytest.raises(NotAuthentic, match=r"session\.unknown"):
        accounts.whoami(token)
    accounts.whoami(other)


def test_a_new_password_ends_every_session(accounts: Accounts) -> None:
    token = accounts.sign_in("an", PASSWORD, FROM).token
    accounts.set_password("an", "another long one", by="test")

    with pytest.raises(NotAuthentic):
        accounts.whoami(token)
    accounts.sign_in("an", "another long one", FROM)


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "\x00", "é"])
def test_a_made_up_token_is_unknown(accounts: Accounts, token: str) -> None:
    with pytest.raises(NotAuthentic, match=r"session\.unknown"):
        accounts.whoami(token)


def guess(accounts: Accounts, name: str = "an", address: str = FROM) -> str:
    try:
        accounts.sign_in(name, "a wrong guess", address)
    except FleetError as error:
        return error.code
    return "in"


def test_guessing_waits_longer_each_time(accounts: Accounts, clock: SetClock) -> None:
    assert [guess(accounts) for _ in range(4)] == ["sign_in.refused"] * 3 + ["sign_in.too_many"]
    for wait_s in (1, 2, 4, 8):
        clock.advance(timedelta(seconds=wait_s - 0.5))
        assert guess(accounts) == "sign_in.too_many"
        clock.advance(timedelta(seconds=0.5))
        assert guess(accounts) == "sign_in.refused"

    with pytest.raises(TooMany) as raised:
        accounts.sign_in("an", PASSWORD, FROM)
    assert raised.value.params == {"wait_s": 16}
    clock.advance(timedelta(seconds=16))
    accounts.sign_in("an", PASSWORD, FROM)
    assert guess(accounts) == "sign_in.refused"


def test_guessing_elsewhere_locks_nobody_out(accounts: Accounts) -> None:
    for _ in range(5):
        guess(accounts, address="198.51.100.7")

    accounts.sign_in("an", PASSWORD, FROM)


def test_guessing_names_is_slowed_down_too(accounts: Accounts) -> None:
    codes = [guess(accounts, name=f"name{n}") for n in range(31)]

    assert codes == ["sign_in.refused"] * 30 + ["sign_in.too_many"]


def test_an_office_behind_one_address_signs_in_all_morning(accounts: Accounts) -> None:
    for _ in range(40):
        accounts.sign_in("an", PASSWORD, FROM)

    guesses = [guess(accounts, name=f"name{n}") for n in range(31)]
    assert guesses == ["sign_in.refused"] * 30 + ["sign_in.too_many"]


def test_an_ipv6_guesser_cannot_change_address(accounts: Accounts) -> None:
    codes = [guess(accounts, address=f"2001:db8::{n:x}") for n in range(4)]

    assert codes[-1] == "sign_in.too_many"


def test_guessing_at_once_gains_nothing(accounts: Accounts) -> None:
    codes: list[str] = []
    threads = [threading.Thread(target=lambda: codes.append(guess(accounts))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert codes.count("sign_in.refused") <= 3


def test_signing_in_is_in_the_audit_log(accounts: Accounts, database: Database) -> None:
    accounts.sign_in("an", PASSWORD, FROM)
    guess(accounts)
    with database.read() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    assert [row.what for row in rows] == ["user.add", "sign_in", "sign_in.refused"]
    assert rows[1].detail == {"address": FROM}

"""Signed stamps at a station, with the network gone: the keys on its disk decide."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.station.code import Code
from kiosk.station.content import Content
from kiosk.station.flow import Answered, AskFor, CodeSeen, Moment, Scanning, State, StoreScan
from kiosk.station.notices import Notices
from kiosk.station.table import step
from provenance.answer import Answer, NotFound, Unavailable
from provenance.signatures.keylist import NO_KEYS, KeyList
from provenance.signatures.stamp import sign_claims, sign_link
from provenance.verdict import Verdict, VerdictKind
from tests.provenance.signatures.keys import AIS, CLAIMS, KEY, KID, key_list
from tests.support.station_codes import code

NOW = Moment(s=1000.0, today=date(2026, 11, 22))
UNAVAILABLE = Unavailable(reason="gateway.unreachable")
NOT_FOUND = NotFound(asked=("Sổ thử",))
FORMS = {"A": sign_link(AIS, KID, KEY), "B": sign_claims(CLAIMS, KID, KEY)}
KEYS = key_list()
K = VerdictKind


def verdict(seen: Code, keys: KeyList, answer: Answer, now: Moment = NOW) -> Verdict:
    """Hold a code up, and give the verdict that is stored."""
    state = State(
        screen=Scanning(until_s=now.s + 8),
        language="vi",
        content=Content(),
        notices=Notices(keys=keys),
    )
    asked = step(state, CodeSeen(code=seen), now)
    (question,) = asked.effects
    assert isinstance(question, AskFor)
    told = step(asked.state, Answered(ticket=question.ticket, answer=answer), now)
    (stored,) = told.effects
    assert isinstance(stored, StoreScan)
    return stored.verdict


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(
    ("keys", "answer", "kind"),
    [
        (KEYS, UNAVAILABLE, K.SIGNED_STATE_UNKNOWN),
        (KEYS, NOT_FOUND, K.SIGNED_BUT_UNKNOWN),
        (NO_KEYS, UNAVAILABLE, K.UNAVAILABLE),
        (NO_KEYS, NOT_FOUND, K.UNKNOWN),
        (key_list(kid="ffff"), UNAVAILABLE, K.BAD_SIGNATURE),
        (key_list(prefixes=["893999"]), UNAVAILABLE, K.BAD_SIGNATURE),
        (key_list(revoked_at="2026-11-20"), UNAVAILABLE, K.BAD_SIGNATURE),
        (key_list(not_after="2026-11-21"), UNAVAILABLE, K.BAD_SIGNATURE),
    ],
)
def test_verdict_by_the_keys(text: str, keys: KeyList, answer: Answer, kind: VerdictKind) -> None:
    assert verdict(code(text), keys, answer).kind is kind


@pytest.mark.parametrize(
    "forged",
    [FORMS["A"].replace("A7K3M9Q2", "A7K3M9Q3"), FORMS["A"].replace("17=261231", "17=281231")],
)
def test_a_changed_serial_or_date_is_seen_through(forged: str) -> None:
    assert verdict(code(forged), KEYS, UNAVAILABLE).kind is K.BAD_SIGNATURE


def test_without_a_clock_the_keys_days_are_withheld() -> None:
    told = verdict(code(FORMS["A"]), KEYS, UNAVAILABLE, replace(NOW, today=None))
    assert (told.kind, told.dates_withheld) == (K.SIGNED_STATE_UNKNOWN, True)

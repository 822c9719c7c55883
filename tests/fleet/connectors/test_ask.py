"""Sources asked at once over real connections, on both databases: deadlines, breaker, memory."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from fleet.connectors import breaker, service, store
from fleet.connectors.ask import Asked, Connectors
from fleet.connectors.fetch import Fetcher
from fleet.connectors.models import ConnectorAnswer
from fleet.connectors.port import Known, NotKnown, Question, Reason
from fleet.connectors.secret_store import Secrets
from fleet.connectors.service import Draft
from fleet.db.engine import Database
from fleet.errors import NotThere
from provenance.answer import Unavailable
from provenance.keys import Gtin, ItemKey
from tests.fleet.connectors.conftest import LOOPBACK, config_for
from tests.support import portal as portals
from tests.support.fleet_clock import SetClock
from tests.support.portal import Portal, says, status
from tests.support.waiting import wait_until

pytestmark = pytest.mark.loopback

KEY = ItemKey(gtin=Gtin("08930000000019"))
QUESTION = Question(key=KEY)
GOODS = f"/goods/{KEY.gtin}"


class RunningClock(SetClock):
    """Runs like any clock for intervals; the day is moved by the test."""

    def monotonic_s(self) -> float:
        return time.monotonic()


@pytest.fixture
def clock() -> RunningClock:
    return RunningClock()


@pytest.fixture
def connectors(database: Database, clock: RunningClock, secrets: Secrets) -> Iterator[Connectors]:
    fetcher = Fetcher(clock, secrets, networks=LOOPBACK)
    connectors = Connectors(database, clock, fetcher, chance=lambda: 0.5)
    yield connectors
    connectors.close()


Describe = Callable[..., None]


@pytest.fixture
def describe(database: Database, portal: Portal, clock: RunningClock) -> Describe:
    """Return a function that adds a source at the portal."""

    def add(name: str, path: str = "/goods/{gtin}", place: int = 0, **more: object) -> None:
        document = config_for(portal, path, **more).model_dump(mode="json")
        draft = Draft(title=name.title(), enabled=True, place=place, document=document)
        with database.write() as session:
            service.add(session, name, draft, by="test", now=clock.now())

    return add


def only(asked: tuple[Asked, ...]) -> Asked:
    assert len(asked) == 1
    return asked[0]


def test_all_are_asked_at_once_and_answer_in_their_order(
    connectors: Connectors, describe: Describe, portal: Portal
) -> None:
    describe("late", "/late/{gtin}", place=1, timeout_s=1)
    describe("knows", place=2)
    describe("not", "/not/{gtin}", place=3, not_found_status=(404,))
    describe("other", place=0, gtin_prefixes=("04",))
    portal.answers[f"/late/{KEY.gtin}"] = portals.silent
    portal.answers[GOODS] = says({"name": "Rau muống"})

    began_s = time.monotonic()
    late, knows, unknown = connectors.ask(QUESTION, 0.5)

    assert time.monotonic() - began_s < 2
    assert late.outcome == Unavailable(reason=Reason.LATE)
    assert isinstance(knows.outcome, Known)
    assert knows.outcome.dossier.source == "Knows"
    assert isinstance(unknown.outcome, NotKnown)


def test_an_answer_is_used_again_and_then_stands_in(
    connectors: Connectors, describe: Describe, portal: Portal, clock: RunningClock
) -> None:
    describe("city", fresh_s=60, keep_s=3600)
    portal.answers[GOODS] = says({"name": "Rau muống"})
    first = only(connectors.ask(QUESTION, 5))
    again = only(connectors.ask(QUESTION, 5))
    assert (first.remembered, again.remembered, len(portal.asked)) == (False, True, 1)
    assert isinstance(first.outcome, Known)
    assert isinstance(again.outcome, Known)
    assert again.outcome.fetched_at == first.outcome.fetched_at

    portal.answers[GOODS] = status(503)
    clock.advance(timedelta(seconds=61))
    stale = only(connectors.ask(QUESTION, 5))
    assert (stale.outcome, stale.remembered, len(portal.asked)) == (again.outcome, True, 2)

    clock.advance(timedelta(seconds=3600))
    assert only(connectors.ask(QUESTION, 5)).outcome == Unavailable(reason=Reason.SERVER)


def test_not_known_never_stands_in(
    connectors: Connectors, describe: Describe, portal: Portal, clock: RunningClock
) -> None:
    describe("city", not_found_status=(404,), not_found_s=60)
    assert isinstance(only(connectors.ask(QUESTION, 5)).outcome, NotKnown)
    assert only(connectors.ask(QUESTION, 5)).remembered
    portal.answers[GOODS] = status(403)
    clock.advance(timedelta(seconds=61))
    assert only(connectors.ask(QUESTION, 5)).outcome == Unavailable(reason=Reason.REFUSED)


def test_who_fails_is_left_alone_tried_once_and_asked_again(
    connectors: Connectors, describe: Describe, portal: Portal, clock: RunningClock
) -> None:
    describe("city", fresh_s=0)
    for _ in range(breaker.MOST_FAILURES):
        assert only(connectors.ask(QUESTION, 5)).outcome == Unavailable(reason=Reason.NOT_THERE)
    assert only(connectors.ask(QUESTION, 5)).outcome == Unavailable(reason=Reason.OPEN)
    assert len(portal.asked) == breaker.MOST_FAILURES

    clock.advance(timedelta(seconds=11))
    assert only(connectors.ask(QUESTION, 5)).outcome == Unavailable(reason=Reason.NOT_THERE)
    assert only(connectors.ask(QUESTION, 5)).outcome == Unavailable(reason=Reason.OPEN)

    portal.answers[GOODS] = says({"name": "Rau muống"})
    clock.advance(timedelta(seconds=25))
    for _ in range(2):
        assert isinstance(only(connectors.ask(QUESTION, 5)).outcome, Known)


def test_a_trial_is_one_question_only(database: Database, describe: Describe) -> None:
    describe("city")
    now = SetClock().now()
    with database.write() as session:
        health = breaker.Health(failures=3, retry_at=now)
        store.save_health(session, "city", health)
        assert store.take_trial(session, "city", now, now)
        assert not store.take_trial(session, "city", now, now)


def test_the_oldest_answers_make_room(
    database: Database, describe: Describe, clock: RunningClock
) -> None:
    describe("city")
    describe("other")
    for number in range(5):
        clock.advance(timedelta(seconds=1))
        question = Question(system="Sổ", code=str(number))
        for name in ("city", "other"):
            most = 3 if name == "city" else 10
            with database.write() as session:
                said = NotKnown(fetched_at=clock.now())
                store.save_answer(session, name, 1, question, said, most=most)
    with database.read() as session:
        rows = session.execute(select(ConnectorAnswer.name, ConnectorAnswer.question)).all()
    kept = {question for name, question in rows if name == "city"}
    assert kept == {store.question_id(Question(system="Sổ", code=code)) for code in "234"}
    assert len(rows) == 8


def test_an_answer_that_comes_too_late_is_kept_for_the_next(
    connectors: Connectors, describe: Describe, portal: Portal, database: Database
) -> None:
    describe("city")
    document = b'{"name": "Rau"}'
    head = portals.head(200, {"Content-Type": "application/json", "Content-Length": "15"})
    portal.answers[GOODS] = portals.drips(head + document, 0.005)
    assert only(connectors.ask(QUESTION, 0.05)).outcome == Unavailable(reason=Reason.LATE)

    def kept() -> bool:
        with database.read() as session:
            return bool(session.scalar(select(func.count()).select_from(ConnectorAnswer)))

    wait_until(kept)
    assert isinstance(only(connectors.ask(QUESTION, 5)).outcome, Known)


def test_a_check_asks_whatever_is_remembered(
    connectors: Connectors, describe: Describe, portal: Portal
) -> None:
    describe("city")
    portal.answers[GOODS] = says({"name": "Rau muống"})
    connectors.ask(QUESTION, 5)
    assert isinstance(connectors.check("city", QUESTION), Known)
    assert len(portal.asked) == 2
    with pytest.raises(NotThere, match=r"connector\.unknown"):
        connectors.check("nobody", QUESTION)
    with pytest.raises(NotThere, match=r"connector\.no_match"):
        connectors.check("city", Question(system="other", code="1"))


def test_another_description_forgets_what_was_said(
    connectors: Connectors,
    describe: Describe,
    portal: Portal,
    database: Database,
    clock: RunningClock,
) -> None:
    describe("city")
    portal.answers[GOODS] = says({"name": "Rau muống", "ten": "Rau cải"})
    connectors.ask(QUESTION, 5)
    fields = {"item.name.vi": {"path": "ten"}}
    document = config_for(portal, fields=fields).model_dump(mode="json")
    draft = Draft(title="City", enabled=True, place=0, document=document)
    with database.write() as session:
        service.change(session, "city", draft, expected=1, by="test", now=clock.now())

    found = only(connectors.ask(QUESTION, 5)).outcome

    assert isinstance(found, Known)
    assert found.dossier.item.name.vi == "Rau cải"
    with database.write() as session:
        service.remove(session, "city", by="test", now=clock.now())
    assert connectors.ask(QUESTION, 5) == ()

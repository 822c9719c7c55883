"""What stations hear about goods when other systems are asked too; silence is never "not known"."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import httpx2
import pytest
from starlette.testclient import TestClient

from contract import gateway
from fleet.connectors import service
from fleet.connectors.ask import Connectors
from fleet.connectors.fetch import Fetcher
from fleet.connectors.secret_store import Secrets
from fleet.connectors.service import Draft
from fleet.db.engine import Database
from fleet.registry.service import import_file
from tests.fleet.connectors.conftest import LOOPBACK, authority, config_for, portal, secrets
from tests.fleet.station_api.conftest import Bearer
from tests.fleet.stations.conftest import Enrolled
from tests.support.fleet_clock import SetClock
from tests.support.portal import Portal, says, status
from tests.support.registry import GTIN, as_bytes, document

__all__ = ["authority", "portal", "secrets"]

pytestmark = pytest.mark.loopback

UNKNOWN = "04006381333931"
STAMPED = {
    "item.name.vi": {"path": "name"},
    "stamp.serial": {"path": "serial"},
    "stamp.state": {"constant": "active"},
}


class RunningClock(SetClock):
    """Runs like any clock for intervals; the day stands still."""

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


Ask = Callable[..., httpx2.Response]


@pytest.fixture
def ask(
    anybody: TestClient,
    enrol: Callable[[str], Enrolled],
    bearer: Bearer,
    database: Database,
    portal: Portal,
    clock: RunningClock,
) -> Ask:
    """Return a function that looks goods up as a station; one portal is asked besides."""
    config = config_for(portal, timeout_s=2, not_found_status=(404,), fields=STAMPED)
    draft = Draft(
        title="Cổng Hà Nội", enabled=True, place=0, document=config.model_dump(mode="json")
    )
    with database.write() as session:
        service.add(session, "city", draft, by="test", now=clock.now())
    import_file(database, clock, as_bytes(document()), by="test")
    headers = bearer(enrol("hom-1"))

    def look_up(gtin: str, **more: str) -> httpx2.Response:
        body = {"gtin": gtin, **more}
        return anybody.post(gateway.LOOKUP, json=body, headers=headers)

    return look_up


def test_what_the_registry_knows_wholly_is_asked_nobody_else(ask: Ask, portal: Portal) -> None:
    answer = ask(GTIN, serial="S1").json()
    assert (answer["kind"], answer["fetched_at"]) == ("found", None)
    assert portal.asked == []


def test_another_system_knows_goods_and_says_since_when(
    ask: Ask, portal: Portal, clock: RunningClock
) -> None:
    portal.answers[f"/goods/{UNKNOWN}"] = says({"name": "Bút"})
    answer = gateway.LookupFound.model_validate(ask(UNKNOWN).json())
    assert answer.dossier.source == "Cổng Hà Nội"
    assert answer.fetched_at == clock.now()


def test_not_known_is_everybodys_word(ask: Ask) -> None:
    answer = ask(UNKNOWN).json()
    assert (answer["kind"], answer["asked"]) == ("not_found", ["Sổ minh họa", "Cổng Hà Nội"])


def test_a_system_that_is_silent_leaves_it_open(ask: Ask, portal: Portal) -> None:
    portal.answers[f"/goods/{UNKNOWN}"] = status(200)
    answer = ask(UNKNOWN)
    assert (answer.status_code, answer.json()["code"]) == (503, "lookup.unavailable")


def test_a_unit_that_only_another_system_may_know(ask: Ask, portal: Portal) -> None:
    path = f"/goods/{GTIN}"
    portal.answers[path] = status(503)
    assert ask(GTIN, serial="S9").status_code == 503

    portal.answers[path] = says({"name": "Rau muống", "serial": "S8"})
    found = ask(GTIN, serial="S8").json()["dossier"]
    assert (found["source"], found["stamp"]["state"]) == ("Cổng Hà Nội", "active")

    portal.answers[path] = status(404)
    unknown = ask(GTIN, serial="S7").json()
    assert (unknown["kind"], unknown["dossier"]["stamp"]) == ("found", None)


def test_a_recall_is_told_even_when_the_unit_cannot_be_asked_for(
    ask: Ask, portal: Portal, database: Database, clock: RunningClock
) -> None:
    content = document()
    recall = {
        "recall_id": "R-ALL",
        "gtin": GTIN,
        "reason": {"vi": "Tồn dư"},
        "authority": "Chi cục",
        "since": "2026-11-01",
    }
    content["recalls"].append(recall)
    import_file(database, clock, as_bytes(content), by="test")
    portal.answers[f"/goods/{GTIN}"] = status(503)

    answer = ask(GTIN, serial="S9")

    assert answer.status_code == 200
    assert "R-ALL" in [one["recall_id"] for one in answer.json()["dossier"]["recalls"]]


Codes = Callable[..., httpx2.Response]


@pytest.fixture
def ask_code(
    ask: Ask,
    anybody: TestClient,
    enrol: Callable[[str], Enrolled],
    bearer: Bearer,
    database: Database,
    portal: Portal,
    clock: RunningClock,
) -> Codes:
    """Return a function that asks a system for one of its codes as a station."""
    fields = {"item.name.vi": {"path": "name"}, "item.gtin": {"path": "gtin"}}
    config = config_for(portal, not_found_status=(404,), fields=fields, fresh_s=60)
    described = config.model_dump(mode="json") | {"url": f"{portal.url}/codes/{{code}}"}
    draft = Draft(title="Tem Hà Nội", enabled=True, place=1, document=described)
    with database.write() as session:
        service.add(session, "tem", draft, by="test", now=clock.now())
    headers = bearer(enrol("mo-1"))

    def look_up(code: str, system: str = "Tem Hà Nội") -> httpx2.Response:
        body = {"system": system, "code": code}
        return anybody.post(gateway.TRACE, json=body, headers=headers)

    return look_up


def test_a_code_of_another_system_is_asked_for_there(
    ask_code: Codes, portal: Portal, clock: RunningClock
) -> None:
    portal.answers["/codes/AB12"] = says({"name": "Rau muống", "gtin": GTIN})
    answer = gateway.LookupFound.model_validate(ask_code("AB12").json())
    assert answer.dossier.item.gtin == GTIN
    # What the registry holds of the same goods comes with it.
    assert answer.dossier.promotions


def test_a_code_of_goods_that_only_the_system_knows_is_as_old_as_its_word(
    ask_code: Codes, portal: Portal, clock: RunningClock
) -> None:
    portal.answers["/codes/AB12"] = says({"name": "Bút", "gtin": UNKNOWN})
    said_at = clock.now()
    assert gateway.LookupFound.model_validate(ask_code("AB12").json()).fetched_at == said_at
    clock.advance(timedelta(minutes=2))
    portal.answers["/codes/AB12"] = status(503)
    answer = gateway.LookupFound.model_validate(ask_code("AB12").json())
    assert (answer.dossier.source, answer.fetched_at) == ("Tem Hà Nội", said_at)


def test_a_code_that_its_system_does_not_know(ask_code: Codes) -> None:
    answer = ask_code("XY99")
    assert (answer.status_code, answer.json()["kind"]) == (200, "not_found")
    assert answer.json()["asked"] == ["Tem Hà Nội"]


@pytest.mark.parametrize(
    ("said", "system", "code"),
    [
        (500, "Tem Hà Nội", "lookup.unavailable"),
        (200, "Tem Hà Nội", "lookup.unavailable"),
        (200, "Hệ thống khác", "lookup.nobody"),
        (200, "Cổng Hà Nội", "lookup.nobody"),
    ],
)
def test_a_code_for_which_nobody_answered_is_not_said_to_be_unknown(
    ask_code: Codes, portal: Portal, said: int, system: str, code: str
) -> None:
    portal.answers["/codes/AB12"] = status(said)
    answer = ask_code("AB12", system)
    assert (answer.status_code, answer.json()["code"]) == (503, code)


@pytest.mark.parametrize(
    "body", [{}, {"system": "", "code": "A"}, {"system": "T", "code": "A\0"}, {"code": "A" * 201}]
)
def test_a_question_that_is_none_is_refused(
    ask: Ask, anybody: TestClient, bearer: Bearer, enrol: Callable[[str], Enrolled], body: object
) -> None:
    answer = anybody.post(gateway.TRACE, json=body, headers=bearer(enrol("mo-1")))
    assert answer.status_code == 422

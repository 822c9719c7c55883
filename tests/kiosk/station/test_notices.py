"""Recalls and keys that the agent brings: in force at the next scan, whatever is known else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contract.bundle import CodeRule, RuleList
from kiosk.bundle import store
from kiosk.lookup.worker import Answered
from kiosk.station.notices import NoticeBoard, Notices
from kiosk.ui import view
from provenance.answer import Answer, Found, NotFound, Unavailable, Via
from provenance.codes.known_hosts import KNOWN_HOSTS
from provenance.keys import Gtin, TraceKey
from provenance.records import PartyId, Recall, RecallId, Text
from provenance.verdict import Verdict, VerdictKind
from tests.support.bundles import Shelves
from tests.support.dossiers import GTIN, unit_dossier
from tests.support.station_codes import UNIT_LINK, frame, sighting
from tests.support.station_fakes import Rig

OTHER = Gtin("08938505974194")


def recall(name: str, **scope: str) -> Recall:
    return Recall(
        recall_id=RecallId(name),
        reason=Text(vi="Dư lượng thuốc"),
        authority="Sở Nông nghiệp",
        since=date(2026, 11, 22),
        gtin=Gtin(scope["gtin"]) if "gtin" in scope else None,
        lot=scope.get("lot"),
        serial_from=scope.get("serial"),
        serial_to=scope.get("serial"),
        party=PartyId(scope["party"]) if "party" in scope else None,
    )


@pytest.fixture
def rig(data_dir: Path) -> Iterator[Rig]:
    rig = Rig(data_dir)
    yield rig
    rig.outbox.close()


def verdict_on(rig: Rig, answer: Answer) -> VerdictKind:
    rig.camera.events.append(frame(rig.clock.monotonic_s(), [sighting(UNIT_LINK)]))
    rig.turn()
    ticket = rig.lookups.questions[-1].ticket
    rig.lookups.answers.append(Answered(ticket=ticket, answer=answer))
    rig.turn()
    screen = rig.window.views[-1].screen
    assert isinstance(screen, view.Result)
    return screen.verdict.kind


@pytest.mark.parametrize(
    "scope",
    [
        pytest.param({"gtin": GTIN}, id="product"),
        pytest.param({"gtin": GTIN, "lot": "A1"}, id="lot"),
        pytest.param({"gtin": GTIN, "serial": "S1"}, id="serial"),
    ],
)
@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Unavailable(reason="gateway.timeout"), id="network gone"),
        pytest.param(NotFound(asked=("Sổ thử",)), id="not known"),
        pytest.param(None, id="known and active"),
    ],
)
def test_a_recall_that_was_pushed_is_red_at_the_next_scan(
    rig: Rig, scope: dict[str, str], answer: Answer | None
) -> None:
    rig.notices.append(Notices(recalls=(recall("r1", **scope), recall("r2", gtin=OTHER))))
    rig.turn()
    known = Found(dossier=unit_dossier(), via=Via.GATEWAY, fetched_at=rig.clock.now())
    assert verdict_on(rig, answer or known) is VerdictKind.RECALLED


def test_a_recall_of_a_party_needs_to_know_who_made_the_goods(rig: Rig) -> None:
    rig.notices.append(Notices(recalls=(recall("r1", party="p1"),)))
    rig.turn()
    known = Found(dossier=unit_dossier(), via=Via.CACHE, fetched_at=rig.clock.now())
    assert verdict_on(rig, known) is VerdictKind.RECALLED


def test_recalls_of_other_goods_change_nothing(rig: Rig) -> None:
    others = (recall("r1", gtin=OTHER), recall("r2", gtin=GTIN, lot="B2"))
    rig.notices.append(Notices(recalls=others))
    rig.turn()
    known = Found(dossier=unit_dossier(), via=Via.GATEWAY, fetched_at=rig.clock.now())
    assert verdict_on(rig, known) is not VerdictKind.RECALLED


def test_the_board_tells_what_is_new_once(tmp_path: Path) -> None:
    board, shelves = NoticeBoard(tmp_path), Shelves()
    assert board.news() is None

    shelves.install(tmp_path, shelves.bundle(1, recalls=(recall("r1", gtin=GTIN),), keys=NO_LIST))
    news = board.news()
    assert news is not None
    assert [one.recall_id for one in news.recalls_of(GTIN)] == ["r1"]
    assert news.recalls_of(OTHER) == ()
    assert board.news() is None

    shelves.install(tmp_path, shelves.bundle(2, keys=NO_LIST))
    news = board.news()
    assert news is not None
    assert news.recalls == ()


NO_LIST = b'{"number": 0, "keys": []}'


@pytest.mark.parametrize("broken", ["state", "recalls"])
def test_what_cannot_be_read_leaves_what_was_told_last(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    board, shelves = NoticeBoard(tmp_path), Shelves()
    state = shelves.bundle(1, keys=NO_LIST)
    shelves.install(tmp_path, state)
    if broken == "state":
        (tmp_path / store.NOTICES).write_text("{")
    if broken == "recalls":
        store.blob(tmp_path, state.recalls).unlink()

    assert board.news() is None
    assert "can't be read" in caplog.text


def test_keys_that_cannot_be_read_keep_no_recall_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    board, shelves = NoticeBoard(tmp_path), Shelves()
    shelves.install(tmp_path, shelves.bundle(1, keys=NO_LIST))
    before = board.news()
    assert before is not None
    shelves.install(tmp_path, shelves.bundle(2, keys=b"[", recalls=(recall("r1", gtin=GTIN),)))

    news = board.news()
    assert news is not None
    assert [one.recall_id for one in news.recalls] == ["r1"]
    assert news.keys == before.keys
    assert "keys of issuers can't be read" in caplog.text


def test_another_order_with_the_same_id_hides_none(rig: Rig) -> None:
    rig.notices.append(Notices(recalls=(recall("r1", gtin=GTIN, lot="B2"),)))
    rig.turn()
    told = replace(unit_dossier(), recalls=(recall("r1", gtin=GTIN, lot="A1"),))
    known = Found(dossier=told, via=Via.GATEWAY, fetched_at=rig.clock.now())
    assert verdict_on(rig, known) is VerdictKind.RECALLED


RULES = RuleList(
    rules=(CodeRule(host="*.tem.example", path="/t1/{code}", system="Tem Hà Nội"),),
    systems=("Tem Hà Nội",),
)
TEM = "https://hn.tem.example/t1/AB12"


def with_rules(rig: Rig, folder: Path, *recalls: Recall) -> None:
    shelves = Shelves()
    shelves.install(folder, shelves.bundle(keys=NO_LIST, rules=RULES, recalls=recalls))
    news = NoticeBoard(folder).news()
    assert news is not None
    rig.notices.append(news)
    rig.turn()


def scan_tem(rig: Rig) -> list[TraceKey]:
    rig.camera.events.append(frame(rig.clock.monotonic_s(), [sighting(TEM)]))
    rig.turn()
    return [one.key for one in rig.lookups.questions if isinstance(one.key, TraceKey)]


def told_of_tem(rig: Rig, answer: Answer) -> Verdict:
    rig.lookups.answers.append(Answered(ticket=rig.lookups.questions[-1].ticket, answer=answer))
    rig.turn()
    screen = rig.window.views[-1].screen
    assert isinstance(screen, view.Result)
    return screen.verdict


def test_codes_of_a_system_that_the_fleet_can_ask_are_looked_up(rig: Rig, tmp_path: Path) -> None:
    with_rules(rig, tmp_path)
    assert scan_tem(rig) == [TraceKey(system="Tem Hà Nội", code="AB12")]
    known = Found(dossier=unit_dossier(), via=Via.CACHE, fetched_at=rig.clock.now())
    verdict = told_of_tem(rig, known)
    assert (verdict.kind, verdict.answer) == (VerdictKind.VALID, known)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (NotFound(asked=("Tem Hà Nội",)), VerdictKind.UNKNOWN),
        (Unavailable(reason="gateway.status_503"), VerdictKind.UNAVAILABLE),
    ],
)
def test_a_system_that_is_silent_is_not_one_that_knows_nothing(
    rig: Rig, tmp_path: Path, answer: Answer, kind: VerdictKind
) -> None:
    with_rules(rig, tmp_path)
    scan_tem(rig)
    assert told_of_tem(rig, answer).kind is kind


def test_a_recall_concerns_the_goods_that_a_code_of_a_system_stands_for(
    rig: Rig, tmp_path: Path
) -> None:
    with_rules(rig, tmp_path, recall("r1", gtin=GTIN, lot="A1"))
    scan_tem(rig)
    known = Found(dossier=unit_dossier(), via=Via.BUNDLE, fetched_at=rig.clock.now())
    assert told_of_tem(rig, known).kind is VerdictKind.RECALLED


def test_without_rules_the_address_is_nobodys(rig: Rig) -> None:
    assert scan_tem(rig) == []
    screen = rig.window.views[-1].screen
    assert isinstance(screen, view.Result)
    assert screen.verdict.kind is VerdictKind.NOT_A_TRACE_CODE


def test_rules_that_cannot_be_used_keep_no_recall_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    board, shelves = NoticeBoard(tmp_path), Shelves()
    later = CodeRule(host="tem.example", path="/{code}", system="Tem", kind="later")
    wrong = CodeRule(host="*", path="/{code}", system="Tem")
    told = RULES.model_copy(update={"rules": (later, wrong, *RULES.rules)})
    shelves.install(tmp_path, shelves.bundle(1, keys=NO_LIST, rules=told))
    before = board.news()
    assert before is not None
    assert [rule.host for rule in before.rules] == [
        "*.tem.example",
        *(rule.host for rule in KNOWN_HOSTS),
    ]
    assert caplog.text.count("a rule for codes can't be used") == 2

    recalls = (recall("r1", gtin=GTIN),)
    shelves.install(tmp_path, shelves.bundle(2, keys=NO_LIST, rules=b"[", recalls=recalls))
    after = board.news()
    assert after is not None
    assert (after.recalls, after.rules, after.systems) == (recalls, before.rules, before.systems)
    assert "rules for codes can't be read" in caplog.text

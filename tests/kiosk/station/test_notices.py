"""Recalls and keys that the agent brings: in force at the next scan, whatever is known else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.bundle import store
from kiosk.lookup.worker import Answered
from kiosk.station.notices import NoticeBoard, Notices
from kiosk.ui import view
from provenance.answer import Answer, Found, NotFound, Unavailable, Via
from provenance.keys import Gtin
from provenance.records import PartyId, Recall, RecallId, Text
from provenance.verdict import VerdictKind
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

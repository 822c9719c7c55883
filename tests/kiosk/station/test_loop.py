"""The station's loop: what goes in at the camera comes out at window and outbox, whatever fails."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contract.desired import StationConfiguration
from kiosk.camera.sighting import CameraDown, CameraHealth, CameraUp, Guidance, Hint, Motion
from kiosk.errors import StorageError
from kiosk.local.protocol import (
    Done,
    Failed,
    GetStatus,
    NetworkIs,
    Reload,
    ScreenshotReply,
    StatusReply,
    TakeScreenshot,
)
from kiosk.lookup.worker import Answered
from kiosk.station.content import Content
from kiosk.station.desk import NEWS_S
from kiosk.ui import view
from kiosk.ui.port import Quit
from provenance.answer import Found, NotFound, Via
from provenance.codes.read import read
from provenance.records import StampState
from provenance.verdict import Colour, VerdictKind
from tests.support.dossiers import unit_dossier
from tests.support.station_codes import (
    EAN,
    FOREIGN_LINK,
    PERSONAL,
    UNIT_LINK,
    frame,
    sighting,
)
from tests.support.station_fakes import Rig


@pytest.fixture
def rig(data_dir: Path) -> Iterator[Rig]:
    rig = Rig(data_dir)
    yield rig
    rig.outbox.close()


def show(rig: Rig, *texts: str) -> None:
    codes = [sighting(text) for text in texts]
    rig.camera.events.append(frame(rig.clock.monotonic_s(), codes))
    rig.turn()


def answer(rig: Rig, what: Found | NotFound) -> None:
    rig.lookups.answers.append(Answered(ticket=rig.lookups.questions[-1].ticket, answer=what))
    rig.turn()


def found(rig: Rig, state: StampState = StampState.ACTIVE, lot: str = "A1") -> Found:
    dossier = unit_dossier(state, lot=lot)
    return Found(dossier=dossier, via=Via.GATEWAY, fetched_at=rig.clock.now())


def screen(rig: Rig) -> view.Screen:
    return rig.window.views[-1].screen


def badge(rig: Rig) -> tuple[bool, datetime | None]:
    drawn = rig.window.views[-1]
    return drawn.online, drawn.offline_since


def status(rig: Rig) -> StatusReply:
    reply = rig.ask(GetStatus())
    assert isinstance(reply, StatusReply)
    return reply


def test_a_scan_goes_from_camera_to_window_and_outbox(rig: Rig) -> None:
    show(rig, UNIT_LINK)
    assert [q.key for q in rig.lookups.questions] == [read(UNIT_LINK).item]
    rig.clock.advance(0.08)
    answer(rig, found(rig))

    shown = screen(rig)
    assert isinstance(shown, view.Result)
    assert shown.verdict.kind is VerdictKind.VALID
    (event,) = rig.outbox.pending(0)
    assert (event.verdict, event.colour, event.via) == (VerdictKind.VALID, Colour.GREEN, "gateway")
    assert event.code == "(01)08935217400102(10)A1(21)S1"
    assert event.frame_to_verdict_ms == pytest.approx(100, abs=1)


def test_a_scan_is_on_disk_before_its_verdict_is_shown(rig: Rig) -> None:
    depth_when_shown: list[int] = []

    def look(drawn: view.View) -> None:
        if isinstance(drawn.screen, view.Result):
            depth_when_shown.append(rig.outbox.depth)

    rig.window.on_draw = look
    show(rig, FOREIGN_LINK)
    assert depth_when_shown == [1]


def test_attract_scanning_checking_result_and_back(rig: Rig) -> None:
    rig.turn()
    rig.camera.events.append(frame(rig.clock.monotonic_s(), [sighting(EAN, confirmed=False)]))
    rig.turn()
    assert isinstance(screen(rig), view.Scanning)
    show(rig, EAN)
    assert isinstance(screen(rig), view.Scanning)
    rig.turn(0.3)
    rig.turn()
    assert isinstance(screen(rig), view.Checking)
    answer(rig, NotFound(asked=("Sổ thử",)))
    assert isinstance(screen(rig), view.Result)
    rig.turn(60)
    rig.turn()
    assert isinstance(screen(rig), view.Attract)


def test_a_disagreement_turns_red_when_it_was_read_twice(rig: Rig) -> None:
    for colour in (Colour.GREY, Colour.RED):
        show(rig, UNIT_LINK)
        answer(rig, found(rig, lot="B9"))
        shown = screen(rig)
        assert isinstance(shown, view.Result)
        assert shown.verdict.kind is VerdictKind.MISMATCH
        if colour is Colour.RED:
            assert shown.verdict.colour is Colour.RED
        assert shown.verdict.rescan is (colour is not Colour.RED)
        rig.clock.advance(2)
    assert rig.outbox.depth == 2


def test_nothing_of_a_personal_code_is_stored(rig: Rig, data_dir: Path) -> None:
    show(rig, PERSONAL)
    rig.outbox.close()
    stored = b"".join(path.read_bytes() for path in data_dir.iterdir())
    assert b"personal" in stored
    assert b"001099012345" not in stored
    assert b"Nguy" not in stored


def test_of_a_link_only_its_host_is_stored(rig: Rig) -> None:
    show(rig, "https://example.vn/ai?so=0912345678")
    (event,) = rig.outbox.pending(0)
    assert (event.host, event.code) == ("example.vn", None)
    assert "0912345678" not in event.model_dump_json()


def test_a_lookup_that_is_late_shows_unavailable_and_changes_nothing_later(rig: Rig) -> None:
    show(rig, UNIT_LINK)
    rig.turn(3.6)
    rig.turn()
    shown = screen(rig)
    assert isinstance(shown, view.Result)
    assert shown.verdict.kind is VerdictKind.UNAVAILABLE
    answer(rig, found(rig))
    assert screen(rig) == shown
    assert rig.outbox.depth == 1


@pytest.mark.parametrize("part", ["window", "camera"])
def test_a_part_that_breaks_does_not_end_the_loop(
    rig: Rig, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    broken = getattr(rig, part)
    broken.fault = RuntimeError("out of paint")
    for _ in range(100):
        rig.turn()
    assert 1 <= sum("out of paint" in record.getMessage() for record in caplog.records) <= 7

    broken.fault = None
    show(rig, FOREIGN_LINK)
    rig.turn(0.2)
    rig.turn()
    assert isinstance(screen(rig), view.Result)
    assert rig.outbox.depth == 1


def test_scans_are_stored_while_the_window_cannot_draw(rig: Rig) -> None:
    rig.window.fault = RuntimeError("out of paint")
    show(rig, FOREIGN_LINK)
    assert rig.outbox.depth == 1


def test_a_broken_frame_does_not_swallow_the_next_one(rig: Rig) -> None:
    odd = frame(rig.clock.monotonic_s(), [sighting(EAN)])
    object.__setattr__(odd, "codes", None)
    rig.camera.events.append(odd)
    show(rig, FOREIGN_LINK)
    assert rig.outbox.depth == 1


@pytest.mark.parametrize("text", ["", "\0\1\2", "x" * 4000, "\u202etới đây", "\ufffd"])
def test_any_content_gets_a_verdict(rig: Rig, text: str) -> None:
    show(rig, text)
    assert isinstance(screen(rig), view.Result)
    assert rig.outbox.depth == 1


def test_a_camera_that_dies_shows_the_fault_until_it_is_back(rig: Rig) -> None:
    rig.camera.events.append(CameraDown("camera.stalled"))
    rig.turn()
    assert screen(rig) == view.Fault(code="camera.stalled")
    assert status(rig).camera == "camera.stalled"
    rig.camera.events.append(CameraUp())
    rig.turn()
    assert isinstance(screen(rig), view.Attract)
    assert status(rig).camera == "up"


def test_a_full_outbox_never_keeps_the_verdict_back(
    data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rig = Rig(data_dir, max_mb=0.06)
    shown = 0
    for number in range(200):
        show(rig, f"https://h{number}.vn/")
        assert isinstance(screen(rig), view.Result)
        shown += 1
        rig.clock.advance(1.5)
    full = status(rig)
    assert full.stored + full.not_stored == shown
    assert full.outbox == "outbox.full"
    assert full.not_stored == rig.outbox.refused > 0
    assert sum("aren't stored" in record.getMessage() for record in caplog.records) == 1

    rig.outbox.acknowledge(rig.outbox.outbox_id, full.stored)
    show(rig, "https://again.vn/")
    assert (status(rig).stored, status(rig).outbox) == (full.stored + 1, "ok")
    assert "stored again" in caplog.text
    rig.outbox.close()


def test_a_broken_outbox_is_replaced_and_said(rig: Rig, data_dir: Path) -> None:
    (data_dir / "outbox.sqlite3").write_bytes(b"no database at all" * 500)
    show(rig, FOREIGN_LINK)
    assert rig.outbox.depth == 1
    assert status(rig).outbox == "replaced"


class TestScansOption:
    def test_exactly_so_many_are_stored_then_it_rests(self, data_dir: Path) -> None:
        rig = Rig(data_dir, scans=2)
        for text in (FOREIGN_LINK, "https://b.vn/", "https://c.vn/"):
            show(rig, text)
            rig.clock.advance(2)
        assert (rig.outbox.depth, rig.loop.finished) == (2, True)
        assert isinstance(screen(rig), view.Attract)
        assert status(rig).finished
        rig.outbox.close()

    def test_what_still_waits_then_is_not_stored(self, data_dir: Path) -> None:
        rig = Rig(data_dir, scans=1)
        show(rig, UNIT_LINK)
        rig.clock.advance(2)
        show(rig, FOREIGN_LINK)
        answer(rig, found(rig))
        assert rig.outbox.depth == 1
        rig.outbox.close()


class TestDesk:
    def test_status_tells_what_this_run_has_seen(self, rig: Rig) -> None:
        health = CameraHealth(frames=300, decoded=40, fps=14.96, brightness=120.0)
        rig.camera.events += [CameraUp(), health]
        show(rig, FOREIGN_LINK)
        reply = status(rig)
        assert (reply.frames_seen, reply.frames_decoded, reply.fps) == (300, 40, 15.0)
        assert reply.verdicts == {"not_a_trace_code": 1}
        assert (reply.stored, reply.stored_total, reply.not_stored) == (1, 1, 0)
        assert (reply.screen, reply.camera, reply.number) == ("result", "up", 0)
        assert reply.decode_ms.median == 5.0
        assert reply.frame_to_verdict_ms.p95 is not None

    def test_a_screenshot_of_a_real_camera_is_blanked(self, rig: Rig) -> None:
        assert rig.ask(TakeScreenshot()) == ScreenshotReply(png=b"blanked")

    def test_a_request_that_breaks_is_answered(self, rig: Rig) -> None:
        rig.window.fault = RuntimeError("out of paint")
        assert rig.ask(TakeScreenshot()) == Failed(code="station.failed")

    def test_new_content_is_shown(self, rig: Rig, three_slides: Content) -> None:
        rig.turn()
        rig.content = three_slides
        assert rig.ask(Reload()) == Done()
        rig.turn()
        assert screen(rig) == view.Attract(slide=three_slides.slides[0], index=0, count=3)
        assert status(rig).number == 4

    def test_content_that_cannot_be_read_leaves_the_old(self, rig: Rig) -> None:
        rig.content = StorageError("desired.unreadable", path="current")
        reply = rig.ask(Reload())
        assert isinstance(reply, Failed)
        assert reply.code == "desired.unreadable"

    def test_the_badge_follows_the_agent_and_its_silence(self, rig: Rig) -> None:
        since = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
        rig.ask(NetworkIs(online=False, since=since))
        assert badge(rig) == (False, since)
        rig.ask(NetworkIs(online=True))
        assert badge(rig) == (True, None)
        rig.turn(NEWS_S + 0.1)
        rig.turn()
        assert badge(rig) == (False, rig.clock.now() - timedelta(seconds=0.02))
        rig.ask(NetworkIs(online=True))
        assert badge(rig) == (True, None)


class TestDrawing:
    def drawn_in(self, rig: Rig, seconds: float) -> int:
        before = len(rig.window.views)
        for _ in range(round(seconds / 0.02)):
            rig.turn()
        return len(rig.window.views) - before

    def test_five_times_a_second_at_rest(self, rig: Rig) -> None:
        rig.turn()
        assert 4 <= self.drawn_in(rig, 1) <= 6
        assert rig.camera.previews == 0

    def test_at_once_when_something_is_touched(self, rig: Rig) -> None:
        rig.camera.events.append(CameraDown("camera.stalled"))
        rig.turn()
        before = len(rig.window.views)
        rig.turn()
        assert len(rig.window.views) == before
        rig.window.touches.append(view.Action.MORE_TIME)
        rig.turn()
        assert rig.window.views[before:] == [rig.window.views[before - 1]]

    def test_twenty_times_a_second_with_the_preview_while_scanning(self, rig: Rig) -> None:
        rig.window.touches.append(view.Action.MORE_TIME)
        rig.turn()
        assert 15 <= self.drawn_in(rig, 1) <= 21
        assert rig.camera.previews >= 15

    def test_five_times_a_second_while_nothing_moves(self, rig: Rig) -> None:
        rig.window.touches.append(view.Action.MORE_TIME)
        rig.camera.events.append(Motion(moving=False))
        rig.turn()
        assert 4 <= self.drawn_in(rig, 1) <= 6
        rig.camera.events.append(Motion(moving=True))
        assert self.drawn_in(rig, 0.02) == 1
        assert 15 <= self.drawn_in(rig, 1) <= 21

    def test_a_camera_that_comes_back_finds_it_awake(self, rig: Rig) -> None:
        rig.window.touches.append(view.Action.MORE_TIME)
        rig.camera.events += [Motion(moving=False), CameraUp()]
        rig.turn()
        assert 15 <= self.drawn_in(rig, 1) <= 21

    def test_a_hint_is_shown_until_a_code_is_read(self, rig: Rig) -> None:
        rig.camera.events.append(Guidance(Hint.TOO_DARK))
        rig.turn()
        assert screen(rig) == view.Scanning(hint=Hint.TOO_DARK)
        rig.camera.events.append(frame(rig.clock.monotonic_s(), [sighting(EAN, confirmed=False)]))
        rig.turn()
        assert screen(rig) == view.Scanning()

    def test_marks_say_where_codes_are_and_fade(self, rig: Rig) -> None:
        rig.camera.events.append(frame(rig.clock.monotonic_s(), [sighting(EAN, confirmed=False)]))
        rig.turn()
        (mark,) = rig.window.marks
        assert mark.corners[2] == (110 / 1280, 110 / 960)
        self.drawn_in(rig, 1)
        assert rig.window.marks == ()

    def test_the_clock_shows_whole_minutes_or_nothing(self, rig: Rig) -> None:
        rig.clock.advance(17)
        rig.turn()
        shown = rig.window.views[-1].clock
        assert shown is not None
        assert (shown.hour, shown.minute, shown.second) == (10, 0, 0)
        rig.clock.trust = False
        rig.turn(0.3)
        rig.turn()
        assert rig.window.views[-1].clock is None

    def test_the_countdown_shows_in_the_last_seconds(self, rig: Rig) -> None:
        show(rig, FOREIGN_LINK)
        counts = []
        for _ in range(59):
            rig.turn(1.0)
            shown = screen(rig)
            assert isinstance(shown, view.Result)
            counts.append(shown.countdown_s)
        assert counts[:39] == [None] * 39
        assert counts[-2:] == [3, 2]
        warned = [count for count in counts if count is not None]
        assert warned == sorted(warned, reverse=True)
        assert warned[0] == StationConfiguration().warn_before_s


def test_a_closed_window_ends_the_loop(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    rig.window.touches.append(Quit())
    rig.loop.run()
    assert rig.window.views


class TestWaiting:
    def waits_s(self, rig: Rig, turns: int) -> list[float]:
        """Run so many turns; give how long the loop would have slept after each."""
        asked: list[float] = []

        def wait(until_s: float) -> None:
            asked.append(until_s - rig.clock.monotonic_s())
            rig.clock.advance(max(asked[-1], 0.001))
            if len(asked) == turns:
                rig.loop.stop()

        rig.on_wait = wait
        rig.loop.run()
        return asked

    def test_at_rest_a_fifth_of_a_second(self, rig: Rig) -> None:
        assert self.waits_s(rig, 5) == pytest.approx([0.2] * 5)

    def test_while_somebody_is_here_a_twentieth(self, rig: Rig) -> None:
        rig.window.touches.append(view.Action.MORE_TIME)
        assert self.waits_s(rig, 5) == pytest.approx([0.05] * 5)

    def test_what_cannot_be_drawn_does_not_let_it_spin(self, rig: Rig) -> None:
        rig.window.fault = RuntimeError("out of paint")
        assert min(self.waits_s(rig, 5)) > 0

    def test_a_wait_that_breaks_does_not_end_the_loop(self, rig: Rig) -> None:
        calls = []

        def wait(_until_s: float) -> None:
            calls.append(1)
            if len(calls) == 3:
                rig.loop.stop()
            raise OSError("no descriptors")

        rig.on_wait = wait
        rig.loop.run()
        assert len(calls) == 3

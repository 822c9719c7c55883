"""What a technician asks of the station from afar: which one it is, to begin anew, how it is."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.camera.sighting import CameraDown, CameraHealth, CameraUp
from kiosk.errors import LocalError
from kiosk.local import protocol
from kiosk.local.protocol import Done, Failed, GetStatus, Identify, Restart, StatusReply
from kiosk.ui import view
from tests.support.station_codes import FOREIGN_LINK, frame, sighting
from tests.support.station_fakes import Rig


@pytest.fixture
def rig(data_dir: Path) -> Iterator[Rig]:
    rig = Rig(data_dir)
    yield rig
    rig.outbox.close()


def identify(rig: Rig, *, in_s: float = 1.0) -> Identify:
    return Identify(
        station="cho-hom", name="Chợ Hôm", seconds=10, before_s=rig.clock.monotonic_s() + in_s
    )


def screen(rig: Rig) -> view.Screen:
    return rig.window.views[-1].screen


def show(rig: Rig) -> None:
    rig.camera.events.append(frame(rig.clock.monotonic_s(), [sighting(FOREIGN_LINK)]))
    rig.turn()


def status(rig: Rig) -> StatusReply:
    reply = rig.ask(GetStatus())
    assert isinstance(reply, StatusReply)
    return reply


class TestIdentify:
    def test_flashes_for_ten_seconds_and_ends_by_itself(self, rig: Rig) -> None:
        assert rig.ask(identify(rig)) == Done()
        lit = []
        for _ in range(41):
            rig.turn(0.25)
            shown = screen(rig)
            if isinstance(shown, view.Identify):
                assert (shown.station, shown.name) == ("cho-hom", "Chợ Hôm")
                lit.append(shown.lit)
        assert isinstance(screen(rig), view.Attract)
        assert 38 <= len(lit) <= 41
        changes = sum(one != other for one, other in itertools.pairwise(lit))
        assert 15 <= changes <= 20
        assert rig.chime.rung == 1

    def test_a_scan_meanwhile_is_stored_and_shown_afterwards(self, rig: Rig) -> None:
        rig.ask(identify(rig))
        show(rig)
        assert rig.outbox.depth == 1
        assert isinstance(screen(rig), view.Identify)
        rig.turn(10)
        rig.turn()
        assert isinstance(screen(rig), view.Result)

    def test_it_is_not_shown_once_it_is_too_late(self, rig: Rig) -> None:
        assert rig.ask(identify(rig, in_s=-0.1)) == Failed(code="command.expired")
        assert isinstance(screen(rig), view.Attract)
        assert rig.chime.rung == 0

    def test_a_fault_comes_back_after_it(self, rig: Rig) -> None:
        rig.camera.events.append(CameraDown("camera.stalled"))
        rig.ask(identify(rig))
        assert status(rig).screen == "identify"
        rig.turn(11)
        rig.turn()
        assert screen(rig) == view.Fault(code="camera.stalled")

    @pytest.mark.parametrize("seconds", [0, -1, 61, "nan"])
    def test_no_other_length_is_taken(self, seconds: float) -> None:
        line = {"kind": "identify", "station": "a", "before_s": 1, "seconds": seconds}
        with pytest.raises(LocalError):
            protocol.parse_request(json.dumps(line).encode())


class TestRestart:
    def test_ends_after_its_answer(self, rig: Rig) -> None:
        rig.requests.requests.append(Restart(before_s=rig.clock.monotonic_s() + 1))
        rig.loop.run()
        assert rig.requests.replies == [Done()]

    def test_is_refused_once_it_is_too_late(self, rig: Rig) -> None:
        assert rig.ask(Restart(before_s=rig.clock.monotonic_s())) == Failed(code="command.expired")

    def test_is_refused_where_nobody_would_start_it_again(self, data_dir: Path) -> None:
        rig = Rig(data_dir, managed=False)
        answer = rig.ask(Restart(before_s=rig.clock.monotonic_s() + 1))
        assert answer == Failed(code="restart.unmanaged")
        show(rig)
        assert rig.outbox.depth == 1
        rig.outbox.close()


class TestMetrics:
    def test_the_pictures_of_the_window_are_timed(self, rig: Rig) -> None:
        assert status(rig).frame_ms.median is None
        rig.window.on_draw = lambda drawn: rig.clock.advance(0.009)
        for _ in range(3):
            rig.turn(0.3)
        assert status(rig).frame_ms.p95 == pytest.approx(9)

    def test_what_the_camera_says_of_itself(self, rig: Rig) -> None:
        rig.camera.events += [
            CameraUp(),
            CameraHealth(frames=30, decoded=4, fps=14.96, brightness=120.0, sharpness=6.5),
        ]
        reply = status(rig)
        assert (reply.brightness, reply.sharpness, reply.fps) == (120.0, 6.5, 15.0)

    def test_failures_of_the_camera_are_kept_but_not_that_it_is_covered(self, rig: Rig) -> None:
        for code in ("camera.died", "camera.black", "camera.stalled"):
            rig.camera.events += [CameraDown(code), CameraUp()]
        rig.turn()
        assert len(rig.failures) == 2

    def test_the_status_of_an_older_process_still_reads(self) -> None:
        reply = StatusReply.model_validate(
            {
                "started_at": "2026-11-20T03:00:00Z",
                "frames_seen": 1,
                "frames_decoded": 0,
                "decode_ms": {},
                "frame_to_verdict_ms": {},
                "verdicts": {},
                "stored": 0,
                "stored_total": 0,
                "not_stored": 0,
                "camera": "up",
                "screen": "attract",
                "number": 0,
                "fps": 15.0,
            }
        )
        assert (reply.frame_ms.p95, reply.sharpness) == (None, None)

"""Health through the whole agent: at its interval, at once on change, never as a flood."""

from contract.messages import Health
from contract.probes import PROBES
from contract.topics import Up
from kiosk.agent.monitor import BURST, REFILL_S
from kiosk.errors import LocalError
from tests.kiosk.agent.rig import Rig


def told(rig: Rig) -> list[Health]:
    return rig.heard(Up.HEALTH, Health)


class TestHealth:
    def test_is_told_on_each_connection_and_at_its_interval(self, rig: Rig) -> None:
        rig.begin()
        for _ in range(120):
            rig.turn(after_s=1)

        told = rig.heard(Up.HEALTH, Health)
        assert len(told) == 3
        probes = told[-1].probes
        assert probes["camera"].value == "up"
        assert probes["camera_fps"].value == 15.0
        assert probes["clock_trusted"].healthy is True
        assert probes["outbox_depth"].value == 0
        assert probes["certificate"].healthy is True

    def test_is_told_at_once_when_something_breaks_and_mends(self, rig: Rig) -> None:
        rig.begin()
        rig.station.camera = "camera.stalled"
        rig.turn(after_s=5)
        rig.turn(after_s=5)
        rig.station.camera = "up"
        rig.turn(after_s=5)

        cameras = [h.probes["camera"].healthy for h in rig.heard(Up.HEALTH, Health)]
        assert cameras == [True, False, True]

    def test_holds_every_probe_of_the_table(self, rig: Rig) -> None:
        rig.begin()
        rig.turn()

        probes = told(rig)[-1].probes

        assert list(probes) == list(PROBES)
        assert {name: probe.unit for name, probe in probes.items()} == {
            name: spec.unit for name, spec in PROBES.items()
        }

    def test_what_the_station_process_measured(self, rig: Rig) -> None:
        rig.begin()
        probes = told(rig)[-1].probes
        figures = {
            name: probes[name].value
            for name in ("decode_ms", "decode_ms_p95", "frame_ms", "frame_ms_p95")
        }
        assert figures == {
            "decode_ms": 12.5,
            "decode_ms_p95": 30.0,
            "frame_ms": 4.0,
            "frame_ms_p95": 9.0,
        }
        assert probes["camera_sharpness"].value == 6.5
        assert probes["restarts_station"].value == 0

    def test_a_station_process_that_is_away(self, rig: Rig) -> None:
        rig.station.trouble = LocalError("local.unreachable")
        rig.begin()

        probes = told(rig)[-1].probes

        assert (probes["station"].value, probes["station"].healthy) == (False, False)
        assert (probes["camera"].value, probes["camera"].healthy) == (None, None)

    def test_the_offset_of_the_clock_is_known_from_the_fleet(self, rig: Rig) -> None:
        rig.begin()
        assert told(rig)[-1].probes["clock_offset"].value is None
        ahead = rig.clock.now().replace(microsecond=0)
        rig.tokens.learn_server_time(ahead.strftime("%a, %d %b %Y %H:%M:%S GMT"))
        rig.clock.moment = ahead.replace(year=ahead.year - 2)
        rig.turn(after_s=61)

        probe = told(rig)[-1].probes["clock_offset"]

        assert isinstance(probe.value, float)
        assert probe.value < -86400
        assert probe.healthy is False

    def test_what_flaps_does_not_flood(self, rig: Rig) -> None:
        rig.begin()
        before = len(told(rig))
        turns = 240
        for number in range(turns):
            rig.station.camera = "camera.died" if number % 2 else "up"
            rig.turn(after_s=5)

        seconds = turns * 5
        sent = len(told(rig)) - before
        assert sent <= BURST + seconds / REFILL_S + seconds / 60 + 1
        assert told(rig)[-1].probes["camera"].value in {"camera.died", "up"}

    def test_the_last_change_is_told_in_the_end(self, rig: Rig) -> None:
        rig.begin()
        for number in range(21):
            rig.station.camera = "up" if number % 2 else "camera.died"
            rig.turn(after_s=5)
        for _ in range(round(REFILL_S / 5) + 2):
            rig.turn(after_s=5)

        assert told(rig)[-1].probes["camera"].value == "camera.died"

"""Each check, on what is right and on what goes wrong on stations."""

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from daemon.durable import Disk
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.sighting import CameraDown, CameraHealth
from kiosk.clock import SystemClock
from kiosk.local.server import LocalServer
from kiosk.outbox.store import Outbox
from kiosk.selftest.checks import buttons, camera, clock, decoder, disk, sound, window
from kiosk.selftest.checks.camera import Watched
from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, Outcome
from kiosk.settings import CameraAdapter, CameraSettings, Settings
from tests.kiosk.selftest.conftest import Make
from tests.support.certificates import Authority
from tests.support.code_pictures import qr, save
from tests.support.identities import write_identity
from tests.support.kiosk_clock import SetClock
from tests.support.scan_events import scan_event


def health(brightness: float = 120.0) -> CameraHealth:
    return CameraHealth(frames=40, decoded=3, fps=14.96, brightness=brightness)


class TestCamera:
    def test_a_camera_that_gives_frames(self, data_dir: Path, tmp_path: Path) -> None:
        photos = tmp_path / "photos"
        photos.mkdir()
        save(photos, "code.png", qr("selftest"))
        settings = Settings(data_dir=data_dir, camera=CameraSettings(photos=photos))
        found = camera.check(Context(settings=settings, clock=SystemClock(trust=True)))
        assert (found.outcome, found.code, found.unit) == (Outcome.OK, "camera.ok", "1/s")
        assert found.value is not None
        assert found.value > 0

    def test_no_camera(self, data_dir: Path) -> None:
        device = Path("/dev/v4l/by-id/usb-None-video-index0")
        settings = Settings(
            data_dir=data_dir,
            camera=CameraSettings(adapter=CameraAdapter.V4L2, device=device),
        )
        found = camera.check(Context(settings=settings, clock=SystemClock(trust=True)))
        assert (found.outcome, found.code) == (Outcome.FAILED, "camera.not_found")
        assert str(device) in str(found.params["detail"])

    @pytest.mark.parametrize(
        ("seen", "code"),
        [
            (Watched(health=health(), pictures=30, different=set(range(30))), "camera.ok"),
            (Watched(health=health(), pictures=30, different={1}), "camera.frozen"),
            (Watched(health=health(6.0), pictures=30, different={1, 2}), "camera.dark"),
            (Watched(health=health(250.0), pictures=30, different={1, 2}), "camera.glaring"),
            (Watched(), "camera.no_frames"),
            (Watched(health=health(), down=CameraDown("camera.black")), "camera.black"),
        ],
    )
    def test_what_is_made_of_what_was_seen(self, seen: Watched, code: str) -> None:
        assert camera.judge(seen, may_stand_still=False).code == code

    def test_a_replay_may_stand_still(self) -> None:
        seen = Watched(health=health(), pictures=30, different={1})
        assert camera.judge(seen, may_stand_still=True).code == "camera.ok"


class TestDecoder:
    def test_it_reads_both(self, context: Make) -> None:
        found = decoder.check(context())
        assert (found.outcome, found.params["codes"]) == (Outcome.OK, 2)

    @pytest.mark.parametrize("digits", ["8935217400102", "4006381333931", "0012345678905"])
    def test_its_bars_are_those_of_the_standard(self, digits: str) -> None:
        bars = np.array([int(bit) for bit in decoder.ean13(digits)], np.uint8)
        assert bars.size == 95
        wide = np.pad(np.repeat(1 - bars, 4) * 255, 60, constant_values=255).astype(np.uint8)
        (code,) = Decoder().decode_still(np.tile(wide, (120, 1)))
        assert code.text.zfill(13) == digits

    def test_codes_that_are_not_there_are_missed(
        self, context: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(decoder, "draw", lambda: np.full((960, 1280), 230, np.uint8))
        found = decoder.check(context())
        assert found.code == "decoder.missed"
        assert decoder.EAN_TEXT in str(found.params["missed"])


class TestWindow:
    def test_it_opens_and_draws(self, context: Make) -> None:
        found = window.check(context())
        assert (found.outcome, found.unit) == (Outcome.OK, "ms")

    def test_a_driver_that_is_not_there(self, context: Make) -> None:
        found = window.check(context(screen={"driver": "no-such-driver"}))
        assert (found.code, found.params["driver"]) == ("display.none", "no-such-driver")


class TestSound:
    @pytest.mark.parametrize(
        ("driver", "code"), [("dummy", "sound.ok"), ("no-such-driver", "sound.none")]
    )
    def test_a_device_and_none(
        self, context: Make, monkeypatch: pytest.MonkeyPatch, driver: str, code: str
    ) -> None:
        monkeypatch.setenv("SDL_AUDIODRIVER", driver)
        assert sound.check(context()).code == code

    def test_a_housing_without_loudspeaker(self, context: Make) -> None:
        assert sound.check(context(sound={"fitted": False})).outcome is Outcome.SKIPPED


GPIO = """I: Bus=0019 Vendor=0001 Product=0001 Version=0100
N: Name="gpio-keys"
H: Handlers=kbd event0
B: EV=100003
B: KEY={keys}

I: Bus=0003 Vendor=046d Product=c31c Version=0110
N: Name="Keyboard"
H: Handlers=sysrq kbd leds event1
B: KEY=1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe

"""


class TestButtons:
    def check(
        self, context: Make, folder: Path, name: str | None = "gpio-keys", keys: str = "3c"
    ) -> Finding:
        listed = folder / "devices"
        listed.write_text(GPIO.format(keys=keys))
        (folder / "event0").touch()
        return buttons.check(context(buttons={"device": name}), listed, folder)

    def test_all_four(self, context: Make, tmp_path: Path) -> None:
        assert self.check(context, tmp_path).outcome is Outcome.OK

    def test_none_configured_is_no_failure(self, context: Make, tmp_path: Path) -> None:
        assert self.check(context, tmp_path, name=None).outcome is Outcome.SKIPPED

    def test_a_key_is_missing(self, context: Make, tmp_path: Path) -> None:
        found = self.check(context, tmp_path, keys="1c")
        assert (found.code, found.params["missing"]) == ("buttons.missing_keys", "4")

    def test_the_device_is_not_there(self, context: Make, tmp_path: Path) -> None:
        found = self.check(context, tmp_path, name="shelf")
        assert (found.code, found.params["there"]) == ("buttons.not_found", "gpio-keys, Keyboard")

    def test_no_node_that_can_be_read(self, context: Make, tmp_path: Path) -> None:
        found = self.check(context, tmp_path, name="Keyboard")
        assert (found.code, found.params["node"]) == (
            "buttons.no_permission",
            str(tmp_path / "event1"),
        )

    def test_a_kernel_that_lists_nothing(self, context: Make, tmp_path: Path) -> None:
        found = buttons.check(context(buttons={"device": "x"}), tmp_path / "none", tmp_path)
        assert found.code == "buttons.unknown"


class FaultyDisk(Disk):
    """A disk that answers a write with an error."""

    def __init__(self, number: int) -> None:
        self._number = number

    def write(self, path: Path, content: bytes, mode: int = 0o600) -> None:
        raise OSError(self._number, os.strerror(self._number))


class TestDisk:
    def test_a_disk_that_is_well_leaves_nothing_behind(self, context: Make, data_dir: Path) -> None:
        found = disk.check(context())
        assert (found.outcome, found.unit) == (Outcome.OK, "ms")
        assert list(data_dir.iterdir()) == []

    @pytest.mark.parametrize(
        ("number", "code"),
        [
            (errno.ENOSPC, "disk.full"),
            (errno.EROFS, "disk.read_only"),
            (errno.EACCES, "disk.no_permission"),
            (errno.EIO, "disk.broken"),
        ],
    )
    def test_what_a_write_says(self, context: Make, number: int, code: str) -> None:
        assert disk.check(context(), FaultyDisk(number)).code == code

    def test_no_data_directory_is_made(self, context: Make, data_dir: Path) -> None:
        data_dir.rmdir()
        assert disk.check(context()).code == "disk.no_folder"
        assert not data_dir.exists()

    def test_an_outbox_that_is_well_and_one_that_is_broken(
        self, context: Make, data_dir: Path, clock: SetClock
    ) -> None:
        path = data_dir / "outbox.sqlite3"
        outbox = Outbox(path, clock=clock, max_mb=4)
        outbox.append(scan_event)
        assert disk.check(context()).outcome is Outcome.OK
        outbox.close()
        path.write_bytes(b"no database at all" * 500)
        assert disk.check(context()).code == "outbox.unreadable"
        assert path.read_bytes().startswith(b"no database")

    def test_another_programs_database(self, data_dir: Path) -> None:
        path = data_dir / "outbox.sqlite3"
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE other (x)")
        database.close()
        assert "no such table" in disk.outbox_trouble(path)


class TestClock:
    def check(self, context: Make, clock_: SetClock, now: datetime, built: datetime) -> Finding:
        there = context().settings.data_dir / "installed"
        there.touch()
        os.utime(there, (built.timestamp(), built.timestamp()))
        clock_.moment = now
        return clock.check(context(), there)

    @pytest.mark.parametrize(
        ("years_back", "code"),
        [(0, "clock.ok"), (1, "clock.before_build"), (56, "clock.before_build")],
    )
    def test_years_back(self, context: Make, clock: SetClock, years_back: int, code: str) -> None:
        built = datetime(2026, 11, 1, tzinfo=UTC)
        now = datetime(2026, 11, 20, tzinfo=UTC) - timedelta(days=365 * years_back)
        found = self.check(context, clock, now, built)
        assert found.code == code
        if years_back:
            assert found.value == pytest.approx(365 * years_back - 19, abs=0.1)

    def test_never_set(self, context: Make, clock: SetClock) -> None:
        clock.trust = False
        built = datetime(2026, 11, 1, tzinfo=UTC)
        assert self.check(context, clock, clock.moment, built).code == "clock.not_set"

    @pytest.mark.parametrize(
        ("days", "code"), [(-10, "clock.before_certificate"), (400, "clock.after_certificate")]
    )
    def test_against_the_certificate(
        self, context: Make, clock: SetClock, data_dir: Path, days: int, code: str
    ) -> None:
        write_identity(data_dir / "identity", Authority())
        now = datetime.now(UTC) + timedelta(days=days)
        found = self.check(context, clock, now, now - timedelta(days=1))
        assert found.code == code


class TestContext:
    @pytest.fixture
    def mute(self, context: Make) -> Iterator[Context]:
        """Return the context of a station that listens and never answers."""
        made = context()
        server = LocalServer(made.paths.socket)
        server.start()
        yield made
        server.stop()

    def test_a_station_that_does_not_answer_is_said(self, mute: Context) -> None:
        for check in (camera.check, window.check):
            found = check(Context(settings=mute.settings, clock=SystemClock()))
            assert found.code == "station.no_answer"

    def test_no_station_runs(self, context: Make) -> None:
        assert context().station() is None

    def test_an_agent_is_seen_without_touching_its_lock(
        self, context: Make, data_dir: Path
    ) -> None:
        assert not context().agent_runs()
        folder = os.open(data_dir, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            assert context().agent_runs()
        finally:
            os.close(folder)
        assert not context().agent_runs()

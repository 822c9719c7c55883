"""Pace, measurements, content, boundaries, and the order of starting and stopping."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from contract.desired import Artifact, Slide, SlideText, StationConfiguration
from daemon.boundary import Boundaries
from daemon.watchdog import unsupervised
from kiosk.errors import DisplayError, LocalError, StorageError
from kiosk.rollout.store import InForce, InstalledSlide
from kiosk.station.app import Station
from kiosk.station.content import load_content, to_content
from kiosk.station.metrics import MAX_SAMPLES, Samples
from kiosk.station.pacer import Bell
from tests.support.station_fakes import Rig


class TestSamples:
    def test_without_values_there_is_nothing_to_say(self) -> None:
        assert Samples().quantile(0.5) is None

    @pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (1.0, 100), (0.0, 1)])
    def test_quantiles(self, share: float, expected: float) -> None:
        samples = Samples()
        for value in range(100, 0, -1):
            samples.add(value)
        assert samples.quantile(share) == expected

    def test_only_the_newest_count(self) -> None:
        samples = Samples()
        for value in [1000.0] * 10 + [1.0] * MAX_SAMPLES:
            samples.add(value)
        assert samples.quantile(1.0) == 1.0


class TestContent:
    def test_slides_carry_their_texts(self, tmp_path: Path) -> None:
        slide = Slide(
            slide_id="tet",
            picture=Artifact(sha256="0" * 64, size=1),
            media_type="image/png",
            texts={
                "vi": SlideText(title="Tết", body="Chúc mừng"),
                "en": SlideText(title="New year"),
            },
        )
        installed = InstalledSlide(slide=slide, picture=tmp_path / "picture")
        content = to_content(
            InForce(number=5, configuration=StationConfiguration(slide_s=4), slides=(installed,))
        )
        (shown,) = content.slides
        assert shown.title == (("vi", "Tết"), ("en", "New year"))
        assert shown.body == (("vi", "Chúc mừng"),)
        assert (content.number, content.configuration.slide_s) == (5, 4)

    def test_before_the_first_desired_state_there_are_defaults(self, data_dir: Path) -> None:
        content = load_content(data_dir / "desired")
        assert (content.number, content.language, content.slides) == (0, "vi", ())


class TestBoundaries:
    def test_what_is_raised_is_logged_with_traceback_and_counted(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        boundaries = Boundaries(logging.getLogger("test"))
        for _ in range(9):
            with boundaries.guard("turn"):
                raise ValueError("odd")
        assert boundaries.counts == {"turn": 9}
        assert [record.args[1] for record in caplog.records if isinstance(record.args, tuple)] == [
            1,
            2,
            4,
            8,
        ]
        assert all(record.exc_info for record in caplog.records)

    def test_the_end_of_the_process_passes(self) -> None:
        boundaries = Boundaries(logging.getLogger("test"))

        def interrupt() -> None:
            with boundaries.guard("turn"):
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupt()


class TestRun:
    @pytest.fixture
    def rig(self, data_dir: Path) -> Rig:
        return Rig(data_dir)

    @pytest.fixture
    def calls(self, rig: Rig) -> list[str]:
        """Return what is started and stopped, in order."""
        calls: list[str] = []

        def note(name: str) -> Callable[[str], None]:
            return lambda call: calls.append(f"{name} {call}")

        for name in ("window", "requests", "lookups", "camera"):
            getattr(rig, name).calls = _Noted(note(name))
        return calls

    def test_what_was_started_is_stopped_in_reverse(
        self, rig: Rig, calls: list[str], data_dir: Path
    ) -> None:
        rig.loop.stop()
        Station(
            parts=rig.parts,
            loop=rig.loop,
            bell=Bell(),
            supervisor=unsupervised(rig.clock.monotonic_s),
            data_dir=data_dir,
        ).run()
        assert calls == [
            "window open",
            "requests start",
            "lookups start",
            "camera start",
            "camera stop",
            "lookups stop",
            "requests stop",
            "window close",
        ]

    def test_without_a_screen_nothing_else_is_started(
        self, rig: Rig, calls: list[str], data_dir: Path
    ) -> None:
        rig.window.fault = DisplayError("display.none", driver="kmsdrm", detail="none")
        with pytest.raises(DisplayError):
            Station(
                parts=rig.parts,
                loop=rig.loop,
                bell=Bell(),
                supervisor=unsupervised(rig.clock.monotonic_s),
                data_dir=data_dir,
            ).run()
        assert calls == ["window open"]

    def test_a_second_station_process_closes_its_window_again(
        self, rig: Rig, calls: list[str], data_dir: Path
    ) -> None:
        rig.requests.fault = LocalError("local.in_use", path="socket")
        with pytest.raises(LocalError):
            Station(
                parts=rig.parts,
                loop=rig.loop,
                bell=Bell(),
                supervisor=unsupervised(rig.clock.monotonic_s),
                data_dir=data_dir,
            ).run()
        assert calls == ["window open", "requests start", "window close"]

    def test_a_data_directory_that_cannot_be_made_is_an_error(
        self, rig: Rig, calls: list[str], data_dir: Path
    ) -> None:
        (data_dir / "file").write_bytes(b"")
        with pytest.raises(StorageError, match=r"data\.unusable"):
            Station(
                parts=rig.parts,
                loop=rig.loop,
                bell=Bell(),
                supervisor=unsupervised(rig.clock.monotonic_s),
                data_dir=data_dir / "file" / "data",
            ).run()
        assert calls == []


class _Noted(list[str]):
    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note

    def append(self, call: str) -> None:
        self._note(call)

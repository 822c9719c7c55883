"""The gallery writes what it says."""

from pathlib import Path

from kiosk.ui.gallery import draw_all
from kiosk.ui.housings import SCREENS
from kiosk.ui.samples import views
from kiosk.ui.view import LANGUAGES, Result
from provenance.verdict import VerdictKind


def test_it_draws_each_housing_and_language(tmp_path: Path) -> None:
    written = draw_all(tmp_path / "pictures", "checking")
    assert len(written) == len(SCREENS) * len(LANGUAGES)
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in written)


def test_the_samples_have_every_verdict() -> None:
    shown = [view.screen for view in views("vi").values()]
    kinds = {screen.verdict.kind for screen in shown if isinstance(screen, Result)}
    assert kinds == set(VerdictKind)

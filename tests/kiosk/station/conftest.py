"""What several tests of the station's flow need."""

from pathlib import Path

import pytest

from kiosk.station.content import Content
from kiosk.ui.view import SlideView


@pytest.fixture
def three_slides(tmp_path: Path) -> Content:
    """Return content with three slides."""
    slides = tuple(
        SlideView(picture=tmp_path / f"{n}.png", title=(("vi", f"Trang {n}"),)) for n in range(3)
    )
    return Content(number=4, slides=slides)

"""Draws every screen on every housing and in every language, for people to look at.

`python -m kiosk.ui.gallery OUT_DIR [PART]` writes PNG files, those whose name holds PART. The
camera's picture is drawn, no camera is used.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Rgb
from kiosk.settings import Profile, ScreenSettings
from kiosk.ui.port import CodeMark
from kiosk.ui.samples import views
from kiosk.ui.view import LANGUAGES
from kiosk.ui.window import PygameWindow


def _screen(
    profile: Profile, size: tuple[int, int], mm_per_px: float, distance_mm: int
) -> ScreenSettings:
    return ScreenSettings(
        profile=profile,
        width_px=size[0],
        height_px=size[1],
        mm_per_px=mm_per_px,
        distance_mm=distance_mm,
        fullscreen=False,
        driver="dummy",
    )


SCREENS: Mapping[str, ScreenSettings] = MappingProxyType(
    {
        "cabin": _screen(Profile.CABIN, (1920, 1080), 0.248, 700),
        "cabin-portrait": _screen(Profile.CABIN, (1080, 1920), 0.248, 700),
        "station": _screen(Profile.STATION, (1920, 1080), 0.180, 600),
        "compact-7": _screen(Profile.COMPACT, (800, 480), 0.191, 400),
        "compact-10": _screen(Profile.COMPACT, (1280, 800), 0.170, 400),
        "compact-7-far": _screen(Profile.COMPACT, (800, 480), 0.191, 600),
        "compact-10-far": _screen(Profile.COMPACT, (1280, 800), 0.170, 600),
    }
)
"""The housings of the city's plan, with the panel and the distance of each."""

MARKS = (
    CodeMark(
        corners=((0.40, 0.40), (0.58, 0.42), (0.57, 0.66), (0.39, 0.64)), chosen=True, number=1
    ),
    CodeMark(
        corners=((0.70, 0.70), (0.82, 0.70), (0.82, 0.78), (0.70, 0.78)), chosen=False, number=2
    ),
)


def preview() -> Rgb:
    """Draw what a camera might see: a table, a package, a code."""
    height, width = PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX
    rows, columns = np.mgrid[0:height, 0:width]
    frame = np.empty((height, width, 3), dtype=np.uint8)
    grain = ((np.sin(rows / 9 + np.sin(columns / 70) * 2) + 1) * 10).astype(np.uint8)
    for channel, base in enumerate((150, 118, 84)):
        frame[:, :, channel] = base + grain
    frame[90:400, 190:450] = (236, 232, 220)
    frame[90:130, 190:450] = (70, 120, 62)
    code = np.random.default_rng(7).integers(0, 2, (21, 21), dtype=np.uint8) * 205 + 25
    frame[200:305, 255:360] = np.kron(code, np.ones((5, 5), dtype=np.uint8))[:, :, np.newaxis]
    return frame


def draw_all(folder: Path, part: str = "") -> list[Path]:
    """Write every picture whose name holds `part`, and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for housing, settings in SCREENS.items():
        window = PygameWindow(settings)
        window.open()
        for language in LANGUAGES:
            for name, view in views(language).items():
                path = folder / f"{housing}.{language}.{name}.png"
                if part in path.name:
                    window.draw(view, preview(), MARKS)
                    path.write_bytes(window.screenshot(with_preview=True))
                    written.append(path)
        window.close()
    return written


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3}:
        sys.exit("usage: python -m kiosk.ui.gallery OUT_DIR [PART]")
    sys.stdout.write(f"{len(draw_all(Path(sys.argv[1]), *sys.argv[2:]))} pictures\n")

"""Draws every screen on every housing and in every language, for people to look at.

`python -m kiosk.ui.gallery OUT_DIR [PART]` writes PNG files, those whose name holds PART. The
camera's picture is drawn, no camera is used.
"""

import sys
from pathlib import Path

import numpy as np

from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Rgb
from kiosk.ui.housings import SCREENS
from kiosk.ui.port import CodeMark
from kiosk.ui.samples import views
from kiosk.ui.view import LANGUAGES
from kiosk.ui.window import PygameWindow

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

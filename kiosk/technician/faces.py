"""Where the camera is shown: a window, or lines on standard output."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.camera.port import Luma, Rgb
from kiosk.camera.sighting import Focus, Hint
from kiosk.errors import DisplayError
from kiosk.technician.lines import to_json, to_line
from kiosk.technician.views import to_view
from kiosk.technician.watch import Look
from kiosk.ui.camera_view import Wish
from kiosk.ui.camera_window import CameraWindow

LINE_EVERY_S = 0.5
NEXT_LINE_S = 0.1
"""A change is told no sooner than this after the line before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What there is to show now; its pictures are None where there is no new one."""

    look: Look
    preview: Rgb | None = None
    luma: Luma | None = None


class Face(Protocol):
    """What shows the camera; main thread only."""

    def open(self) -> None:
        """Begin.

        Raises:
            DisplayError: `display.no_window` where no screen can be opened.
        """
        ...

    def show(self, shown: Shown) -> None:
        """Show what is known now."""
        ...

    def wishes(self) -> list[Wish]:
        """Give what was asked for since the last call; doesn't wait."""
        ...

    def touched(self) -> bool:
        """Say whether there is something for `wishes`; doesn't wait."""
        ...

    def close(self) -> None:
        """End."""
        ...


class WindowFace:
    """Shows the camera in a window."""

    def __init__(self, window: CameraWindow, language: str) -> None:
        self._window = window
        self._language = language

    def open(self) -> None:
        """Open the window.

        Raises:
            DisplayError: `display.no_window` where no screen can be opened.
        """
        try:
            self._window.open()
        except DisplayError as error:
            raise DisplayError("display.no_window", **error.params) from error

    def show(self, shown: Shown) -> None:
        """Draw what is known now."""
        self._window.draw(to_view(shown.look, self._language), shown.preview, shown.luma)

    def wishes(self) -> list[Wish]:
        """Give what was pressed or tapped since the last call."""
        return self._window.wishes()

    def touched(self) -> bool:
        """Say whether something was pressed or tapped."""
        return self._window.touched()

    def close(self) -> None:
        """Close the window."""
        self._window.close()


class LinesFace:
    """Prints a line when something changes, and twice a second.

    Args:
        write: prints one line.
        language: of the words; None prints JSON.
    """

    def __init__(self, write: Callable[[str], None], language: str | None) -> None:
        self._write = write
        self._language = language
        self._shown: object = None
        self._shown_s = float("-inf")

    def open(self) -> None:
        """Do nothing: standard output is open."""

    def show(self, shown: Shown) -> None:
        """Print a line, if it is time for one."""
        look = shown.look
        since_s = look.at_s - self._shown_s
        key = _key(look)
        if since_s < (LINE_EVERY_S if key == self._shown else NEXT_LINE_S):
            return
        self._shown, self._shown_s = key, look.at_s
        if self._language is None:
            self._write(json.dumps(to_json(look)))
        else:
            self._write(to_line(look, self._language))

    def wishes(self) -> list[Wish]:
        """Give nothing: nobody can ask for anything but the end, which a signal brings."""
        return []

    def touched(self) -> bool:
        """Say that nothing was pressed."""
        return False

    def close(self) -> None:
        """Do nothing."""


def _key(look: Look) -> tuple[str, Hint | None, Focus | None, frozenset[tuple[str, str, bool]]]:
    """Give what is told at once when it changes."""
    focus = look.health.focus if look.health else None
    codes = frozenset((seen.code.format, seen.code.text, seen.confirmed) for seen in look.codes)
    return look.camera, look.hint, focus, codes

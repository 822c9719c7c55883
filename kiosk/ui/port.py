"""The window as the station's loop sees it."""

from dataclasses import dataclass
from typing import Protocol

from kiosk.camera.port import Rgb
from kiosk.camera.sighting import Corner
from kiosk.ui.view import Action, View


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMark:
    """Where a code is in the preview.

    Attributes:
        corners: in fractions of the preview's width and height.
        chosen: whether it is the one whose verdict is shown.
        number: shown at it, from 1 on, where several are in view; 0 shows none.
    """

    corners: tuple[Corner, Corner, Corner, Corner]
    chosen: bool
    number: int = 0


@dataclass(frozen=True, slots=True)
class Quit:
    """The window was closed, or the process was told to end."""


class Chime(Protocol):
    """A short sound that calls a technician."""

    def ring(self) -> None:
        """Sound it where there is a sound device; returns at once and raises nothing."""
        ...


class Window(Protocol):
    """A full-screen window; every call from the main thread only."""

    def open(self) -> None:
        """Open it.

        Raises:
            DisplayError: `display.none` where no screen can be opened.
        """
        ...

    def draw(self, view: View, preview: Rgb | None, marks: tuple[CodeMark, ...]) -> bool:
        """Show a view; `preview` is a new camera picture, None where there is no new one.

        Returns:
            Whether anything was drawn.
        """
        ...

    def actions(self) -> list[Action | Quit]:
        """Give what the shopper did since the last call; doesn't wait."""
        ...

    def touched(self) -> bool:
        """Say whether there is something for `actions`; doesn't wait."""
        ...

    def screenshot(self, *, with_preview: bool) -> bytes:
        """Give the window as PNG, the camera's picture blanked unless `with_preview`."""
        ...

    def close(self) -> None:
        """Close it."""
        ...

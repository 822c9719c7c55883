"""The station's window in pygame: full screen, software blits, only what changed.

Facts: pygame-ce carries SDL's KMSDRM driver, so no desktop is needed. SDL uploads the full-width
band around what changed, so changes are gathered into one area a frame, and a picture equal to the
last is not drawn at all. Everything here happens on the main thread.
"""

import io
import logging
import time
from collections.abc import Callable
from dataclasses import replace

import pygame

from kiosk.camera.port import Rgb
from kiosk.errors import DisplayError
from kiosk.settings import ScreenSettings
from kiosk.ui.display import as_it_is, open_screen
from kiosk.ui.fonts import Fonts
from kiosk.ui.hands import Hands
from kiosk.ui.layout import Kit
from kiosk.ui.painter import Painter
from kiosk.ui.port import CodeMark, Quit
from kiosk.ui.scene import Face, Outline, Scene, Target, changed
from kiosk.ui.screens.checking import STEPS
from kiosk.ui.screens.compose import compose
from kiosk.ui.theme import Palette, sizes
from kiosk.ui.view import LANGUAGES, Action, Attract, Checking, View
from kiosk.ui.words import Words, load

log = logging.getLogger(__name__)

_CALM_S = 5.0
"""No movement lasts longer (WCAG 2.2, 2.2.2)."""


class PygameWindow:
    """The window of a station.

    Args:
        monotonic_s: clock for the debounce and the checking screen's movement.
        words: gives a language's catalogue.
    """

    def __init__(
        self,
        settings: ScreenSettings,
        *,
        monotonic_s: Callable[[], float] = time.monotonic,
        words: Callable[[str], Words] = load,
    ) -> None:
        self._settings = settings
        self._monotonic_s = monotonic_s
        self._load = words
        self._sizes = sizes(settings)
        self._fonts = Fonts()
        self._painter = Painter(self._fonts)
        self._hands = Hands()
        self._kits: dict[str, Kit] = {}
        self._surface: pygame.Surface | None = None
        self._view: View | None = None
        self._scene: Scene | None = None
        self._key: tuple[View, float, Target | None] | None = None
        self._checking_since_s = 0.0

    def open(self) -> None:
        """Open it.

        Raises:
            DisplayError: `display.none` where no screen can be opened.
        """
        self._surface = open_screen(self._settings, "Trạm Quét")
        self._sizes = sizes(as_it_is(self._settings, self._surface))
        self._kits = {language: self._kit(language) for language in LANGUAGES}
        self._warm()
        log.info("window open: %s, %dx%d", pygame.display.get_driver(), *self._surface.get_size())

    def draw(self, view: View, preview: Rgb | None, marks: tuple[CodeMark, ...]) -> bool:
        """Show a view; `preview` is a new camera picture, None where there is no new one.

        Returns:
            Whether anything was drawn.
        """
        surface = self._opened()
        scene = self._compose(view)
        area = None if scene is self._scene else changed(self._scene, scene)
        if (
            isinstance(view.screen, Attract)
            and self._view
            and not isinstance(self._view.screen, Attract)
        ):
            self._painter.forget()
        if (box := scene.preview) is not None:
            if preview is not None or marks != self._painter.marks:
                self._painter.show(preview, marks)
                area = box if area is None else area.union(box)
        elif self._scene is not None and self._scene.preview is not None:
            self._painter.show_nothing()
        self._view, self._scene = view, scene
        if area is None:
            return False
        self._painter.paint(surface, scene, area)
        pygame.display.update(pygame.Rect(area.x, area.y, area.w, area.h))
        return True

    def actions(self) -> list[Action | Quit]:
        """Give what the shopper did since the last call; doesn't wait."""
        surface = self._opened()
        return self._hands.read(
            pygame.event.get(), self._targets, surface.get_size(), self._monotonic_s()
        )

    def touched(self) -> bool:
        """Say whether there is something for `actions`; doesn't wait."""
        self._opened()
        return pygame.event.peek()

    def screenshot(self, *, with_preview: bool) -> bytes:
        """Give the window as PNG, the camera's picture blanked unless `with_preview`."""
        surface = self._opened().copy()
        if self._scene is not None and (box := self._scene.preview) and not with_preview:
            colour = self._kits[LANGUAGES[0]].palette.night
            surface.fill(colour, pygame.Rect(box.x, box.y, box.w, box.h))
        buffer = io.BytesIO()
        pygame.image.save(surface, buffer, "window.png")
        return buffer.getvalue()

    def close(self) -> None:
        """Close it; a second call does nothing."""
        self._surface = None
        self._painter.forget()
        # pygame.font stays initialised: what it opened can't be closed any more once it has quit.
        self._fonts.close()
        pygame.display.quit()

    def _warm(self) -> None:
        """Open every typeface in its usual sizes: the first letter of a size costs up to 60 ms."""
        for face in Face:
            for type_ in (self._sizes.fine(face), self._sizes.task(face)):
                self._fonts.render("H", type_, (0, 0, 0))

    def _compose(self, view: View) -> Scene:
        """Compose a view, or give the last scene again where nothing can have changed."""
        progress = self._progress(view)
        held = self._hands.pressed or self._hands.focused(self._targets)
        key = (view, progress, held)
        if self._scene is None or key != self._key:
            self._key = key
            return _with_outline(compose(self._kits[view.language], view, progress), held)
        return self._scene

    @property
    def _targets(self) -> tuple[Target, ...]:
        return self._scene.targets if self._scene else ()

    def _progress(self, view: View) -> float:
        if not isinstance(view.screen, Checking):
            return 1.0
        now_s = self._monotonic_s()
        if self._view is None or self._view.screen != view.screen:
            self._checking_since_s = now_s
        spent = min(1.0, (now_s - self._checking_since_s) / _CALM_S)
        return round(spent * STEPS) / STEPS

    def _kit(self, language: str) -> Kit:
        return Kit(
            sizes=self._sizes,
            palette=Palette(),
            fonts=self._fonts,
            words=self._load(language),
            usable=self._painter.usable,
        )

    def _opened(self) -> pygame.Surface:
        if self._surface is None:
            raise DisplayError("display.closed")
        return self._surface


def _with_outline(scene: Scene, target: Target | None) -> Scene:
    if target is None or target not in scene.targets:
        return scene
    width = max(3, target.box.h // 14)
    outline = Outline(
        box=target.box.grown(width, width),
        colour=scene.accent,
        width=width,
        radius=target.radius + width,
    )
    return replace(scene, nodes=(*scene.nodes, outline))

"""The screen that a window draws on, opened with the driver that is wanted, or not at all.

Facts: SDL reads its driver from the environment alone, and falls back to `offscreen` by itself,
which nobody sees; only who names such a driver gets it. A screen that has no such mode as is asked
for gives a surface of its own size. Main thread only.
"""

import contextlib
import os
from collections.abc import Iterator

import pygame

from kiosk.errors import DisplayError
from kiosk.settings import ScreenSettings

_DRIVER = "SDL_VIDEODRIVER"
_UNSEEN = frozenset({"dummy", "evdev", "offscreen"})
"""SDL takes `offscreen` by itself where there is no display, and says nothing."""


def open_screen(settings: ScreenSettings, caption: str) -> pygame.Surface:
    """Open the screen that the settings describe; `pygame.display.quit` closes it.

    Raises:
        DisplayError: `display.none` where no screen can be opened.
    """
    size = (settings.width_px, settings.height_px)
    flags = pygame.FULLSCREEN if settings.fullscreen else 0
    with _driver(settings.driver) as driver:
        try:
            pygame.display.init()
            surface = _screen(size, flags, asked=driver)
        except pygame.error as error:
            pygame.display.quit()
            raise DisplayError(
                "display.none", driver=driver or "chosen by SDL", detail=str(error)
            ) from error
    pygame.font.init()
    pygame.display.set_caption(caption)
    pygame.mouse.set_visible(not settings.fullscreen)
    return surface


def as_it_is(settings: ScreenSettings, surface: pygame.Surface) -> ScreenSettings:
    """Give the settings with the size that the screen really has."""
    width_px, height_px = surface.get_size()
    if (width_px, height_px) == (settings.width_px, settings.height_px):
        return settings
    return settings.model_copy(update={"width_px": width_px, "height_px": height_px})


def _screen(size: tuple[int, int], flags: int, *, asked: str) -> pygame.Surface:
    """Open the screen; one that nobody can see counts only where it was asked for."""
    chosen = pygame.display.get_driver()
    if not asked and chosen in _UNSEEN:
        raise pygame.error(f"SDL found no screen and would draw on {chosen!r}")
    return pygame.display.set_mode(size, flags, depth=32)


@contextlib.contextmanager
def _driver(name: str | None) -> Iterator[str]:
    """Let SDL see the driver that is wanted."""
    before = os.environ.get(_DRIVER)
    if name:
        os.environ[_DRIVER] = name
    try:
        yield os.environ.get(_DRIVER, "")
    finally:
        if name and before is None:
            del os.environ[_DRIVER]
        elif before is not None:
            os.environ[_DRIVER] = before

"""Screens of the three housings, languages and scenes; everything on SDL's dummy driver."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

import pygame
import pytest

from kiosk.settings import ScreenSettings
from kiosk.ui.fonts import Fonts
from kiosk.ui.housings import SCREENS
from kiosk.ui.layout import Kit
from kiosk.ui.pseudo import pseudo
from kiosk.ui.samples import views
from kiosk.ui.scene import Scene
from kiosk.ui.screens.compose import compose
from kiosk.ui.theme import Palette, sizes
from kiosk.ui.view import View
from kiosk.ui.window import PygameWindow
from kiosk.ui.words import Words, load

SPOKEN = ("vi", "en", "pseudo")
Compose = Callable[[str, str], Mapping[str, tuple[View, Scene]]]


def words_of(language: str) -> Words:
    """Load a language, or the long one that nobody speaks."""
    return pseudo("vi") if language == "pseudo" else load(language)


@pytest.fixture(scope="session", autouse=True)
def _sdl() -> Iterator[None]:
    """Keep SDL away from any screen and sound card of the machine."""
    before = {name: os.environ.get(name) for name in ("SDL_VIDEODRIVER", "SDL_AUDIODRIVER")}
    os.environ.update(SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy")
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture
def fonts() -> Iterator[Fonts]:
    """Return fonts that can measure."""
    pygame.font.init()
    made = Fonts()
    yield made
    made.close()


@pytest.fixture
def kit_of(fonts: Fonts) -> Callable[[str, str], Kit]:
    """Return a function that gives the kit of a housing and language."""

    def make(housing: str, language: str) -> Kit:
        return Kit(
            sizes=sizes(SCREENS[housing]),
            palette=Palette(),
            fonts=fonts,
            words=words_of(language),
            usable=lambda _: False,
        )

    return make


@pytest.fixture(scope="session")
def scenes() -> Compose:
    """Return a function that composes every view of a housing and language, once a session."""

    @cache
    def make(housing: str, language: str) -> Mapping[str, tuple[View, Scene]]:
        pygame.font.init()
        kit = Kit(
            sizes=sizes(SCREENS[housing]),
            palette=Palette(),
            fonts=Fonts(),
            words=words_of(language),
            usable=lambda _: False,
        )
        spoken = "vi" if language == "pseudo" else language
        found = views(spoken)
        return MappingProxyType({name: (view, compose(kit, view)) for name, view in found.items()})

    return make


class Ticking:
    """A clock that stands until it is told to go on."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Ticking:
    """Return a clock under the test's control."""
    return Ticking()


@pytest.fixture
def open_window(clock: Ticking) -> Iterator[Callable[..., PygameWindow]]:
    """Return a function that opens the window of a housing; all are closed afterwards."""
    opened: list[PygameWindow] = []

    def make(housing: str = "station", **changes: object) -> PygameWindow:
        settings = ScreenSettings.model_validate({**SCREENS[housing].model_dump(), **changes})
        window = PygameWindow(settings, monotonic_s=clock)
        window.open()
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.close()

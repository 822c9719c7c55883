"""The typefaces, their sizes by capital height, and the texts that were rendered lately.

Facts (measured with pygame-ce 2.5.8): `pygame.font` shapes with HarfBuzz; where a stacked capital
such as "Ẫ" rises above the ascent, SDL_ttf makes the surface taller by just that much and moves
the baseline down, so a text is placed by its baseline. `Font.metrics` doesn't tell a missing glyph;
the bitmap of the font's own box for U+FFFF does. One line costs 0.02 ms to render and 0.02 ms to
blit, so a cache of a few hundred lines is enough. Main thread only.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Generic, TypeVar

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]  # ships no annotations
import fontpkg_noto_sans  # type: ignore[import-untyped]  # ships no annotations
import pygame

from kiosk.ui.scene import Face, Rgb, Type

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_FILES = {
    Face.BODY: (fontpkg_noto_sans, "NotoSans[wdth,wght].ttf"),
    Face.STRONG: (fontpkg_be_vietnam_pro, "BeVietnamPro-SemiBold.ttf"),
    Face.HEADLINE: (fontpkg_be_vietnam_pro, "BeVietnamPro-Bold.ttf"),
}
_PITCH = 1.3
"""Distance of two baselines in em; leaves room for accents above and below each other."""
_LARGE = 200
_NO_GLYPH = "\uffff"


def font_file(face: Face) -> AbstractContextManager[Path]:
    """Give the file of a face, as long as the context is open."""
    package, name = _FILES[face]
    return as_file(files(package) / "files" / name)


class Lru(Generic[Key, Value]):
    """A mapping that forgets what was asked for longest ago."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Give the value of a key, made when it isn't there."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        value = self._values[key] = make()
        if len(self._values) > self._most:
            self._values.popitem(last=False)
        return value

    def __len__(self) -> int:
        return len(self._values)

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()


class Fonts:
    """Measures and renders texts; needs `pygame.font.init()` before its first use.

    Attributes:
        broken: texts that were lately broken into lines, by text, type and width.
    """

    def __init__(self) -> None:
        self.broken: Lru[tuple[str, Type, int], tuple[str, ...]] = Lru(1000)
        self._opened: dict[tuple[Face, int], pygame.font.Font] = {}
        self._caps: dict[tuple[Face, int], int] = {}
        self._sizes: dict[tuple[Face, int], int] = {}
        self._shown: dict[tuple[Face, str], bool] = {}
        self._widths: Lru[tuple[str, Face, int], int] = Lru(4000)
        self._lines: Lru[tuple[str, Face, int, Rgb], tuple[pygame.Surface, int]] = Lru(400)

    def size(self, type_: Type) -> int:
        """Give the font size whose capital H is at least as high as asked."""
        key = (type_.face, type_.cap_px)
        if key not in self._sizes:
            # One size tells the ratio, so that few sizes are opened (up to 50 ms each).
            trial = type_.cap_px * _LARGE // self._cap(type_.face, _LARGE) - 1
            while self._cap(type_.face, trial) < type_.cap_px:
                trial += 1
            self._sizes[key] = trial
        return self._sizes[key]

    def pitch(self, type_: Type) -> int:
        """Give the height of one line."""
        return round(self.size(type_) * _PITCH)

    def width(self, text: str, type_: Type) -> int:
        """Measure a line in pixels."""
        key = (text, type_.face, self.size(type_))
        return self._widths.get(key, lambda: self._open(key[1], key[2]).size(text)[0])

    def render(self, text: str, type_: Type, colour: Rgb) -> tuple[pygame.Surface, int]:
        """Render a line.

        Returns:
            The picture, and how far below the top of the line's box it goes.
        """
        size = self.size(type_)
        key = (text, type_.face, size, colour)
        return self._lines.get(key, lambda: self._render(text, type_, colour))

    def shows(self, character: str, face: Face) -> bool:
        """Say whether a face has a glyph of its own for a character."""
        key = (face, character)
        if key not in self._shown:
            self._shown[key] = self._bitmap(character, face) != self._bitmap(_NO_GLYPH, face)
        return self._shown[key]

    def forget(self) -> None:
        """Forget the rendered and measured texts, of which some were one shopper's."""
        self.broken.clear()
        self._widths.clear()
        self._lines.clear()

    def close(self) -> None:
        """Close the files of the typefaces, one for each size; the next text opens them again."""
        self.forget()
        self._opened.clear()

    def _render(self, text: str, type_: Type, colour: Rgb) -> tuple[pygame.Surface, int]:
        size = self.size(type_)
        font = self._open(type_.face, size)
        surface = font.render(text, True, colour)  # noqa: FBT003  pygame's own order
        highest = max((glyph[3] for glyph in font.metrics(text) if glyph), default=0)
        baseline = (self.pitch(type_) + self._cap(type_.face, size)) // 2
        return surface, baseline - max(font.get_ascent(), highest)

    def _bitmap(self, character: str, face: Face) -> bytes:
        try:
            surface = self._open(face, 40).render(character, True, "white")  # noqa: FBT003  pygame's own order
        except pygame.error:  # a character without width or that SDL_ttf refuses
            return self._bitmap(_NO_GLYPH, face)
        return pygame.image.tobytes(surface, "RGBA")

    def _cap(self, face: Face, size: int) -> int:
        if (face, size) not in self._caps:
            surface = self._open(face, size).render("H", True, "white")  # noqa: FBT003  pygame's own order
            self._caps[face, size] = surface.get_bounding_rect().height
        return self._caps[face, size]

    def _open(self, face: Face, size: int) -> pygame.font.Font:
        if (face, size) not in self._opened:
            with font_file(face) as path:
                self._opened[face, size] = pygame.font.Font(str(path), size)
        return self._opened[face, size]

"""The technician's window in pygame: the camera's picture with its codes, loupe and figures.

The picture isn't mirrored, unlike the station's: print can be read, and left is where the camera's
left is. Loupe and picture are drawn and forgotten, nothing of them is kept. Main thread only.
"""

import numpy as np
import pygame

from kiosk.camera.port import Luma, Rgb
from kiosk.errors import DisplayError
from kiosk.settings import ScreenSettings
from kiosk.ui.camera_layout import GLOW, NIGHT, Plan, cap_px, compose, dashes, grown, label
from kiosk.ui.camera_view import CameraView, CodeRow, Wish
from kiosk.ui.display import as_it_is, open_screen
from kiosk.ui.fonts import Fonts
from kiosk.ui.painter import Painter
from kiosk.ui.scene import Box, Face, Type

_KEYS = {
    pygame.K_ESCAPE: Wish.END,
    pygame.K_q: Wish.END,
    pygame.K_r: Wish.ANEW,
    pygame.K_SPACE: Wish.ANEW,
}


class CameraWindow:
    """The window of `kiosk camera`."""

    def __init__(self, settings: ScreenSettings) -> None:
        self._settings = settings
        self._fonts = Fonts()
        self._painter = Painter(self._fonts)
        self._type = Type(face=Face.STRONG, cap_px=cap_px(settings))
        self._surface: pygame.Surface | None = None
        self._preview: pygame.Surface | None = None
        self._luma: Luma | None = None

    def open(self) -> None:
        """Open it.

        Raises:
            DisplayError: `display.none` where no screen can be opened.
        """
        self._surface = open_screen(self._settings, "Trạm Quét – camera")

    def draw(self, view: CameraView, preview: Rgb | None, luma: Luma | None) -> None:
        """Show a view with the camera's newest pictures, None where there is no new one.

        Args:
            preview: (height, width, 3) uint8 red-green-blue.
            luma: (height, width) uint8, of which the loupe shows the middle.
        """
        surface = self._opened()
        self._take(view, preview, luma)
        screen = as_it_is(self._settings, surface)
        self._type = Type(face=Face.STRONG, cap_px=cap_px(screen))
        plan = compose(view, screen, self._fonts)
        self._painter.paint(surface, plan.scene, plan.scene.size)
        if self._preview is not None:
            self._show_preview(surface, plan, self._preview, view.codes)
        if self._luma is not None and plan.loupe is not None:
            _show_middle(surface, plan.loupe, self._luma)
        pygame.display.update()

    def wishes(self) -> list[Wish]:
        """Give what was asked for since the last call; doesn't wait."""
        self._opened()
        return [wish for event in pygame.event.get() if (wish := _wish(event)) is not None]

    def touched(self) -> bool:
        """Say whether there is something for `wishes`; doesn't wait."""
        self._opened()
        return pygame.event.peek()

    def close(self) -> None:
        """Close it; a second call does nothing."""
        self._surface = self._preview = self._luma = None
        self._painter.forget()
        # pygame.font stays initialised: what it opened can't be closed any more once it has quit.
        self._fonts.close()
        pygame.display.quit()

    def _take(self, view: CameraView, preview: Rgb | None, luma: Luma | None) -> None:
        if not view.live:
            # A picture of before the fault would look like one of now.
            self._preview = self._luma = None
            return
        if luma is not None:
            self._luma = luma
        if preview is not None:
            height, width = preview.shape[:2]
            pixels = np.ascontiguousarray(preview).data
            self._preview = pygame.image.frombuffer(pixels, (width, height), "RGB").convert()

    def _show_preview(
        self,
        surface: pygame.Surface,
        plan: Plan,
        picture: pygame.Surface,
        codes: tuple[CodeRow, ...],
    ) -> None:
        box = plan.preview
        surface.blit(pygame.transform.smoothscale(picture, (box.w, box.h)), (box.x, box.y))
        # A code may hang out of the picture.
        surface.set_clip(_rect(box))
        if self._luma is not None and plan.loupe is not None:
            pygame.draw.rect(surface, NIGHT, _part(box, plan.loupe, self._luma).inflate(2, 2), 1)
            pygame.draw.rect(surface, GLOW, _part(box, plan.loupe, self._luma), 1)
        for row in codes:
            self._frame(surface, box, row)
        surface.set_clip(None)

    def _frame(self, surface: pygame.Surface, box: Box, row: CodeRow) -> None:
        """Frame a code: unbroken where it is sure, else in dashes."""
        width = max(3, box.w // 180)
        corners = [(box.x + x * box.w, box.y + y * box.h) for x, y in row.corners]
        points = grown(corners, width)
        strokes = list(dashes(points, box.w / 40))
        if row.sure:
            strokes = list(zip(points, [*points[1:], *points[:1]], strict=True))
        for colour, thick in ((NIGHT, width + 4), (GLOW, width)):
            for begin, end in strokes:
                pygame.draw.line(surface, colour, begin, end, thick)
                # A thick line has flat ends, which leave a gap at a corner.
                for point in (begin, end) if row.sure else ():
                    pygame.draw.circle(surface, colour, point, thick / 2)
        self._tag(surface, box, row, points)

    def _tag(
        self, surface: pygame.Surface, box: Box, row: CodeRow, points: list[tuple[float, float]]
    ) -> None:
        """Put a code's number at its upper left corner, inside of the picture."""
        ink, paper = (NIGHT, GLOW) if row.sure else (GLOW, NIGHT)
        words, _ = self._fonts.render(label(row), self._type, ink)
        seen = words.get_bounding_rect()
        pad = max(4, self._type.cap_px // 3)
        tag = pygame.Rect(0, 0, max(seen.w, seen.h) + 2 * pad, seen.h + 2 * pad)
        x, y = min(points, key=lambda point: point[0] + point[1])
        tag.midbottom = (round(x), round(y))
        tag.clamp_ip(_rect(box))
        pygame.draw.rect(surface, NIGHT, tag.inflate(4, 4))
        pygame.draw.rect(surface, paper, tag)
        surface.blit(words, (tag.centerx - seen.centerx, tag.centery - seen.centery))

    def _opened(self) -> pygame.Surface:
        if self._surface is None:
            raise DisplayError("display.closed")
        return self._surface


def _wish(event: pygame.event.Event) -> Wish | None:
    match event.type:
        case pygame.QUIT:
            return Wish.END
        case pygame.KEYDOWN:
            return _KEYS.get(event.key)
        case pygame.FINGERDOWN:
            return Wish.ANEW
        case pygame.MOUSEBUTTONDOWN if not getattr(event, "touch", False):
            return Wish.ANEW
        case _:
            return None


def _show_middle(surface: pygame.Surface, box: Box, luma: Luma) -> None:
    """Show the middle of a picture, each of its pixels as one of the screen."""
    height, width = min(box.h, luma.shape[0]), min(box.w, luma.shape[1])
    top, left = (luma.shape[0] - height) // 2, (luma.shape[1] - width) // 2
    middle = luma[top : top + height, left : left + width]
    pixels = np.repeat(middle[:, :, np.newaxis], 3, axis=2)
    picture = pygame.image.frombuffer(pixels.data, (width, height), "RGB")
    surface.blit(picture, (box.x + (box.w - width) // 2, box.y + (box.h - height) // 2))


def _part(preview: Box, loupe: Box, luma: Luma) -> pygame.Rect:
    """Give which part of the picture the loupe shows."""
    width = round(preview.w * min(1.0, loupe.w / luma.shape[1]))
    height = round(preview.h * min(1.0, loupe.h / luma.shape[0]))
    part = pygame.Rect(0, 0, width, height)
    part.center = _rect(preview).center
    return part


def _rect(box: Box) -> pygame.Rect:
    return pygame.Rect(box.x, box.y, box.w, box.h)

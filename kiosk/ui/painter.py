"""Paints scenes onto a surface: cached signs, pictures and texts, only what lies in one area.

Facts: pictures are opened by SDL_image inside pygame; a broken file raises `pygame.error`. The
camera's picture is mirrored, so that it moves as a mirror would. Main thread only.
"""

import logging
from pathlib import Path

import numpy as np
import pygame

from kiosk.camera.port import Rgb as Frame
from kiosk.ui.fonts import Fonts, Lru
from kiosk.ui.icons.draw import draw as draw_icon
from kiosk.ui.port import CodeMark
from kiosk.ui.scene import (
    Box,
    Drawing,
    Face,
    Fill,
    Line,
    Node,
    Outline,
    Picture,
    Preview,
    Rgb,
    Scene,
    Type,
    ink,
)

log = logging.getLogger(__name__)

_MARK = (255, 205, 110)
_MARK_EDGE = (18, 42, 58)


class Painter:
    """Everything that turns nodes into pixels; keeps what was expensive to make."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._signs: Lru[tuple[str, int, Rgb, Rgb], pygame.Surface] = Lru(120)
        self._pictures: Lru[Picture, pygame.Surface | None] = Lru(4)
        self._known: Lru[Path, bool] = Lru(200)
        self._frame: pygame.Surface | None = None
        self._scaled: pygame.Surface | None = None
        self._marks: tuple[CodeMark, ...] = ()

    def paint(self, surface: pygame.Surface, scene: Scene, area: Box) -> None:
        """Paint what of a scene lies in an area."""
        surface.set_clip(_rect(area))
        if (shown := scene.camera) is not None and area == shown.box and self._frame is not None:
            self._preview(surface, area, shown.cap_px)
        else:
            surface.fill(scene.paper)
            for node in scene.nodes:
                if ink(node).overlaps(area):
                    self._node(surface, node)
        surface.set_clip(None)

    def show(self, frame: Frame | None, marks: tuple[CodeMark, ...]) -> None:
        """Take the camera's newest picture, (height, width, 3) uint8 red-green-blue.

        None keeps the one before with other marks.
        """
        self._marks = marks
        if frame is not None:
            self._scaled = None
            height, width = frame.shape[:2]
            pixels = np.ascontiguousarray(frame).data
            # 32 bits a pixel like the window: scaling and blitting take a third of the time.
            picture = pygame.image.frombuffer(pixels, (width, height), "RGB").convert()
            self._frame = pygame.transform.flip(picture, flip_x=True, flip_y=False)

    def show_nothing(self) -> None:
        """Forget the camera's picture."""
        self._frame = self._scaled = None
        self._marks = ()

    def forget(self) -> None:
        """Forget the camera's picture and the texts of the last shopper."""
        self.show_nothing()
        self._fonts.forget()

    @property
    def marks(self) -> tuple[CodeMark, ...]:
        """The marks that are shown."""
        return self._marks

    def usable(self, path: Path) -> bool:
        """Say whether a picture file can be shown; what can't is logged once."""
        return self._known.get(path, lambda: _load(path) is not None)

    def _node(self, surface: pygame.Surface, node: Node) -> None:
        match node:
            case Fill():
                fill_round(surface, node.box, node.colour, node.radius)
            case Line():
                self._line(surface, node)
            case Drawing(box=box, name=name):
                key = (name, box.w, node.ink, node.paper)
                surface.blit(self._signs.get(key, lambda: draw_icon(*key)), (box.x, box.y))
            case Picture():
                picture = self._pictures.get(node, lambda: _cut(node))
                if picture is not None:
                    surface.blit(picture, (node.box.x, node.box.y))
            case Preview(box=box, cap_px=cap_px):
                self._preview(surface, box, cap_px)
            case Outline():
                pygame.draw.rect(
                    surface, node.colour, _rect(node.box), node.width, border_radius=node.radius
                )

    def _line(self, surface: pygame.Surface, node: Line) -> None:
        if not node.text:
            return
        picture, offset = self._fonts.render(node.text, node.type, node.colour)
        surface.blit(picture, (node.box.x, node.box.y + offset))
        if node.struck:
            middle = node.box.y + node.box.h // 2
            thick = max(2, node.type.cap_px // 9)
            surface.fill(
                node.colour, pygame.Rect(node.box.x, middle - thick // 2, node.box.w, thick)
            )

    def _preview(self, surface: pygame.Surface, box: Box, cap_px: int) -> None:
        if self._frame is None:
            return
        if self._scaled is None or self._scaled.get_size() != (box.w, box.h):
            self._scaled = pygame.transform.smoothscale(self._frame, (box.w, box.h))
        surface.blit(self._scaled, (box.x, box.y))
        # A code may hang out of the camera's picture.
        clip = surface.get_clip()
        surface.set_clip(clip.clip(_rect(box)))
        # The chosen one last, so that no other code's frame lies on it.
        for mark in sorted(self._marks, key=lambda mark: mark.chosen):
            points = [(box.x + (1 - x) * box.w, box.y + y * box.h) for x, y in mark.corners]
            width = max(6, box.w // 70) if mark.chosen else max(2, box.w // 260)
            pygame.draw.polygon(surface, _MARK_EDGE, points, width + max(4, width // 2))
            pygame.draw.polygon(surface, _MARK, points, width)
            if mark.number:
                self._number(surface, box, mark, points, cap_px)
        surface.set_clip(clip)

    def _number(
        self,
        surface: pygame.Surface,
        box: Box,
        mark: CodeMark,
        points: list[tuple[float, float]],
        cap_px: int,
    ) -> None:
        """Put a code's number on a disc at its corner: dark on light where it is the chosen one."""
        ink, disc = (_MARK_EDGE, _MARK) if mark.chosen else (_MARK, _MARK_EDGE)
        radius = round(cap_px * (1.3 if mark.chosen else 1.0))
        x, y = min(points, key=lambda point: point[0] + point[1])
        x, y = x - radius * 0.7, y - radius * 0.7
        centre = (
            min(max(round(x), box.x + radius), box.right - radius),
            min(max(round(y), box.y + radius), box.bottom - radius),
        )
        pygame.draw.aacircle(surface, _MARK_EDGE, centre, radius + 2)
        pygame.draw.aacircle(surface, disc, centre, radius)
        type_ = Type(face=Face.STRONG, cap_px=cap_px)
        digits, _ = self._fonts.render(str(mark.number), type_, ink)
        seen = digits.get_bounding_rect()
        at = (centre[0] - seen.centerx, centre[1] - seen.centery)
        surface.blit(digits, at)


def fill_round(surface: pygame.Surface, box: Box, colour: Rgb, radius: int) -> None:
    """Fill a rectangle with smooth round corners."""
    radius = min(radius, box.w // 2, box.h // 2)
    if radius < 1:
        surface.fill(colour, _rect(box))
        return
    surface.fill(colour, pygame.Rect(box.x + radius, box.y, box.w - 2 * radius, box.h))
    surface.fill(colour, pygame.Rect(box.x, box.y + radius, box.w, box.h - 2 * radius))
    for x in (box.x + radius, box.right - radius - 1):
        for y in (box.y + radius, box.bottom - radius - 1):
            pygame.draw.aacircle(surface, colour, (x, y), radius)


def _rect(box: Box) -> pygame.Rect:
    return pygame.Rect(box.x, box.y, box.w, box.h)


def _load(path: Path) -> pygame.Surface | None:
    try:
        return pygame.image.load(path)
    except (pygame.error, OSError, ValueError) as error:
        log.warning("picture %s can't be shown: %s", path.name, error)
        return None


def _cut(node: Picture) -> pygame.Surface | None:
    """Scale a picture so that it fills its box, cut off what is too much, round the corners."""
    loaded = _load(node.path)
    if loaded is None:
        return None
    width, height = loaded.get_size()
    scale = max(node.box.w / width, node.box.h / height)
    size = (max(node.box.w, round(width * scale)), max(node.box.h, round(height * scale)))
    scaled = pygame.transform.smoothscale(loaded.convert_alpha(), size)
    cut = pygame.Surface((node.box.w, node.box.h))
    cut.fill(node.paper)
    cut.blit(scaled, ((node.box.w - size[0]) // 2, (node.box.h - size[1]) // 2))
    _round_corners(cut, node.radius, node.paper)
    return cut


def _round_corners(surface: pygame.Surface, radius: int, paper: Rgb) -> None:
    size = surface.get_size()
    inside = pygame.Surface(size, pygame.SRCALPHA)
    fill_round(inside, Box(0, 0, *size), (255, 255, 255), radius)
    frame = pygame.Surface(size, pygame.SRCALPHA)
    frame.fill((*paper, 255))
    pygame.surfarray.pixels_alpha(frame)[:] -= pygame.surfarray.array_alpha(inside)
    surface.blit(frame, (0, 0))

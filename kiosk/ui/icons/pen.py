"""A pen for drawn signs: thick lines with round ends on a unit square, smooth at any size.

`pygame.draw` has smooth circles but no smooth polygons, so a sign is drawn four times as large and
scaled down. That costs a few milliseconds once; the painter keeps the result.
"""

import itertools
import math
from collections.abc import Sequence

import pygame

from kiosk.ui.scene import Rgb

_OVERSAMPLE = 4

Point = tuple[float, float]


class Pen:
    """Draws on a square whose corners are (0, 0) and (1, 1).

    Args:
        side: of the finished sign in pixels.
        ink, paper: colour of what is drawn, and of what is cut out of it.
    """

    def __init__(self, side: int, ink: Rgb, paper: Rgb) -> None:
        self._side = side
        self._large = side * _OVERSAMPLE
        # Opaque, since what lies behind a sign is one plain colour: no fringes, and a quicker blit.
        self._surface = pygame.Surface((self._large, self._large), depth=32)
        self._surface.fill(paper)
        self.ink = ink
        self.paper = paper

    def finish(self) -> pygame.Surface:
        """Give the sign at its own size."""
        return pygame.transform.smoothscale(self._surface, (self._side, self._side))

    def line(
        self, *points: Point, width: float = 0.07, colour: Rgb | None = None, closed: bool = False
    ) -> None:
        """Draw a line through points."""
        path = [*points, points[0]] if closed else list(points)
        for start, end in itertools.pairwise(path):
            self._stroke(start, end, width, colour or self.ink)
        for point in path:
            self.dot(point, width / 2, colour)

    def dot(self, centre: Point, radius: float, colour: Rgb | None = None) -> None:
        """Fill a circle."""
        pygame.draw.circle(
            self._surface, colour or self.ink, self._px(centre), radius * self._large
        )

    def ring(
        self, centre: Point, radius: float, width: float = 0.07, colour: Rgb | None = None
    ) -> None:
        """Draw a circle."""
        pygame.draw.circle(
            self._surface,
            colour or self.ink,
            self._px(centre),
            (radius + width / 2) * self._large,
            max(1, round(width * self._large)),
        )

    def arc(
        self,
        centre: Point,
        radius: float,
        degrees: tuple[float, float],
        width: float = 0.07,
        colour: Rgb | None = None,
    ) -> None:
        """Draw a part of a circle, degrees clockwise from the right."""
        first, last = degrees
        steps = max(2, round(abs(last - first) / 6))
        angles = [math.radians(first + (last - first) * i / steps) for i in range(steps + 1)]
        x, y = centre
        points = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]
        self.line(*points, width=width, colour=colour)

    def shape(self, points: Sequence[Point], colour: Rgb | None = None, soft: float = 0.0) -> None:
        """Fill a polygon, its corners rounded by a pen of the width `soft`."""
        colour = colour or self.ink
        pygame.draw.polygon(self._surface, colour, [self._px(point) for point in points])
        if soft:
            self.line(*points, width=soft, colour=colour, closed=True)

    def rect(
        self,
        corner: Point,
        size: Point,
        *,
        radius: float = 0.0,
        width: float = 0.0,
        colour: Rgb | None = None,
    ) -> None:
        """Fill or draw a rectangle."""
        x, y = self._px(corner)
        w, h = self._px(size)
        pygame.draw.rect(
            self._surface,
            colour or self.ink,
            pygame.Rect(round(x), round(y), round(w), round(h)),
            max(1, round(width * self._large)) if width else 0,
            border_radius=round(radius * self._large),
        )

    def _px(self, point: Point) -> Point:
        return point[0] * self._large, point[1] * self._large

    def _stroke(self, start: Point, end: Point, width: float, colour: Rgb) -> None:
        (ax, ay), (bx, by) = start, end
        length = math.hypot(bx - ax, by - ay)
        if not length:
            return
        nx, ny = (ay - by) / length * width / 2, (bx - ax) / length * width / 2
        corners = [(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)]
        pygame.draw.polygon(self._surface, colour, [self._px(corner) for corner in corners])


def regular(
    sides: int, radius: float, turn: float = 0.0, centre: Point = (0.5, 0.5)
) -> list[Point]:
    """Give the corners of a regular polygon, turned by degrees."""
    angles = [math.radians(turn + 360 * i / sides) for i in range(sides)]
    return [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]


def rounded(points: Sequence[Point], *, closed: bool = False) -> list[Point]:
    """Cut the corners of a line three times (Chaikin's algorithm)."""
    path = list(points)
    for _ in range(3):
        ends = [*path, path[0]] if closed else path
        cut = [
            (ax + (bx - ax) * share, ay + (by - ay) * share)
            for (ax, ay), (bx, by) in itertools.pairwise(ends)
            for share in (0.25, 0.75)
        ]
        path = cut if closed else [path[0], *cut[1:-1], path[-1]]
    return path

"""A board for drawing slides with simple shapes, twice as large as it is written.

Coordinates are those of the finished picture, 1280 by 720, from its top left corner.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from deploy.demo.material.canvas import Bytes, Rgb

WIDTH = 1280
HEIGHT = 720
_FINE = 2

Point = tuple[float, float]


class Board:
    """What is drawn so far."""

    def __init__(self, top: Rgb, bottom: Rgb) -> None:
        share = np.linspace(0, 1, HEIGHT * _FINE, dtype=np.float32)[:, None, None]
        column = np.array(top, np.float32) * (1 - share) + np.array(bottom, np.float32) * share
        ground = np.broadcast_to(column, (HEIGHT * _FINE, WIDTH * _FINE, 3))
        self._image = Image.fromarray(np.round(ground).astype(np.uint8))
        self._draw = ImageDraw.Draw(self._image)

    def disc(self, at: Point, radius: float, colour: Rgb) -> None:
        """Draw a filled circle."""
        self.oval(at, (radius, radius), colour)

    def oval(self, at: Point, half: Point, colour: Rgb) -> None:
        """Draw a filled ellipse by its middle and half axes."""
        (x, y), (a, b) = at, half
        self._draw.ellipse(_fine([(x - a, y - b), (x + a, y + b)]), fill=colour)

    def shape(self, points: Sequence[Point], colour: Rgb) -> None:
        """Draw a filled polygon."""
        self._draw.polygon(_fine(points), fill=colour)

    def line(self, points: Sequence[Point], width: float, colour: Rgb) -> None:
        """Draw a line with round joints and ends."""
        self._draw.line(_fine(points), fill=colour, width=round(width * _FINE), joint="curve")
        for end in (points[0], points[-1]):
            self.disc(end, width / 2 - 0.4, colour)

    def box(self, at: Point, size: Point, colour: Rgb, radius: float = 0) -> None:
        """Draw a filled rectangle by its top left corner and size, its corners round."""
        corners = _fine([at, (at[0] + size[0], at[1] + size[1])])
        self._draw.rounded_rectangle(corners, radius * _FINE, fill=colour)

    def slice(
        self, at: Point, radius: float, start_deg: float, end_deg: float, colour: Rgb
    ) -> None:
        """Draw a filled slice of a circle, degrees clockwise from the right."""
        (x, y) = at
        box = _fine([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.pieslice(box, start_deg, end_deg, fill=colour)

    def leaf(self, foot: Point, tip: Point, width: float, colour: Rgb, vein: Rgb) -> None:
        """Draw a leaf from its foot to its tip, widest below its middle."""
        start, end = np.array(foot), np.array(tip)
        along = end - start
        across = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-6) * width / 2
        share = np.linspace(0, 1, 14)[:, None]
        bulge = np.sin(np.pi * share**0.8) * (1 - 0.18 * share)
        middle = start + along * share
        outline = np.concatenate([middle + across * bulge, (middle - across * bulge)[::-1]])
        self.shape([(float(x), float(y)) for x, y in outline], colour)
        top = start + along * 0.86
        self.line([foot, (float(top[0]), float(top[1]))], max(1.4, width / 14), vein)

    def glow(self, points: Sequence[Point], colour: Rgb, strength: float, blur: float) -> None:
        """Lay a soft-edged polygon of light or shadow over what is there.

        Args:
            strength: how much of the colour stands in its middle, 0 to 1.
            blur: width of its edge.
        """
        mask = Image.new("L", (WIDTH // 2, HEIGHT // 2), 0)
        small = [(x / 2, y / 2) for x, y in points]
        ImageDraw.Draw(mask).polygon(small, fill=round(255 * strength))
        soft = mask.filter(ImageFilter.GaussianBlur(blur / 2)).resize(self._image.size)
        self._image.paste(Image.new("RGB", self._image.size, colour), mask=soft)

    def pixels(self) -> Bytes:
        """Give the finished picture, RGB (720, 1280, 3) uint8."""
        fine = np.asarray(self._image)
        small = cv2.resize(fine, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        return np.asarray(small, np.uint8)


def _fine(points: Sequence[Point]) -> list[tuple[float, float]]:
    return [(x * _FINE, y * _FINE) for x, y in points]

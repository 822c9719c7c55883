"""QR codes as they are on bottles, bags and under lamps, made for tests.

A flat code is drawn large, then what is seen at each pixel is looked up on it; so the module that
belongs to a pixel is known exactly.
"""

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
import segno

from tests.support.code_pictures import Picture

Dark = npt.NDArray[np.bool_]
Points = npt.NDArray[np.float64]
Field = npt.NDArray[np.float64]
Place = Callable[[Field, Field], tuple[Field, Field]]
"""Takes x and y, each -1 to 1 from edge to edge of the flat picture, to those that it shows."""

DARK, LIGHT = 40, 215
"""No printer's black is 0, and paper that is 255 would be washed out."""


def matrix(
    content: str | bytes, *, version: int | None = None, error: str = "m", mask: int | None = None
) -> Dark:
    """Give the dark modules of a QR code."""
    made = segno.make(
        content, version=version, error=error, mask=mask, micro=False, boost_error=False
    )
    return np.array([list(row) for row in made.matrix], np.bool_)


def modules(dark: Dark) -> npt.NDArray[np.float32]:
    """Give modules as a grid that sampled them without a fault."""
    return np.where(dark, -1, 1).astype(np.float32)


def flat(dark: Dark, *, scale: int = 8, quiet: int = 4) -> Picture:
    """Draw modules on paper."""
    tones = np.where(np.pad(dark, quiet), DARK, LIGHT).astype(np.uint8)
    return np.ascontiguousarray(tones.repeat(scale, axis=0).repeat(scale, axis=1))


def shown(picture: Picture, side_px: int, place: Place, *, around: int = 40) -> Picture:
    """Show a square picture bent as `place` says, with blur and noise, on a table.

    Args:
        side_px: how large it is shown.
        around: pixels of table on each side.
    """
    line = np.linspace(-1, 1, side_px)
    x, y = place(*np.meshgrid(line, line))
    most = (len(picture) - 1) / 2
    columns, rows = ((axis * most + most).astype(np.float32) for axis in (x, y))
    seen = cv2.remap(
        cv2.GaussianBlur(picture, (0, 0), max(0.5, len(picture) / side_px / 2)),
        *(columns, rows, cv2.INTER_LINEAR),
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(120.0,),
    )
    return noisy(np.pad(np.asarray(seen, np.uint8), around, constant_values=120))


def noisy(picture: Picture, spread: float = 3.0, seed: int = 0) -> Picture:
    """Add a sensor's noise."""
    noise = np.random.default_rng(seed).normal(0, spread, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def bottle(half_angle: float, rise: float = 0.1) -> Place:
    """Bend around an upright cylinder.

    Args:
        half_angle: radians from the middle to the side edge; below pi / 2.
        rise: how far the sides bend down, as seen from above.
    """

    def place(x: Field, y: Field) -> tuple[Field, Field]:
        angle = np.arcsin(x * np.sin(half_angle))
        return angle / half_angle, y * (1 + rise) - rise * (1 - np.cos(angle))

    return place


def wrinkles(depth: float, waves: float, turn: float = 0.6) -> Place:
    """Push to and fro in waves.

    Args:
        depth: of half a side.
        waves: over a side.
        turn: radians between the waves and the rows.
    """

    def place(x: Field, y: Field) -> tuple[Field, Field]:
        along = x * np.cos(turn) + y * np.sin(turn)
        phase = np.pi * waves * along
        return x + depth * np.sin(phase), y + depth * np.cos(phase * 0.9 + 0.5)

    return place


def from_the_side(far: float, turn: float = 0.0) -> Place:
    """Look from the side, so that the right edge is farther.

    Args:
        far: how much shorter the farther edge looks; 0 is straight ahead, 0.5 strong.
        turn: radians that the code is turned by.
    """
    seen = np.array([(-1, -1), (1 - far, far - 1), (1 - far, 1 - far), (-1, 1)], np.float64)
    cosine, sine = np.cos(turn), np.sin(turn)
    turned = seen @ np.array([[cosine, sine], [-sine, cosine]])
    fitted = (turned / np.abs(turned).max()).astype(np.float32)
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], np.float32)
    back = cv2.getPerspectiveTransform(fitted, square)

    def place(x: Field, y: Field) -> tuple[Field, Field]:
        points = cv2.perspectiveTransform(np.stack([x, y], axis=-1), back)
        flat_x, flat_y = np.asarray(points, np.float64).transpose(2, 0, 1)
        return flat_x, flat_y

    return place


def corners_shown(place: Place, dark: Dark, side_px: int, around: int = 40) -> Points:
    """Give where `shown` shows the corners of a symbol with a quiet zone of 4, clockwise."""
    line = np.linspace(-1, 1, side_px)
    x, y = place(*np.meshgrid(line, line))
    edge = len(dark) / (len(dark) + 8)
    corners = []
    for across, down in ((-edge, -edge), (edge, -edge), (edge, edge), (-edge, edge)):
        row, column = divmod(int(np.hypot(x - across, y - down).argmin()), side_px)
        corners.append((column + around, row + around))
    return np.array(corners, np.float64)


def lamp(picture: Picture, x: float, y: float, wide: float, high: float) -> Picture:
    """Mirror a lamp: a stripe that is washed out, with a soft edge.

    Args:
        x, y: its middle, of the picture's sides.
        wide, high: its radii, of the picture's sides.
    """
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    across = (columns / picture.shape[1] - x) / wide
    down = (rows / picture.shape[0] - y) / high
    light = 400 * np.exp(-np.maximum(0, np.hypot(across, down) - 0.8) * 6)
    return np.asarray(np.clip(picture + light, 0, 255), np.uint8)

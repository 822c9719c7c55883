"""What stands behind the goods: a market hall out of focus, a table, tiles, steel, a plastic crate.

All are RGB, as large as the photograph. Those nearer than the goods are sharp, the hall is not.
"""

import cv2
import numpy as np

from deploy.demo.material.canvas import (
    Pixels,
    Rgb,
    Rng,
    blurred,
    fractal,
    mix,
    plain,
    ramp,
    resized,
)
from deploy.demo.material.fillings import filling

HEIGHT = 960
WIDTH = 1280


def background(name: str, rng: Rng) -> Pixels:
    """Draw the background of that name.

    Raises:
        ValueError: there is none of that name.
    """
    match name:
        case "hall":
            return _hall(rng)
        case "wood":
            return _wood(rng)
        case "steel":
            return _steel(rng)
        case "tile":
            return _tile(rng)
        case "crate":
            return _crate(rng)
        case "jute":
            return _jute(rng)
        case "greens" | "fruit":
            heap = filling("leaf" if name == "greens" else "guava", rng, HEIGHT // 2, WIDTH // 2)
            return blurred(np.repeat(np.repeat(heap, 2, axis=0), 2, axis=1), 3.2)
        case _:
            raise ValueError(f"no background is called {name!r}")


def _hall(rng: Rng) -> Pixels:
    """Draw a market hall: stalls and people as blots, lamps as discs, all out of focus."""
    height, width = HEIGHT // 4, WIDTH // 4
    depth = np.linspace(1, 0, height, dtype=np.float32)[:, None] * np.ones((1, width), np.float32)
    canvas = ramp(depth, (66, 60, 54), (128, 120, 108))
    colours: tuple[Rgb, ...] = (
        (168, 60, 46), (62, 112, 58), (196, 150, 60), (70, 92, 128), (206, 200, 190), (40, 38, 40),
        (120, 78, 50), (150, 164, 84),
    )  # fmt: skip
    for _ in range(60):
        x, y = int(rng.integers(0, width)), int(rng.integers(height // 5, height))
        axes = (int(rng.integers(6, 30)), int(rng.integers(8, 32)))
        colour = mix(colours[int(rng.integers(len(colours)))], (90, 84, 76), 0.35)
        cv2.ellipse(canvas, (x, y), axes, 0, 0, 360, colour, -1, cv2.LINE_AA)
    canvas = resized(blurred(canvas, 6), HEIGHT, WIDTH)
    lamps = np.zeros_like(canvas)
    for _ in range(16):
        x, y = int(rng.integers(0, WIDTH)), int(rng.integers(0, HEIGHT // 2))
        radius = int(rng.integers(12, 34))
        cv2.circle(lamps, (x, y), radius, (112, 100, 74), -1, cv2.LINE_AA)
        cv2.circle(lamps, (x, y), radius, (140, 126, 96), 2, cv2.LINE_AA)
    return np.asarray(np.clip(canvas + blurred(lamps, 1.6), 0, 255), np.float32)


def _wood(rng: Rng) -> Pixels:
    """Draw the planks of a stall's table."""
    canvas = np.empty((HEIGHT, WIDTH, 3), np.float32)
    top = 0
    while top < HEIGHT:
        height = int(rng.integers(150, 230))
        rows = min(height, HEIGHT - top)
        bend = fractal(rng, rows, WIDTH, (600, 120), 2)
        lines = fractal(rng, rows, WIDTH, (900, 7), 3)
        rings = 0.5 + 0.5 * np.sin(bend * 46 + lines * 5)
        tone = (0.62 * lines + 0.38 * rings).astype(np.float32)
        age = float(rng.uniform(0.82, 1.08))
        canvas[top : top + rows] = ramp(tone, (92, 60, 36), (176, 128, 84)) * age
        canvas[top : top + 4] *= 0.35
        top += height
    return canvas


def _steel(rng: Rng) -> Pixels:
    """Draw a brushed steel counter with soft reflections."""
    brushed = fractal(rng, HEIGHT, WIDTH, (900, 2), 2)
    shine = fractal(rng, HEIGHT, WIDTH, (500, 900), 2)
    return ramp(
        (0.25 * brushed + 0.75 * shine).astype(np.float32), (112, 116, 120), (206, 208, 208)
    )


def _tile(rng: Rng) -> Pixels:
    """Draw white tiles with grout, a little dirty."""
    canvas = ramp(fractal(rng, HEIGHT, WIDTH, (420, 420), 4), (196, 198, 192), (232, 233, 228))
    side = 212
    x0, y0 = int(rng.integers(side)), int(rng.integers(side))
    for x in range(x0 - side, WIDTH, side):
        cv2.line(canvas, (x, 0), (x, HEIGHT), (138, 132, 122), 6, cv2.LINE_AA)
        cv2.line(canvas, (x + 5, 0), (x + 5, HEIGHT), (246, 246, 244), 2, cv2.LINE_AA)
    for y in range(y0 - side, HEIGHT, side):
        cv2.line(canvas, (0, y), (WIDTH, y), (138, 132, 122), 6, cv2.LINE_AA)
        cv2.line(canvas, (0, y + 5), (WIDTH, y + 5), (246, 246, 244), 2, cv2.LINE_AA)
    return blurred(canvas, 1.4)


def _crate(rng: Rng) -> Pixels:
    """Draw the lattice of a plastic crate with greens behind it."""
    colours: tuple[Rgb, ...] = ((36, 92, 160), (176, 44, 40), (38, 120, 76))
    colour = colours[int(rng.integers(len(colours)))]
    behind = resized(filling("leaf", rng, HEIGHT // 2, WIDTH // 2) * 0.45, HEIGHT, WIDTH)
    holes = np.zeros((HEIGHT, WIDTH), np.float32)
    for y in range(-10, HEIGHT, 96):
        for x in range(-20, WIDTH, 132):
            cv2.rectangle(holes, (x + 18, y + 16), (x + 116, y + 78), 1.0, -1)
    holes = blurred(holes, 3.0)
    shade = blurred(np.roll(holes, (7, 7), axis=(0, 1)), 5.0)
    body = plain(HEIGHT, WIDTH, colour) * (1.12 - 0.5 * shade[..., None])
    canvas = body * (1 - holes[..., None]) + behind * holes[..., None]
    return blurred(canvas.astype(np.float32), 2.0)


def _jute(rng: Rng) -> Pixels:
    """Draw sackcloth."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    drift = fractal(rng, HEIGHT, WIDTH, (300, 300), 3) * 9
    weave = 0.5 + 0.25 * np.sin((x + drift * 3) / 1.7) + 0.25 * np.sin((y + drift * 2) / 1.9)
    folds = fractal(rng, HEIGHT, WIDTH, (460, 700), 3)
    tone = (0.45 * weave + 0.55 * folds).astype(np.float32)
    return ramp(tone, (104, 82, 52), (196, 168, 122))

"""What is inside the packs: greens, fruit, meat, noodles, drawn with noise and shaded shapes.

Each filling is an RGB texture of the size asked for. They need to look right at arm's length under
cling film or behind a label, not to be looked at for themselves.
"""

import cv2
import numpy as np

from deploy.demo.material.canvas import Pixels, Rgb, Rng, blurred, fractal, mix, plain, ramp

LIGHT: Rgb = (255, 252, 240)
SHADE: Rgb = (18, 20, 14)


def filling(name: str, rng: Rng, height: int, width: int) -> Pixels:
    """Draw the filling of that name.

    Raises:
        ValueError: there is none of that name.
    """
    match name:
        case "leaf" | "tomato" | "mushroom" | "guava" | "com" | "banana" | "grain":
            return _heap(name, rng, height, width)
        case "pork" | "beef" | "chicken" | "fish" | "cinnamon":
            return _flesh(name, rng, height, width)
        case "noodle":
            return _strands(rng, height, width)
        case "leafwrap":
            return _leafwrap(rng, height, width)
        case "tofu":
            return _blocks(rng, height, width)
        case "pomelo":
            return _peel(rng, height, width)
        case "amber" | "milk" | "honey":
            return _liquid(name, rng, height, width)
        case _:
            raise ValueError(f"no filling is called {name!r}")


def _shape(name: str) -> tuple[int, float, tuple[Rgb, ...]]:
    """Give size in pixels, how long it is for its width, and the colours of a heap's pieces."""
    match name:
        case "leaf":
            return 74, 3.2, ((38, 92, 30), (62, 128, 44), (92, 158, 60), (48, 108, 52))
        case "tomato":
            return 128, 1.05, ((196, 44, 28), (214, 66, 34), (176, 30, 24))
        case "mushroom":
            return 70, 1.3, ((222, 212, 194), (206, 194, 172), (236, 228, 214))
        case "guava":
            return 112, 1.15, ((148, 178, 74), (170, 192, 92), (126, 160, 62))
        case "com":
            return 15, 1.9, ((142, 168, 62), (166, 186, 84), (120, 150, 50))
        case "banana":
            return 120, 4.2, ((222, 180, 46), (232, 196, 70), (204, 158, 36))
        case _:
            return 15, 2.0, ((216, 202, 160), (232, 220, 184), (196, 178, 132))


def _heap(name: str, rng: Rng, height: int, width: int) -> Pixels:
    """Pile shaded ellipses onto each other, the upper ones lighter."""
    size, length, colours = _shape(name)
    canvas = np.empty((height, width, 3), np.float32)
    canvas[:] = mix(colours[0], SHADE, 0.75 if size > 20 else 0.35)
    count = min(2500, int(5.5 * height * width / (size * size * length**0.5)))
    for index in range(count):
        x, y = int(rng.integers(-20, width + 20)), int(rng.integers(-20, height + 20))
        half = size * float(rng.uniform(0.7, 1.15)) / 2
        axes = (max(2, round(half * length**0.5)), max(2, round(half / length**0.5 * 1.15)))
        angle = float(rng.uniform(0, 360))
        base = colours[int(rng.integers(len(colours)))]
        base = mix(base, SHADE, 0.35 * (1 - index / count))
        _piece(canvas, (x, y), axes, angle, base, vein=name == "leaf")
    return blurred(canvas, 1.1)


def _piece(
    canvas: Pixels,
    at: tuple[int, int],
    axes: tuple[int, int],
    angle: float,
    base: Rgb,
    *,
    vein: bool,
) -> None:
    """Draw one piece with its shadow, its lit side and, on a leaf, its vein."""
    x, y = at
    long, short = axes
    lift = max(1, short // 7)
    cv2.ellipse(
        canvas, (x + lift, y + lift), axes, angle, 0, 360, mix(base, SHADE, 0.7), -1, cv2.LINE_AA
    )
    for share, towards in ((1.0, 0.0), (0.78, 0.12), (0.5, 0.22), (0.24, 0.36)):
        inner = (max(1, round(long * share)), max(1, round(short * share)))
        shift = round(short * (1 - share) * 0.35)
        centre = (x - shift, y - shift)
        cv2.ellipse(
            canvas, centre, inner, angle, 0, 360, mix(base, LIGHT, towards), -1, cv2.LINE_AA
        )
    if vein:
        dx, dy = long * np.cos(np.radians(angle)), long * np.sin(np.radians(angle))
        ends = (round(x - dx), round(y - dy)), (round(x + dx), round(y + dy))
        cv2.line(canvas, ends[0], ends[1], mix(base, LIGHT, 0.55), 2, cv2.LINE_AA)


def _flesh(name: str, rng: Rng, height: int, width: int) -> Pixels:
    """Draw layered or marbled meat."""
    lean: Rgb
    fat: Rgb
    match name:
        case "pork":
            lean, fat, cells, share = (196, 92, 92), (246, 224, 214), (420, 90), 0.5
        case "beef":
            lean, fat, cells, share = (142, 26, 30), (236, 200, 186), (90, 60), 0.78
        case "chicken":
            lean, fat, cells, share = (226, 184, 124), (242, 212, 160), (190, 150), 0.45
        case "fish":
            lean, fat, cells, share = (214, 196, 188), (92, 98, 104), (300, 120), 0.62
        case _:
            lean, fat, cells, share = (142, 82, 42), (186, 126, 76), (60, 60), 0.5
    bands = fractal(rng, height, width, cells)
    edge = 1 / (1 + np.exp(-(bands - share) * (7 if name == "chicken" else 26)))
    colour = ramp(edge.astype(np.float32), lean, fat)
    grain = fractal(rng, height, width, (26, 8), 3)
    wet = fractal(rng, height, width, (34, 34), 3)
    lit = colour * (0.82 + 0.32 * grain[..., None])
    return np.asarray(
        (lit + 120 * np.clip(wet - 0.78, 0, 1)[..., None] * 2).clip(0, 255), np.float32
    )


def _strands(rng: Rng, height: int, width: int) -> Pixels:
    """Draw glass noodles: long curves, the lower ones darker."""
    canvas = plain(height, width, (112, 92, 60))
    steps = np.linspace(-0.1, 1.1, 40)
    for index in range(420):
        start, slope, phase = rng.uniform(-0.3, 1.3), rng.uniform(-0.5, 0.5), rng.uniform(0, 6.3)
        y = start + slope * steps + 0.05 * np.sin(steps * rng.uniform(4, 9) + phase)
        points = np.stack([steps * width, y * height], axis=1).astype(np.int32)
        tone = mix((150, 128, 88), (238, 226, 196), index / 420 * float(rng.uniform(0.7, 1)))
        cv2.polylines(canvas, [points], isClosed=False, color=mix(tone, SHADE, 0.5), thickness=6)
        cv2.polylines(canvas, [points - 1], isClosed=False, color=tone, thickness=3)
    return blurred(canvas, 0.9)


def _leafwrap(rng: Rng, height: int, width: int) -> Pixels:
    """Draw a banana or dong leaf that wraps something, tied with bamboo strings."""
    veins = fractal(rng, height, width, (700, 12), 3)
    tone = fractal(rng, height, width, (500, 260), 3)
    canvas = ramp((0.55 * veins + 0.45 * tone).astype(np.float32), (30, 62, 26), (116, 150, 66))
    for share in (0.24, 0.76):
        for across in (True, False):
            middle = round(share * (height if across else width))
            start = (0, middle) if across else (middle, 0)
            end = (width, middle + 14) if across else (middle - 12, height)
            cv2.line(canvas, (start[0], start[1] + 6), (end[0], end[1] + 6), (26, 40, 20), 12)
            cv2.line(canvas, start, end, (206, 190, 128), 9, cv2.LINE_AA)
    return canvas


def _blocks(rng: Rng, height: int, width: int) -> Pixels:
    """Draw bars of tofu side by side."""
    tone = fractal(rng, height, width, (240, 160), 4)
    pores = fractal(rng, height, width, (8, 8), 2)
    canvas = ramp(tone, (226, 210, 172), (250, 242, 218)) * (0.93 + 0.09 * pores[..., None])
    for share in (1 / 3, 2 / 3):
        x = round(width * share)
        cv2.line(canvas, (x, 0), (x + 4, height), (150, 132, 96), 12, cv2.LINE_AA)
        cv2.line(canvas, (x - 9, 0), (x - 5, height), (255, 252, 236), 4, cv2.LINE_AA)
    return blurred(canvas.astype(np.float32), 1.6)


def _peel(rng: Rng, height: int, width: int) -> Pixels:
    """Draw a pomelo's skin: yellow with dimples."""
    tone = fractal(rng, height, width, (420, 420), 3)
    dimples = fractal(rng, height, width, (13, 13), 2)
    relief = np.gradient(blurred(dimples, 1.2), axis=1).astype(np.float32)
    return np.asarray(
        ramp(tone, (206, 162, 34), (240, 212, 86)) + 420 * relief[..., None], np.float32
    )


def _liquid(name: str, rng: Rng, height: int, width: int) -> Pixels:
    """Draw what a bottle or a jar holds, with light coming through near its middle."""
    dark: Rgb
    light: Rgb
    match name:
        case "milk":
            dark, light = (224, 224, 218), (250, 250, 246)
        case "honey":
            dark, light = (128, 62, 8), (226, 148, 34)
        case _:
            dark, light = (74, 26, 8), (168, 78, 20)
    across = np.sin(np.linspace(0.25, np.pi - 0.25, width, dtype=np.float32))[None, :] ** 2
    uneven = fractal(rng, height, width, (300, 500), 3)
    return ramp((0.75 * across + 0.25 * uneven).astype(np.float32), dark, light)

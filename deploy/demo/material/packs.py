"""The goods as objects: a bag, a tray under film, a box, a bottle, a fruit, a card.

Each is a piece, seen straight from the front; `scene` turns, bends and lights it.
"""

import cv2
import numpy as np

from deploy.demo.material.canvas import (
    Piece,
    Pixels,
    Rgb,
    Rng,
    blurred,
    fractal,
    mix,
    plain,
    ramp,
    resized,
    rounded_mask,
    scaled,
)
from deploy.demo.material.fillings import filling


def bag(content: str, colour: Rgb, label: Pixels, rng: Rng) -> Piece:
    """Draw a clear plastic bag with a coloured sealed top and a paper label."""
    height, width = 1060, 920
    picture = filling(content, rng, height, width) * 0.92
    top = 150
    picture[:top] = plain(top, width, colour) * 0.85
    for line in range(18, top, 14):
        picture[line : line + 3] *= 1.22
    picture[top : top + 5] *= 0.55
    picture[40:76, width // 2 - 80 : width // 2 + 80] = mix(colour, (30, 30, 30), 0.75)
    _stick(picture, label, ((width - label.shape[1]) // 2, 350))
    _film(picture, rng, strength=0.85)
    wobble = fractal(rng, height, width, (150, 150), 2)
    return Piece(_domed(picture, 0.42), rounded_mask(height, width, 34, wobble))


def tray(content: str, label: Pixels, rng: Rng) -> Piece:
    """Draw a white foam tray with food under cling film, the label near a corner."""
    height, width = 900, 1120
    foam = fractal(rng, height, width, (5, 5), 2)
    picture = ramp(foam, (214, 214, 210), (238, 238, 234))
    inner = rounded_mask(height - 110, width - 110, 70)[..., None]
    food = filling(content, rng, height - 110, width - 110)
    shade = blurred(inner[..., 0], 22)[..., None]
    food = food * (0.45 + 0.55 * np.clip(shade * 1.6 - 0.6, 0, 1))
    picture[55 : height - 55, 55 : width - 55] = (
        picture[55 : height - 55, 55 : width - 55] * (1 - inner) + food * inner
    )
    _film(picture, rng, strength=1.0)
    _stick(picture, label, (width - label.shape[1] - 120, height - label.shape[0] - 110))
    return Piece(_domed(picture, 0.18), rounded_mask(height, width, 80))


def box(face: Pixels) -> Piece:
    """Draw a printed box, its edges a little worn."""
    height, width = face.shape[:2]
    edge = 1 - rounded_mask(height, width, 14)
    worn = face + 40 * blurred(edge, 3.0)[..., None]
    return Piece(worn.astype(np.float32), rounded_mask(height, width, 10))


def bottle(content: str, colour: Rgb, label: Pixels, rng: Rng) -> Piece:
    """Draw a bottle or a jar, its label all around; to be bent by the scene."""
    label_height, width = label.shape[:2]
    height = label_height + 470
    picture = filling(content, rng, height, width)
    picture[:140] = plain(140, width, mix(colour, (20, 20, 20), 0.2))
    for x in range(0, width, 26):
        picture[6:134, x : x + 5] *= 0.72
    picture[140:150] *= 0.4
    picture[150:200] = picture[150:200] * 0.45 + 110
    picture[260 : 260 + label_height] = label
    picture[256:260] *= 0.5
    picture[260 + label_height : 264 + label_height] *= 0.5
    mask = rounded_mask(height, width, 46)
    columns = np.arange(width)
    inset = np.minimum(columns, width - 1 - columns)
    mask[145:195] *= (inset > 46).astype(np.float32)
    return Piece(picture, mask)


def fruit(content: str, sticker: Pixels, rng: Rng) -> Piece:
    """Draw a round fruit with a sticker on its front."""
    side = 1000
    y, x = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j].astype(np.float32)
    radius = np.sqrt(x * x + y * y)
    depth = np.sqrt(np.clip(1 - radius**2, 0, 1))
    light = np.clip(0.35 * -x - 0.45 * y + 0.82 * depth, 0, 1)
    picture = filling(content, rng, side, side)
    _stick(picture, sticker, ((side - sticker.shape[1]) // 2, (side - sticker.shape[0]) // 2))
    picture = picture * (0.34 + 0.74 * light)[..., None]
    return Piece(picture.astype(np.float32), np.clip((1 - radius) * 180, 0, 1))


def sheet(print_: Pixels) -> Piece:
    """Cut out a card, a sticker or a notice, as it was printed."""
    return Piece(print_, rounded_mask(print_.shape[0], print_.shape[1], 16))


def phone(print_: Pixels) -> Piece:
    """Draw a telephone that shows the print, brighter than anything around it."""
    height, width = print_.shape[:2]
    picture = plain(height + 150, width + 70, (16, 17, 20))
    picture[75 : 75 + height, 35 : 35 + width] = np.clip(print_ * 1.18, 0, 255)
    cv2.circle(picture, ((width + 70) // 2, 36), 9, (46, 48, 54), -1, cv2.LINE_AA)
    return Piece(picture, rounded_mask(height + 150, width + 70, 56))


def _stick(picture: Pixels, print_: Pixels, at: tuple[int, int]) -> None:
    """Lay a print onto the picture, in place, with the shadow of its edge."""
    left, top = at
    height, width = print_.shape[:2]
    shadow = np.zeros(picture.shape[:2], np.float32)
    cv2.rectangle(shadow, (left + 5, top + 8), (left + width + 5, top + height + 8), 1.0, -1)
    picture *= 1 - 0.5 * blurred(shadow, 7.0)[..., None]
    picture[top : top + height, left : left + width] = print_


def _film(picture: Pixels, rng: Rng, strength: float) -> None:
    """Add the wrinkles of plastic film, in place: thin bright ridges with dark sides."""
    height, width = picture.shape[:2]
    half_h, half_w = height // 2, width // 2
    folds = fractal(rng, half_h, half_w, (150, 210), 2)
    ridges = 1 - np.abs(folds - 0.5) * 2
    bright = np.clip(ridges - 0.86, 0, 1) / 0.14
    patches = np.clip(fractal(rng, half_h, half_w, (170, 130), 2) - 0.4, 0, 1) * 1.7
    shine = blurred((bright * bright * patches).astype(np.float32), 1.0) * np.float32(strength)
    sides = resized(1 - np.float32(0.15) * blurred(shine, 3.5), height, width)
    glow = resized(70 * shine, height, width)
    darker = scaled(picture, sides)
    picture[:] = cv2.add(darker, cv2.merge([glow, glow, glow]))


def _domed(picture: Pixels, depth: float) -> Pixels:
    """Darken towards the edges, as something that bulges is lit from the front."""
    height, width = picture.shape[:2]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    return scaled(picture, (1 - depth * (0.7 * x**4 + 0.5 * y**6)).astype(np.float32))

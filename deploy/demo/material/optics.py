"""What a camera does to a scene: light and shadow, glare, lack of focus, movement, noise.

Applied in the order in which they happen: light on the goods, reflection on them, the lens, the
sensor. JPEG is left to whoever writes the file.
"""

from typing import cast

import cv2
import numpy as np
from pydantic import BaseModel, ConfigDict

from deploy.demo.material.backgrounds import HEIGHT, WIDTH
from deploy.demo.material.canvas import Bytes, Pixels, Rng, blurred, resized, scaled


class Glare(BaseModel):
    """A lamp's reflection.

    Attributes:
        at: its middle, in shares of the picture's width and height.
        radius: long half axis, as a share of the picture's height.
        strength: how much light it adds, where 1 turns black into white.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: tuple[float, float]
    radius: float = 0.16
    strength: float = 0.6
    angle_deg: float = 25.0


class Conditions(BaseModel):
    """How a picture was taken.

    Attributes:
        exposure: factor on all light.
        warmth: from -1 (bluish) to 1 (yellowish).
        gradient: how much darker the far side is, 0 to 1; `gradient_deg` says towards where.
        shade: darkness of a shadow with an edge that falls across the picture, 0 to 1.
        shade_at: where its edge crosses the picture's middle line, as a share of the width.
        defocus_px: radius of the disc that a point becomes.
        motion_px: length of the line that a point becomes, along `motion_deg`.
        noise: standard deviation on a middle grey, in levels of 255.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    exposure: float = 1.18
    warmth: float = 0.15
    gradient: float = 0.25
    gradient_deg: float = 35.0
    shade: float = 0.0
    shade_at: float = 0.5
    glare: tuple[Glare, ...] = ()
    defocus_px: float = 0.8
    motion_px: float = 0.0
    motion_deg: float = 10.0
    noise: float = 4.0


def photographed(scene: Pixels, conditions: Conditions, rng: Rng) -> Bytes:
    """Take the picture of a scene.

    Returns:
        RGB (height, width, 3) uint8.
    """
    tint = (1 + 0.07 * conditions.warmth, 1.0, 1 - 0.12 * conditions.warmth)
    light = _enlarged(_light(conditions))
    picture = cv2.multiply(scene, cv2.merge([light * np.float32(share) for share in tint]))
    if conditions.glare:
        spots = _enlarged(np.sum([_reflection(spot) for spot in conditions.glare], axis=0))
        picture = cv2.add(picture, cv2.merge([spots, spots, spots]))
    if conditions.defocus_px > 0.5:
        picture = cv2.filter2D(picture, -1, _disc(conditions.defocus_px))
    if conditions.motion_px > 1:
        picture = cv2.filter2D(picture, -1, _line(conditions.motion_px, conditions.motion_deg))
    exposed = np.asarray(cv2.LUT(np.clip(picture, 0, 255).astype(np.uint8), _curve()), np.uint8)
    noisy = cv2.add(exposed.astype(np.float32), _grain(exposed, conditions.noise, rng))
    return np.asarray(np.clip(noisy + 0.5, 0, 255), np.uint8)


def _enlarged(plane: Pixels) -> Pixels:
    return cast("Pixels", cv2.resize(plane, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR))


def _light(conditions: Conditions) -> Pixels:
    """Give the light at a quarter of the size: a slope, a shadow's edge, darker corners."""
    x = np.linspace(-1, 1, WIDTH // 4, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, HEIGHT // 4, dtype=np.float32)[:, None]
    along = np.radians(conditions.gradient_deg)
    slope = (x * np.cos(along) + y * np.sin(along)) / 1.4
    light = conditions.exposure * (1 - conditions.gradient * (0.5 + 0.5 * slope))
    if conditions.shade > 0:
        edge = (x - (2 * conditions.shade_at - 1)) + 0.35 * y
        light = light * (1 - conditions.shade / (1 + np.exp(-edge * 22)))
    return np.asarray(light * (1 - 0.16 * (x * x + y * y) ** 1.3), np.float32)


def _reflection(spot: Glare) -> Pixels:
    """Give a lamp's reflection, at a quarter of the size."""
    x = (np.linspace(0, 1, WIDTH // 4, dtype=np.float32) - spot.at[0])[None, :] * (WIDTH / HEIGHT)
    y = (np.linspace(0, 1, HEIGHT // 4, dtype=np.float32) - spot.at[1])[:, None]
    turn = np.radians(spot.angle_deg)
    long = (x * np.cos(turn) + y * np.sin(turn)) / spot.radius
    short = (y * np.cos(turn) - x * np.sin(turn)) / (spot.radius * 0.42)
    distance = long * long + short * short
    return np.asarray(255 * spot.strength * np.exp(-(distance**1.5)), np.float32)


def _curve() -> Bytes:
    """Make the table by which a camera bends tones: contrast, highlights that roll off."""
    light = np.linspace(0, 1, 256)
    toe = light * light * (3 - 2 * light)
    return np.asarray(np.round(255 * (0.72 * light + 0.28 * toe)), np.uint8)


def _grain(picture: Bytes, noise: float, rng: Rng) -> Pixels:
    """Make the sensor's noise: fine in brightness, coarse in colour, more of it in the light."""
    rows, columns = HEIGHT // 3, WIDTH // 2
    fine = blurred(rng.standard_normal((rows, columns), np.float32), 0.55) * 1.9
    coarse = rng.standard_normal((rows // 4, columns // 4, 3), np.float32)
    tile = (fine[..., None] + 0.45 * resized(coarse, rows, columns)) * np.float32(noise)
    small = cv2.resize(picture, (WIDTH // 4, HEIGHT // 4), interpolation=cv2.INTER_AREA)
    level = _enlarged(np.sqrt(0.35 + small.mean(axis=2, dtype=np.float32) / 255))
    return scaled(np.tile(tile.astype(np.float32), (3, 2, 1)), level)


def _disc(radius: float) -> Pixels:
    size = int(np.ceil(radius)) * 2 + 1
    y, x = np.mgrid[:size, :size].astype(np.float32) - size // 2
    disc = np.clip(radius + 0.5 - np.sqrt(x * x + y * y), 0, 1)
    return np.asarray(disc / disc.sum(), np.float32)


def _line(length: float, angle_deg: float) -> Pixels:
    size = int(np.ceil(length)) | 1
    kernel = np.zeros((size, size), np.float32)
    middle, along = size // 2, np.radians(angle_deg)
    dx, dy = np.cos(along) * length / 2, np.sin(along) * length / 2
    start = (round(middle - dx), round(middle - dy))
    end = (round(middle + dx), round(middle + dy))
    cv2.line(kernel, start, end, 1.0, 1, cv2.LINE_AA)
    return np.asarray(kernel / kernel.sum(), np.float32)

"""Putting objects before the camera: bent round a cylinder, turned in space, with their shadow.

A pinhole camera of `FOCAL_PX` looks along z; an object is a flat piece in front of it, tilted about
its two axes and turned in its own plane. Nothing here knows what is drawn on the piece.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from deploy.demo.material.backgrounds import HEIGHT, WIDTH
from deploy.demo.material.canvas import Piece, Pixels, blurred, scaled

FOCAL_PX = 1500.0


class Pose(BaseModel):
    """Where a piece stands and how it is held.

    Attributes:
        centre: of the piece, in shares of the picture's width and height.
        size: its height in the picture, as a share of the picture's, when seen from the front.
        turn_deg: in its own plane, clockwise.
        tilt_deg: about the vertical axis, then about the horizontal one.
        bend: half the angle in radians that it runs around a cylinder; 0 is flat.
        sag: how far a bent piece's lines hang in their middle, as a share of its height.
        depth: of a box, as a share of its height.
        shadow: how dark its shadow is, 0 to 1.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    centre: tuple[float, float] = (0.5, 0.5)
    size: float = 0.9
    turn_deg: float = 0.0
    tilt_deg: tuple[float, float] = (0.0, 0.0)
    bend: float = 0.0
    sag: float = 0.02
    depth: float = 0.0
    shadow: float = 0.55


def place(picture: Pixels, piece: Piece, pose: Pose) -> None:
    """Lay a piece into an RGB picture as its pose says, in place."""
    if pose.bend > 0:
        piece = _bent(piece, pose.bend, pose.sag)
    front = _corners(piece, pose, 0.0)
    _shade(picture, front, pose)
    if pose.depth > 0:
        _sides(picture, piece, front, _corners(piece, pose, pose.depth))
    height, width = piece.cover.shape
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, front)
    shrink = float(np.sqrt(cv2.contourArea(front) / (width * height)))
    if shrink < 0.8:
        # Without this, thin lines of a piece that is drawn smaller would break up.
        piece = Piece(*(blurred(plane, 0.42 / shrink) for plane in piece))
    part, shift = _window(picture, front)
    size = (part.shape[1], part.shape[0])
    colour = scaled(piece.colour, piece.cover)
    seen = cv2.warpPerspective(colour, shift @ matrix, size, flags=cv2.INTER_LINEAR)
    hidden = cv2.warpPerspective(piece.cover, shift @ matrix, size, flags=cv2.INTER_LINEAR)
    part[:] = cv2.add(scaled(part, np.asarray(1 - hidden, np.float32)), seen)


def _window(picture: Pixels, front: NDArray[np.float32]) -> tuple[Pixels, NDArray[np.float64]]:
    """Give the part of the picture that a piece can reach, and the shift of points into it."""
    left, top = np.maximum(np.floor(front.min(axis=0)), 0).astype(int)
    right, bottom = np.minimum(np.ceil(front.max(axis=0)), (WIDTH, HEIGHT)).astype(int)
    shift = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], np.float64)
    return picture[top:bottom, left:right], shift


def _bent(piece: Piece, bend: float, sag: float) -> Piece:
    """Wrap a piece around an upright cylinder that is seen from slightly above."""
    height, width = piece.cover.shape
    seen = np.linspace(-1, 1, width, dtype=np.float32) * np.float32(np.sin(bend))
    angle = np.arcsin(seen)
    across = ((angle / bend + 1) / 2 * (width - 1)).astype(np.float32)
    drop = (np.cos(angle) - np.cos(bend)) / (1 - np.cos(bend)) * sag * height
    map_x = np.broadcast_to(across, (height, width)).astype(np.float32)
    rows = np.arange(height, dtype=np.float32)[:, None]
    map_y = (rows - drop[None, :]).astype(np.float32)
    colour, cover = (
        cv2.remap(plane, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        for plane in piece
    )
    lit = np.cos(angle - 0.25) ** 0.9
    stripe = np.exp(-(((angle + 0.52 * bend) / 0.09) ** 2)) * 46
    shaped = colour * lit[None, :, None] + stripe[None, :, None]
    return Piece(np.asarray(shaped, np.float32), np.asarray(cover, np.float32))


def _corners(piece: Piece, pose: Pose, behind: float) -> NDArray[np.float32]:
    """Project the piece's corners, clockwise from the top left, onto the picture.

    Args:
        behind: how far behind the piece's plane, as a share of its height.
    """
    height, width = piece.cover.shape
    tall = pose.size * HEIGHT
    wide = tall * width / height
    flat = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], np.float64)
    points = flat * [wide / 2, tall / 2, 1] + [0, 0, behind * tall]
    turn, (yaw, pitch) = np.radians(pose.turn_deg), np.radians(pose.tilt_deg)
    about_z = np.array(
        [[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]]
    )
    about_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    about_x = np.array(
        [[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]]
    )
    points = points @ (about_x @ about_y @ about_z).T
    scale = FOCAL_PX / (FOCAL_PX + points[:, 2])
    centre = np.array([pose.centre[0] * WIDTH, pose.centre[1] * HEIGHT])
    return np.asarray(points[:, :2] * scale[:, None] + centre, np.float32)


def _shade(picture: Pixels, front: NDArray[np.float32], pose: Pose) -> None:
    """Darken what lies behind the object, in place."""
    if pose.shadow <= 0:
        return
    shadow = np.zeros((HEIGHT // 4, WIDTH // 4), np.float32)
    fallen = (front + np.array([14, 30], np.float32)) / 4
    cv2.fillConvexPoly(shadow, np.round(fallen).astype(np.int32), 1.0)
    soft = cv2.resize(blurred(shadow, 8.0), (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)
    picture[:] = scaled(picture, np.float32(1) - np.float32(pose.shadow) * soft)


def _sides(
    picture: Pixels, piece: Piece, front: NDArray[np.float32], back: NDArray[np.float32]
) -> None:
    """Draw the sides of a box that can be seen, in place: darker than its front."""
    colour = piece.colour.mean(axis=(0, 1)) * 0.9
    for index, shade in enumerate((0.85, 0.55, 0.4, 0.66)):
        after = (index + 1) % 4
        side = np.array([front[index], front[after], back[after], back[index]])
        tone = tuple(float(value) * shade for value in colour)
        cv2.fillConvexPoly(picture, np.round(side).astype(np.int32), tone, cv2.LINE_AA)

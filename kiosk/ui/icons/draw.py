"""Every sign, drawn at a size; the one entrance to this folder."""

import pygame

from kiosk.ui.icons import art, hints, plain, verdicts
from kiosk.ui.icons.names import Icon
from kiosk.ui.icons.pen import Pen
from kiosk.ui.scene import Rgb


def draw(name: str, side: int, ink: Rgb, paper: Rgb) -> pygame.Surface:
    """Draw a sign on a square of `side` pixels, filled with `paper`.

    Args:
        name: a value of `Icon`.
        paper: colour of what lies behind it, and of what is cut out of it.
    """
    icon = Icon(name)
    pen = Pen(side, ink, paper)
    if verdicts.draws(icon):
        verdicts.draw(icon, pen)
    elif art.draws(icon):
        art.draw(icon, pen)
    elif hints.draws(icon):
        hints.draw(icon, pen)
    else:
        plain.draw(icon, pen)
    return pen.finish()

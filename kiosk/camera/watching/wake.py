"""Whether anything moves before the camera: what wakes a station that rests.

A cell of the picture (`kiosk.camera.watching.cells`) moved when its mean is another than a fifth of
a second ago. What changes a whole row of cells alike is light (lamps flicker at 100 Hz, a rolling
shutter turns that into bars), so each row's median change is taken off. How strongly cells must
differ follows the picture's own noise, which at night is five times that of the day. A lamp that is
switched on moves the picture once: the next pictures are compared with those before them, not with
the dark.

It says nothing of what moves: whoever passes behind wakes it too.
"""

import numpy as np

from kiosk.camera.sighting import Motion
from kiosk.camera.watching.cells import Means

STILL_AFTER_S = 5.0
"""So long nothing moves before it rests; what a hand holds is never still for half of that."""
MOVED_CELLS = 4
"""Of 768: a hand at two metres, or the edges of a label that shakes by a millimetre."""
LEAST_CHANGE = 4.0
"""Luma; a cell of a picture without noise (MJPG, replay) changes by less than 1 on its own."""
MOST_CHANGE = 24.0
"""A change like this is motion whatever the noise: that of a picture that moves all over."""
NOISE_TIMES = 7.0
"""Times the median change, which is 4.7 standard deviations: 0 of 360 pictures that held nothing
but noise of up to 30 moved, nor any of 100 with bars of 12 % or 100 of a dawn that took 20 s."""


class MotionWatch:
    """Tells when something begins to move, and when nothing has for a while.

    It takes for granted that something moves until it has seen for long enough that nothing does.
    """

    def __init__(self) -> None:
        self._before: Means | None = None
        self._moved_at_s: float | None = None
        self._moving = True

    @property
    def moving(self) -> bool:
        """Whether something moves, or did a moment ago."""
        return self._moving

    def see(self, means: Means, now_s: float) -> Motion | None:
        """Look at a picture, and tell what has changed; five times a second is enough.

        Args:
            now_s: monotonic time of its exposure.
        """
        if self._before is None or self._moved_at_s is None or has_moved(self._before, means):
            self._moved_at_s = now_s
        self._before = means
        moving = now_s - self._moved_at_s < STILL_AFTER_S
        if moving == self._moving:
            return None
        self._moving = moving
        return Motion(moving)


def has_moved(before: Means, now: Means) -> bool:
    """Say whether cells changed otherwise than light and noise change them."""
    change = now - before
    change -= np.median(change, axis=1, keepdims=True)
    size = np.abs(change)
    enough = min(max(LEAST_CHANGE, NOISE_TIMES * float(np.median(size))), MOST_CHANGE)
    return int((size > enough).sum()) >= MOVED_CELLS

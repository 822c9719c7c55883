"""What the camera process pays attention to beside codes: motion, and what is held up.

It decides which frames are decoded: all of them while something moves, five a second while nothing
does. A frame that shows motion is decoded itself, so that a code that comes to a resting station is
read as soon as its motion is seen, at most 0.2 s after it began.
"""

from dataclasses import dataclass

from kiosk.camera.port import Luma
from kiosk.camera.sighting import Guidance, Motion
from kiosk.camera.watching.cells import Cells, RestingScene, cells_of
from kiosk.camera.watching.guidance import Guide
from kiosk.camera.watching.measure import FirstLook, first_look, second_look
from kiosk.camera.watching.wake import MotionWatch

EVERY_S = 0.19
"""A little less than a fifth of a second, so that a frame that comes early isn't passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a frame is for.

    Attributes:
        decodes: whether to look for codes in it.
        events: what there is to tell.
    """

    decodes: bool
    events: tuple[Guidance | Motion, ...] = ()


class Attention:
    """Looks at each frame before it is decoded; one for each stream."""

    def __init__(self) -> None:
        self._motion = MotionWatch()
        self._rest = RestingScene()
        self._guide = Guide()
        self._first: FirstLook | None = None
        self._due_at_s = float("-inf")

    @property
    def moving(self) -> bool:
        """Say whether something moved lately."""
        return self._motion.moving

    def see(self, luma: Luma, now_s: float) -> Notice:
        """Look at a frame as closely as it is time to.

        Args:
            luma: (height, width) uint8, any stride.
            now_s: monotonic time of its exposure.
        """
        first, self._first = self._first, None
        if first is None and now_s < self._due_at_s:
            return Notice(decodes=self._motion.moving)
        cells = cells_of(luma)
        if cells is None:
            return Notice(decodes=True)
        if first is not None:
            told = self._guide.see(second_look(first, luma, cells, now_s))
            return Notice(decodes=self._motion.moving, events=(told,) if told else ())
        self._due_at_s = now_s + EVERY_S
        return self._begin(luma, cells, now_s)

    def read(self) -> tuple[Guidance, ...]:
        """Take note that a code was read in the frame that was seen last."""
        self._first = None
        told = self._guide.read()
        return (told,) if told else ()

    def _begin(self, luma: Luma, cells: Cells, now_s: float) -> Notice:
        moved = self._motion.see(cells.means, now_s)
        self._first = first_look(luma, cells, self._rest.see(cells), now_s)
        told = self._guide.see(None) if self._first is None else None
        return Notice(decodes=True, events=tuple(event for event in (moved, told) if event))

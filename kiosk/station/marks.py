"""Where the codes are in the preview, for as long as that is true."""

from kiosk.camera.sighting import Corner, Sighting, Sightings
from kiosk.station.code import CodeId, code_id
from kiosk.ui.port import CodeMark

FADES_AFTER_S = 0.4
MOST = 9
"""Marks in one picture; more would cover what they mark."""


class Marks:
    """The codes of the last frame that had any."""

    def __init__(self) -> None:
        self._marks: tuple[CodeMark, ...] = ()
        self._seen_s = float("-inf")

    def see(self, frame: Sightings, scanned: CodeId | None) -> None:
        """Take the codes of a frame.

        Args:
            scanned: the code that was chosen among them.
        """
        self._seen_s = frame.captured_at_s
        # Read from left to right as they are shown, which is mirrored; the chosen one comes first.
        ordered = sorted(frame.codes, key=lambda code: (code_id(code) != scanned, -_left_px(code)))
        numbers = range(1, len(ordered) + 1) if len(ordered) > 1 else (0,)
        self._marks = tuple(
            _mark(code, frame, scanned, number)
            for code, number in zip(ordered[:MOST], numbers, strict=False)
        )

    def at(self, now_s: float) -> tuple[CodeMark, ...]:
        """Give the marks to show now; those of a code that has left fade."""
        return self._marks if now_s - self._seen_s < FADES_AFTER_S else ()


def _left_px(code: Sighting) -> float:
    return min(x for x, _ in code.corners)


def _mark(code: Sighting, frame: Sightings, scanned: CodeId | None, number: int) -> CodeMark:
    def fraction(corner: Corner) -> Corner:
        return corner[0] / frame.width_px, corner[1] / frame.height_px

    first, second, third, fourth = code.corners
    corners = (fraction(first), fraction(second), fraction(third), fraction(fourth))
    return CodeMark(corners=corners, chosen=code_id(code) == scanned, number=number)

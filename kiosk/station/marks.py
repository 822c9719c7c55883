"""Where the codes are in the preview, for as long as that is true."""

from kiosk.camera.sighting import Corner, Sighting, Sightings
from kiosk.station.code import CodeId, code_id
from kiosk.ui.port import CodeMark

FADES_AFTER_S = 0.4


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
        self._marks = tuple(_mark(code, frame, scanned) for code in frame.codes)

    def at(self, now_s: float) -> tuple[CodeMark, ...]:
        """Give the marks to show now; those of a code that has left fade."""
        return self._marks if now_s - self._seen_s < FADES_AFTER_S else ()


def _mark(code: Sighting, frame: Sightings, scanned: CodeId | None) -> CodeMark:
    def fraction(corner: Corner) -> Corner:
        return corner[0] / frame.width_px, corner[1] / frame.height_px

    first, second, third, fourth = code.corners
    corners = (fraction(first), fraction(second), fraction(third), fraction(fourth))
    return CodeMark(corners=corners, chosen=code_id(code) == scanned)

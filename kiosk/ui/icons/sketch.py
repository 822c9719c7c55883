"""Signs written as text, one stroke a line, so that a sign is data and not a function.

A stroke is a word, its width or radius, and its points, all in shares of the sign's side:
`line W points`, `loop W points` (closed), `curve W points`, `bend W points` (a closed curve),
`dot R centre`, `ring W centre R`, `arc W centre R from to` (degrees clockwise from the right),
`block R corner size` (filled, corners rounded by R), `frame W corner size R`. `cut` before a stroke
draws it in the colour of the paper.
"""

from kiosk.ui.icons.pen import Pen, Point, rounded
from kiosk.ui.scene import Rgb


def sketch(
    pen: Pen,
    strokes: str,
    *,
    origin: Point = (0.0, 0.0),
    scale: float = 1.0,
    colour: Rgb | None = None,
) -> None:
    """Draw strokes, scaled and moved to `origin`."""
    for stroke in strokes.strip().splitlines():
        words = stroke.split()
        cut = words[0] == "cut"
        _stroke(pen, words[cut:], origin, scale, pen.paper if cut else colour or pen.ink)


def _stroke(pen: Pen, words: list[str], origin: Point, scale: float, colour: Rgb) -> None:
    name, thick = words[0], float(words[1]) * scale
    pairs = [_pair(word) for word in words[2:] if "," in word]
    numbers = [float(word) for word in words[2:] if "," not in word]
    points = [(origin[0] + x * scale, origin[1] + y * scale) for x, y in pairs]
    match name:
        case "line" | "loop":
            pen.line(*points, width=thick, colour=colour, closed=name == "loop")
        case "curve" | "bend":
            closed = name == "bend"
            pen.line(*rounded(points, closed=closed), width=thick, colour=colour, closed=closed)
        case "dot":
            pen.dot(points[0], thick, colour)
        case "ring":
            pen.ring(points[0], numbers[0] * scale, thick, colour)
        case "arc":
            radius, first, last = numbers
            pen.arc(points[0], radius * scale, (first, last), thick, colour)
        case "block" | "frame":
            size = pairs[1][0] * scale, pairs[1][1] * scale
            if name == "block":
                pen.rect(points[0], size, radius=thick, colour=colour)
            else:
                pen.rect(points[0], size, radius=numbers[0] * scale, width=thick, colour=colour)
        case _:
            raise ValueError(name)


def _pair(word: str) -> Point:
    x, _, y = word.partition(",")
    return float(x), float(y)

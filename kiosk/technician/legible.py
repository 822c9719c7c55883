"""Foreign text made fit for a terminal or a window: what a code or a file's name says.

A code's content is whatever its maker wants: an escape sequence would reach the terminal, a mark of
direction (UAX 9) would make a text look like another. `str.isprintable` knows both kinds and what
has no character at all (Unicode categories Cc, Cf, Cs, Co, Cn, Zl, Zp, and Zs but the space).
"""

ELLIPSIS = "…"


def legible(text: str, most: int | None = None) -> str:
    r"""Give a text on one line, what can't be shown escaped as Python would, `\x1b`.

    A backslash stays one, since paths and texts hold them and nothing reads the escapes again.

    Args:
        most: characters of the result; what was cut off is replaced by an ellipsis.
    """
    taken = text if most is None else text[: most + 1]
    shown = "".join(char if char.isprintable() else _escaped(char) for char in taken)
    if most is None or len(shown) <= most:
        return shown
    return shown[: most - 1] + ELLIPSIS


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")

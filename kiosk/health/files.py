"""Small readings of the kernel's files: what can't be read or understood is None, no error."""

from pathlib import Path

MAX_BYTES = 256 * 1024
"""No file that is read here is longer; /proc/self/mountinfo has a few kilobytes."""


def text(path: Path) -> str | None:
    """Read a file as text without white space around it; None where it can't be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES).decode(errors="replace").strip()
    except (OSError, ValueError):
        return None


def number(path: Path) -> float | None:
    """Read the first word of a file as a decimal number."""
    words = (text(path) or "").split()
    return as_number(words[0]) if words else None


def as_number(word: str) -> float | None:
    """Read a decimal number; None for what is none, and for an infinite one."""
    try:
        value = float(word)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def as_hex(word: str) -> int | None:
    """Read a hexadecimal number with or without `0x`."""
    try:
        return int(word, 16)
    except ValueError:
        return None


def names(folder: Path, pattern: str) -> list[Path]:
    """Give what is in a folder, in the order of names; nothing where it can't be read."""
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []

"""Serials that nobody can guess, secrets under scratch layers, and runs of numbered serials.

Facts: AI 21 has at most 20 characters of GS1's character set 82 (General Specifications 3.5.2 and
figure 7.11-1). The alphabet leaves out what people take for one another in print and on the phone:
0/O/Q, 1/I/L, 2/Z by its 2, 5/S by its 5, 6/G by its G, 8/B by its 8, U/V by its U. 25 characters
carry 4.64 bits each: 14 are 65 bits, so that a million stamps of one product are guessed once in
3.7e13 tries; 18 are 83 bits, which no search over a stolen hash gets through.
Randomness comes from outside, since this package has none.
"""

import re

from provenance.errors import BadKey

ALPHABET = "34679ABCDEFHJKMNPRSTVWXYZ"
SERIAL_CHARS = 14
SERIAL_BYTES = 16
"""Twice the bits of the serial, so that the remainder favours no character measurably (2^-63)."""
SECRET_CHARS = 18
SECRET_BYTES = 20
GROUP_CHARS = 4
MAX_SERIAL_CHARS = 20
MAX_RANGE = 100_000

# Must begin with a letter or digit: a text that begins with = + - @ is a formula to a spreadsheet.
_SERIAL = re.compile(r"[0-9A-Za-z][!%-?A-Z_a-z\x22]{0,19}")
_NUMBERED = re.compile(r"(.*?)([0-9]+)")


def serial_from(random: bytes) -> str:
    """Make a serial of 65 bits.

    Args:
        random: at least `SERIAL_BYTES`, from a generator fit for secrets.

    Raises:
        BadKey: `serial.randomness` for fewer.
    """
    return _letters(random, SERIAL_BYTES, SERIAL_CHARS)


def secret_from(random: bytes) -> str:
    """Make the secret of a scratch layer, of 83 bits.

    Args:
        random: at least `SECRET_BYTES`, from a generator fit for secrets.

    Raises:
        BadKey: `serial.randomness` for fewer.
    """
    return _letters(random, SECRET_BYTES, SECRET_CHARS)


def grouped(text: str) -> str:
    """Put spaces into a serial or secret, as it is printed for people."""
    return " ".join(text[at : at + GROUP_CHARS] for at in range(0, len(text), GROUP_CHARS))


def plain(text: str) -> str:
    """Undo what people do to a secret when they type it: spaces, hyphens, small letters."""
    return re.sub(r"[\s-]", "", text).upper()


def parse_serial(text: str) -> str:
    """Check a serial that somebody else chose.

    Raises:
        BadKey: `serial.invalid`.
    """
    if not _SERIAL.fullmatch(text):
        raise BadKey("serial.invalid", text=text[:40], longest=MAX_SERIAL_CHARS)
    return text


def serial_range(first: str, last: str) -> tuple[str, ...]:
    """List the serials from one to another that differ in the digits at their end only.

    Such serials can be guessed; whoever asks for them has to know.

    Raises:
        BadKey: `serial.invalid`, `serial.range` where the two make no range, `serial.many`.
    """
    begin, end = (_NUMBERED.fullmatch(parse_serial(text)) for text in (first, last))
    if begin is None or end is None or begin[1] != end[1] or len(first) != len(last):
        raise BadKey("serial.range", first=first, last=last)
    low, high = int(begin[2]), int(end[2])
    if high < low:
        raise BadKey("serial.range", first=first, last=last)
    if high - low >= MAX_RANGE:
        raise BadKey("serial.many", count=high - low + 1, most=MAX_RANGE)
    return tuple(f"{begin[1]}{number:0{len(begin[2])}}" for number in range(low, high + 1))


def _letters(random: bytes, least: int, count: int) -> str:
    if len(random) < least:
        raise BadKey("serial.randomness", bytes=len(random), least=least)
    number = int.from_bytes(random)
    letters = []
    for _ in range(count):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)

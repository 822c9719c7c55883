"""Base45 (RFC 9285): bytes in the characters of a QR code's alphanumeric mode.

Two bytes take three characters, a last one two. Written out here, since a failure has to name its
place.
"""

from types import MappingProxyType

from provenance.errors import BadMessage

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = MappingProxyType({sign: value for value, sign in enumerate(ALPHABET)})


def encode(data: bytes) -> str:
    """Write bytes as Base45."""
    return "".join(_group(data[start : start + 2]) for start in range(0, len(data), 2))


def decode(text: str) -> bytes:
    """Read Base45.

    Raises:
        BadMessage: `base45.characters`, `base45.length` or `base45.value`, with the `position` of
            the character or the group.
    """
    wrong = next((place for place, sign in enumerate(text) if sign not in _VALUES), None)
    if wrong is not None:
        raise BadMessage("base45.characters", position=wrong)
    if len(text) % 3 == 1:
        raise BadMessage("base45.length", position=len(text) - 1)
    decoded = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        size = len(group) - 1
        value = sum(_VALUES[sign] * 45**place for place, sign in enumerate(group))
        if value >= 1 << 8 * size:
            raise BadMessage("base45.value", position=start)
        decoded += value.to_bytes(size, "big")
    return bytes(decoded)


def _group(pair: bytes) -> str:
    value = int.from_bytes(pair, "big")
    return "".join(ALPHABET[value // 45**place % 45] for place in range(len(pair) + 1))

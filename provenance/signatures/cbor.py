"""CBOR, as much of it as signed codes need, for input that nobody vouches for.

RFC 8949. Unlike a library for everybody, this decoder refuses bytes behind the item and repeated
keys of a map, gives tags no meaning (a general one builds regular expressions, dates and cycles of
references from them), and ends early: what a length announces must be there. Simple values other
than true, false and null are refused, as are keys of a map that are neither number nor string.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from provenance.errors import BadMessage

MAX_DEPTH = 12
"""A health certificate, the deepest message that is read, has six levels."""

_INDEFINITE = 31
_BREAK = 0xFF
_FLOATS = MappingProxyType({25: (">e", 2), 26: (">f", 4), 27: (">d", 8)})
_SIMPLE = MappingProxyType({20: False, 21: True, 22: None})


@dataclass(frozen=True, slots=True)
class Tag:
    """A value with the number of its tag."""

    number: int
    value: "Value"


Value = (
    int
    | float
    | bytes
    | str
    | bool
    | None
    | Tag
    | tuple["Value", ...]
    | Mapping[int | str | bytes, "Value"]
)


def decode(data: bytes) -> Value:
    """Decode exactly one item.

    Raises:
        BadMessage: `cbor.truncated`, `cbor.trailing`, `cbor.depth`, `cbor.duplicate_key`,
            `cbor.key`, `cbor.text`, `cbor.simple`, `cbor.malformed`, each with its `position`.
    """
    decoder = _Decoder(data)
    value = decoder.item(MAX_DEPTH)
    if decoder.position != len(data):
        raise BadMessage("cbor.trailing", position=decoder.position)
    return value


def encode(value: Value) -> bytes:
    """Encode an item in its shortest form, the entries of a map in their given order.

    Raises:
        BadMessage: `cbor.type` for a float, which nothing here writes.
    """
    match value:
        case bool() | None:
            return {False: b"\xf4", True: b"\xf5", None: b"\xf6"}[value]
        case int():
            return _head(0, value) if value >= 0 else _head(1, -1 - value)
        case bytes():
            return _head(2, len(value)) + value
        case str():
            text = value.encode()
            return _head(3, len(text)) + text
        case tuple():
            return _head(4, len(value)) + b"".join(encode(member) for member in value)
        case Mapping():
            pairs = (encode(key) + encode(member) for key, member in value.items())
            return _head(5, len(value)) + b"".join(pairs)
        case Tag(number=number, value=inner):
            return _head(6, number) + encode(inner)
        case float():
            raise BadMessage("cbor.type")


def _head(major: int, argument: int) -> bytes:
    first = major << 5
    if argument < 24:
        return bytes([first | argument])
    size = next(size for size in (1, 2, 4, 8) if argument < 1 << 8 * size)
    return bytes([first | 23 + size.bit_length()]) + argument.to_bytes(size, "big")


class _Decoder:
    """Walks once through the bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def item(self, depth: int) -> Value:
        start = self.position
        if depth == 0:
            raise BadMessage("cbor.depth", position=start)
        major, info = divmod(self._take(1)[0], 32)
        if major == 7:
            return self._simple(info, start)
        if info == _INDEFINITE:
            return self._indefinite(major, depth, start)
        argument = self._argument(info, start)
        match major:
            case 0:
                return argument
            case 1:
                return -1 - argument
            case 2:
                return self._take(argument)
            case 3:
                return self._text(argument)
            case 6:
                return Tag(argument, self.item(depth - 1))
            case _:
                return self._container(major, argument, depth)

    def _take(self, count: int) -> bytes:
        end = self.position + count
        if end > len(self._data):
            raise BadMessage("cbor.truncated", position=self.position)
        taken = self._data[self.position : end]
        self.position = end
        return taken

    def _argument(self, info: int, start: int) -> int:
        if info < 24:
            return info
        if info > 27:
            raise BadMessage("cbor.malformed", position=start)
        return int.from_bytes(self._take(1 << info - 24), "big")

    def _text(self, length: int) -> str:
        start = self.position
        try:
            return self._take(length).decode()
        except UnicodeDecodeError as broken:
            raise BadMessage("cbor.text", position=start + broken.start) from broken

    def _simple(self, info: int, start: int) -> Value:
        if info in _SIMPLE:
            return _SIMPLE[info]
        if info in _FLOATS:
            form, size = _FLOATS[info]
            number: float = struct.unpack(form, self._take(size))[0]
            return number
        raise BadMessage("cbor.simple", position=start)

    def _container(self, major: int, count: int, depth: int) -> Value:
        """Read an array or a map; each member takes a byte at least."""
        if count > len(self._data) - self.position:
            raise BadMessage("cbor.truncated", position=self.position)
        if major == 4:
            return tuple(self.item(depth - 1) for _ in range(count))
        found: dict[int | str | bytes, Value] = {}
        for _ in range(count):
            self._entry(found, depth)
        return found

    def _indefinite(self, major: int, depth: int, start: int) -> Value:
        match major:
            case 2 | 3:
                return self._chunks(major)
            case 4:
                members = []
                while not self._at_break():
                    members.append(self.item(depth - 1))
                return tuple(members)
            case 5:
                found: dict[int | str | bytes, Value] = {}
                while not self._at_break():
                    self._entry(found, depth)
                return found
            case _:
                raise BadMessage("cbor.malformed", position=start)

    def _chunks(self, major: int) -> Value:
        """Join the parts of a string, each of which has a definite length and the same type."""
        parts = []
        while not self._at_break():
            place = self.position
            found, info = divmod(self._take(1)[0], 32)
            if found != major or info == _INDEFINITE:
                raise BadMessage("cbor.malformed", position=place)
            length = self._argument(info, place)
            parts.append(self._take(length) if major == 2 else self._text(length).encode())
        joined = b"".join(parts)
        return joined if major == 2 else joined.decode()

    def _at_break(self) -> bool:
        if self._take(1)[0] == _BREAK:
            return True
        self.position -= 1
        return False

    def _entry(self, found: dict[int | str | bytes, Value], depth: int) -> None:
        start = self.position
        key = self.item(depth - 1)
        if isinstance(key, bool) or not isinstance(key, int | str | bytes):
            raise BadMessage("cbor.key", position=start)
        if key in found:
            raise BadMessage("cbor.duplicate_key", position=start)
        found[key] = self.item(depth - 1)

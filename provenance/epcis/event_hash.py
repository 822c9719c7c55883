"""The event hash of CBV 2.0 (8.9): one name for one event, however it is spelt.

All fields are written into one text in the order of the standard, without separators: lists sorted,
moments in UTC, words and names in full and canonical, extensions last with their namespaces. What
says nothing of the event itself is left out: its id, its record time, a declaration of an error.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from provenance.epcis import vocabulary as words
from provenance.epcis.epc import canonical
from provenance.epcis.moments import to_milliseconds
from provenance.epcis.vocabulary import Vocabulary, expand, expand_prefix

Json = Any
Write = Callable[[Json, "Spelling"], str]

_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?", re.ASCII)


class Spelling:
    """How values of one document are spelt in full.

    Args:
        prefixes: namespaces by prefix.
        ignored: full names of extension fields that aren't the event's own.
    """

    def __init__(self, prefixes: Mapping[str, str], ignored: Iterable[str] = ()) -> None:
        self._prefixes = prefixes
        self._ignored = frozenset(ignored)

    def value(self, value: Json) -> str:
        """Spell one value: a number, a moment, a name of a thing, a compact URI or a text."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | Decimal):
            return _number(str(value))
        if value is None:
            return ""
        text = str(value).strip()
        if _NUMBER.fullmatch(text):
            # A document in XML has no other way to write a number.
            return _number(text)
        moment = to_milliseconds(text)
        if moment is not None:
            return moment
        return canonical(expand_prefix(text, self._prefixes))

    def word(self, vocabulary: Vocabulary, value: Json) -> str:
        """Spell a word of a vocabulary as its web address."""
        return expand(vocabulary, str(value).strip(), self._prefixes)

    def field(self, name: str) -> str:
        """Spell the name of an extension: its namespace in braces, then its own name."""
        prefix, colon, own = name.partition(":")
        if not colon or own.startswith("//"):
            return name
        return f"{{{self._prefixes.get(prefix, prefix + ':')}}}{own}"

    def is_ignored(self, name: str) -> bool:
        """Tell whether an extension field isn't the event's own."""
        return expand_prefix(name, self._prefixes) in self._ignored


def event_hash(event: Mapping[str, Json], spelling: Spelling) -> str:
    """Compute the hash of an event that holds to the standard."""
    text = pre_hash(event, spelling)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"ni:///sha-256;{digest}?ver=CBV2.0"


def pre_hash(event: Mapping[str, Json], spelling: Spelling) -> str:
    """Write the text of which the hash is made."""
    parts = [f"eventType={event['type']}"]
    parts += [write(event[name], spelling) for name, write in _EVENT if name in event]
    return "".join([*parts, *_extensions(event, spelling)])


def _number(text: str) -> str:
    number = Decimal(text)
    if number == number.to_integral_value():
        return str(int(number))
    return f"{number.normalize():f}"


def _plain(name: str) -> Write:
    return lambda value, spelling: f"{name}={spelling.value(value)}"


def _word(name: str, vocabulary: Vocabulary) -> Write:
    return lambda value, spelling: f"{name}={spelling.word(vocabulary, value)}"


def _list(name: str, write: Write, *, label: str = "") -> Write:
    def written(value: Json, spelling: Spelling) -> str:
        items = value if isinstance(value, list) else [value]
        if not items:
            return ""
        return name + "".join(sorted(label + write(item, spelling) for item in items))

    return written


def _fields(*fields: tuple[str, Write], extended: bool = False) -> Write:
    def written(value: Json, spelling: Spelling) -> str:
        parts = [write(value[name], spelling) for name, write in fields if name in value]
        return "".join([*parts, *(_extensions(value, spelling) if extended else ())])

    return written


def _extensions(value: Mapping[str, Json], spelling: Spelling) -> list[str]:
    """Write the fields of other vocabularies, sorted; each entry of a list by itself."""
    own = ((name, one) for name, one in value.items() if ":" in name)
    return sorted(
        text
        for name, one in own
        if not spelling.is_ignored(name)
        for text in _extension(name, one, spelling)
    )


def _extension(name: str, value: Json, spelling: Spelling) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _extension(name, one, spelling)]
    written = spelling.field(name)
    if isinstance(value, dict):
        inner = (text for key, one in value.items() for text in _extension(key, one, spelling))
        return [written + "".join(sorted(inner))]
    return [f"{written}={spelling.value(value)}"]


def _master_data(value: Json, spelling: Spelling) -> str:
    inner = (text for name, one in value.items() for text in _extension(name, one, spelling))
    return "ilmd" + "".join(sorted(inner))


def _named(*names: str) -> tuple[tuple[str, Write], ...]:
    return tuple((name, _plain(name)) for name in names)


def _prefixed(name: str, write: Write) -> Write:
    return lambda value, spelling: name + write(value, spelling)


_QUANTITY = _fields(*_named("epcClass", "quantity", "uom"))
_PLACE = _fields(("id", _plain("id")), extended=True)
_METADATA = _fields(
    *_named(
        "time",
        "startTime",
        "endTime",
        "deviceID",
        "deviceMetadata",
        "rawData",
        "dataProcessingMethod",
        "bizRules",
    ),
    extended=True,
)
_REPORT = _fields(
    ("type", _word("type", words.MEASUREMENT)),
    ("exception", _word("exception", words.SENSOR_ALERT)),
    *_named(
        "deviceID",
        "deviceMetadata",
        "rawData",
        "dataProcessingMethod",
        "time",
        "microorganism",
        "chemicalSubstance",
        "value",
    ),
    ("component", _word("component", words.COMPONENT)),
    *_named(
        "stringValue",
        "booleanValue",
        "hexBinaryValue",
        "uriValue",
        "minValue",
        "maxValue",
        "meanValue",
        "sDev",
        "percRank",
        "percValue",
        "uom",
        "coordinateReferenceSystem",
    ),
    extended=True,
)
_SENSOR = _fields(
    ("sensorMetadata", _prefixed("sensorMetadata", _METADATA)),
    ("sensorReport", _list("", _REPORT, label="sensorReport")),
    extended=True,
)


def _typed(name: str, vocabulary: Vocabulary) -> Write:
    return _fields(("type", _word("type", vocabulary)), (name, _plain(name)))


def _quantities(name: str) -> tuple[str, Write]:
    return name, _list(name, _QUANTITY, label="quantityElement")


def _things(name: str) -> tuple[str, Write]:
    return name, _list(name, _plain("epc"))


_EVENT: tuple[tuple[str, Write], ...] = (
    ("eventTime", _plain("eventTime")),
    ("eventTimeZoneOffset", _plain("eventTimeZoneOffset")),
    ("certificationInfo", _list("", _plain("certificationInfo"))),
    _things("epcList"),
    ("parentID", _plain("parentID")),
    _things("inputEPCList"),
    _things("childEPCs"),
    _quantities("quantityList"),
    _quantities("childQuantityList"),
    _quantities("inputQuantityList"),
    _things("outputEPCList"),
    _quantities("outputQuantityList"),
    ("action", _plain("action")),
    ("transformationID", _plain("transformationID")),
    ("bizStep", _word("bizStep", words.BIZ_STEP)),
    ("disposition", _word("disposition", words.DISPOSITION)),
    (
        "persistentDisposition",
        _prefixed(
            "persistentDisposition",
            _fields(
                ("set", _list("", _word("set", words.DISPOSITION))),
                ("unset", _list("", _word("unset", words.DISPOSITION))),
            ),
        ),
    ),
    ("readPoint", _prefixed("readPoint", _PLACE)),
    ("bizLocation", _prefixed("bizLocation", _PLACE)),
    (
        "bizTransactionList",
        _list("bizTransactionList", _typed("bizTransaction", words.BIZ_TRANSACTION_TYPE)),
    ),
    ("sourceList", _list("sourceList", _typed("source", words.SOURCE_DEST_TYPE))),
    ("destinationList", _list("destinationList", _typed("destination", words.SOURCE_DEST_TYPE))),
    ("sensorElementList", _list("sensorElementList", _SENSOR, label="sensorElement")),
    ("ilmd", _master_data),
)

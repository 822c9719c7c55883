"""What a station knows without the network: a snapshot of the registry, cut into chunks.

A `BundleState` names documents by their SHA-256: the index, which lists the chunks, the recalls,
the keys of issuers, and the rules for codes of other trace systems. A chunk is named by its content
too, so that a station that has most of a bundle fetches only what has changed. Which chunk holds a
record follows from the record's own key, so that finding one reads one file. One signature over the
state covers all of it.

A chunk is a zlib stream (RFC 1950) of lines, sorted: key, U+001F, JSON. What is known of a product
is a `Dossier` without lot and stamp; a lot adds what is known of it alone, and so does a stamp.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from contract.desired import Artifact
from contract.errors import BadDocument
from contract.messages import LARGEST_NUMBER
from contract.model import Moment, WireModel
from provenance.keys import EstablishmentKey, ItemKey, LookupKey, TraceKey
from provenance.records import (
    Certificate,
    Dossier,
    Establishment,
    Lot,
    Party,
    Promotion,
    Recall,
    Stamp,
    Step,
)

MAX_CHUNKS = 4096
MAX_CHUNK_BYTES = 4 * 1024 * 1024
"""Of a chunk as it travels."""
MAX_LINES_BYTES = 16 * 1024 * 1024
"""Of a chunk's lines; a stream that says more is no chunk of ours."""
MAX_INDEX_BYTES = 1024 * 1024
MAX_RECALLS_BYTES = 8 * 1024 * 1024
MAX_KEYS_BYTES = 4 * 1024 * 1024
MAX_RULES_BYTES = 4 * 1024 * 1024
MAX_RULES = 4000
MAX_NEWS = 64
"""Chunks of stamps whose state changed lately."""
NEWS_REACH = timedelta(hours=47)
"""Before `issued_at`: each change since then is named, as far as `MAX_NEWS` has room."""
MAX_BYTES = 1024 * 1024 * 1024
"""Of all chunks; a fleet sets less, see its settings."""

_SEPARATOR = b"\x1f"

T = TypeVar("T")


class Family(StrEnum):
    """What kind of record a chunk holds."""

    PRODUCTS = "products"
    LOTS = "lots"
    STAMPS = "stamps"
    ESTABLISHMENTS = "establishments"
    ANSWERS = "answers"
    """What other systems said, by what they were asked."""


class BundleState(WireModel):
    """One numbered bundle that one station should have.

    Attributes:
        rules: absent from a fleet that sends none.
        news: chunks of stamps whose state changed lately, oldest first; what a later one says of a
            stamp holds, and it holds against what is older elsewhere.
    """

    station: str
    number: Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
    issued_at: Moment
    index: Artifact
    recalls: Artifact
    keys: Artifact
    rules: Artifact | None = None
    news: Annotated[tuple[Artifact, ...], Field(max_length=MAX_NEWS)] = ()


class BundleIndex(WireModel):
    """The chunks of a bundle; where a family has none, nothing of it is in the bundle.

    Attributes:
        made_at: when the registry was read; what it says holds from then.
    """

    made_at: Moment
    products: Annotated[tuple[Artifact, ...], Field(max_length=MAX_CHUNKS)] = ()
    lots: Annotated[tuple[Artifact, ...], Field(max_length=MAX_CHUNKS)] = ()
    stamps: Annotated[tuple[Artifact, ...], Field(max_length=MAX_CHUNKS)] = ()
    establishments: Annotated[tuple[Artifact, ...], Field(max_length=MAX_CHUNKS)] = ()
    answers: Annotated[tuple[Artifact, ...], Field(max_length=MAX_CHUNKS)] = ()

    def chunks(self, family: Family) -> tuple[Artifact, ...]:
        """Give the chunks of one family."""
        match family:
            case Family.PRODUCTS:
                return self.products
            case Family.LOTS:
                return self.lots
            case Family.STAMPS:
                return self.stamps
            case Family.ESTABLISHMENTS:
                return self.establishments
            case Family.ANSWERS:
                return self.answers

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """Every chunk, each content once."""
        return tuple(dict.fromkeys(one for family in Family for one in self.chunks(family)))


class RecallList(WireModel):
    """All recalls that are in force, whatever else the bundle holds."""

    recalls: tuple[Recall, ...] = ()


class CodeRule(WireModel):
    """An address by which codes of a trace system are known; see `provenance.codes.host_rules`.

    Attributes:
        kind: `trace` or `establishment`; a station leaves out what it doesn't know.
    """

    host: Annotated[str, Field(max_length=253)]
    path: Annotated[str, Field(max_length=200)]
    system: Annotated[str, Field(max_length=100)]
    kind: Annotated[str, Field(max_length=20)] = "trace"


class RuleList(WireModel):
    """How codes of other trace systems are known, and which of these the fleet can ask.

    Attributes:
        rules: the first that fits holds.
        systems: names of those whose codes may be looked up.
    """

    rules: Annotated[tuple[CodeRule, ...], Field(max_length=MAX_RULES)] = ()
    systems: Annotated[tuple[str, ...], Field(max_length=MAX_RULES)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LotPart:
    """What is known of one lot, beyond its product."""

    lot: Lot
    parties: tuple[Party, ...] = ()
    steps: tuple[Step, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    promotions: tuple[Promotion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StampPart:
    """What is known of one stamp, beyond its product and lot.

    Attributes:
        changed_at: among the news, when its state became so.
    """

    stamp: Stamp
    issuer: Party | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """What other systems said, completed by the registry.

    Attributes:
        fetched_at: when the one that is believed most said so.
    """

    dossier: Dossier
    fetched_at: datetime


PRODUCT: TypeAdapter[Dossier] = TypeAdapter(Dossier)
LOT: TypeAdapter[LotPart] = TypeAdapter(LotPart)
STAMP: TypeAdapter[StampPart] = TypeAdapter(StampPart)
ESTABLISHMENT: TypeAdapter[Establishment] = TypeAdapter(Establishment)
ANSWER: TypeAdapter[AnswerPart] = TypeAdapter(AnswerPart)


def record_key(key: LookupKey, family: Family) -> str:
    """Name the record of a family that says something about a key.

    Raises:
        BadDocument: `bundle.key`: a family that holds nothing about such keys.
    """
    match family, key:
        case Family.PRODUCTS, ItemKey(gtin=gtin):
            return gtin
        case Family.LOTS, ItemKey(gtin=gtin, lot=lot):
            return f"{gtin}/{lot}"
        case Family.STAMPS, ItemKey(gtin=gtin, serial=serial):
            return f"{gtin}/{serial}"
        case Family.ESTABLISHMENTS, EstablishmentKey(code=code):
            return code
        case Family.ANSWERS, ItemKey(gtin=gtin, lot=lot, serial=serial):
            return question_id(gtin, lot or "", serial or "")
        case Family.ANSWERS, TraceKey(system=system, code=code):
            return question_id("", system, code)
        case _:
            raise BadDocument("bundle.key", detail=f"{type(key).__name__} among {family}")


def question_id(*parts: str) -> str:
    """Name what another system was asked: SHA-256 in hexadecimal, which tells nobody what it was.

    Args:
        parts: GTIN, lot and serial, empty where there is none; of a code nothing, system and code.
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def chunk_of(key: str, chunks: int) -> int:
    """Say which of so many chunks holds a record; evenly spread, whatever the keys are."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % chunks


def pack(records: Iterable[tuple[str, bytes]]) -> bytes:
    """Make a chunk of records; the same records give the same bytes, in whatever order.

    Args:
        records: key and JSON without line breaks.
    """
    lines = sorted(key.encode() + _SEPARATOR + body for key, body in records)
    return zlib.compress(b"".join(line + b"\n" for line in lines), level=6)


def find(chunk: bytes, key: str) -> bytes | None:
    """Give the JSON of a record, None where the chunk doesn't hold it.

    Raises:
        BadDocument: `bundle.chunk`: it is no chunk, or too large.
    """
    lines = b"\n" + _unpacked(chunk)
    start = lines.find(b"\n" + key.encode() + _SEPARATOR)
    if start < 0:
        return None
    start = lines.index(_SEPARATOR, start) + 1
    return lines[start : lines.index(b"\n", start)]


def records(chunk: bytes) -> Iterator[tuple[str, bytes]]:
    """Give all records of a chunk.

    Raises:
        BadDocument: `bundle.chunk`.
    """
    for line in _unpacked(chunk).split(b"\n")[:-1]:
        key, separator, body = line.partition(_SEPARATOR)
        if not separator:
            raise BadDocument("bundle.chunk", detail="a line without key")
        yield key.decode(errors="replace"), body


def parse(adapter: TypeAdapter[T], body: bytes) -> T:
    """Read one record.

    Raises:
        BadDocument: `bundle.record`.
    """
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        detail = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"[:300]
        raise BadDocument("bundle.record", detail=detail) from error


def compose(product: Dossier, lot: LotPart | None, stamp: StampPart | None) -> Dossier:
    """Join what is known of a product, one lot of it, and one stamp."""
    parties = [*product.parties]
    parties += lot.parties if lot else ()
    parties += (stamp.issuer,) if stamp and stamp.issuer else ()
    return Dossier(
        item=product.item,
        source=product.source,
        source_time=product.source_time,
        lot=lot.lot if lot else None,
        stamp=stamp.stamp if stamp else None,
        parties=tuple({party.party_id: party for party in parties}.values()),
        steps=_in_order((*product.steps, *(lot.steps if lot else ()))),
        certificates=(*product.certificates, *(lot.certificates if lot else ())),
        recalls=product.recalls,
        promotions=(*product.promotions, *(lot.promotions if lot else ())),
    )


def _in_order(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: step.at.timestamp()))


def _unpacked(chunk: bytes) -> bytes:
    stream = zlib.decompressobj()
    try:
        lines = stream.decompress(chunk, MAX_LINES_BYTES)
    except zlib.error as error:
        raise BadDocument("bundle.chunk", detail=str(error)) from error
    if stream.unconsumed_tail or not stream.eof or stream.unused_data:
        raise BadDocument("bundle.chunk", detail="cut off, or too large")
    return lines

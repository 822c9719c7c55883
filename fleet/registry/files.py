"""What a registry file holds, however it was written: checked records, and errors by row."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Generic, TypeVar

from fleet.errors import BadInput
from fleet.registry.subjects import Subject
from provenance.keys import Gtin
from provenance.records import (
    Certificate,
    Location,
    Lot,
    Party,
    Promotion,
    Recall,
    Stamp,
    Step,
    TradeItem,
)

T = TypeVar("T")

REPORTED_ERRORS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """What is wrong in one row.

    Attributes:
        row: counted from 1 in its list; 0 where the whole list or file is meant.
        code: stable name, for texts made at the edge.
        value: the value that the text is about.
    """

    list: str
    row: int
    field: str
    message: str
    code: str = "row.invalid"
    value: str = ""

    def __str__(self) -> str:
        place = f"{self.list}[{self.row}]" if self.row else self.list
        return f"{place}{'.' if self.field else ''}{self.field}: {self.message}"


class BadRegistryFile(BadInput):
    """A registry file with errors; nothing of it was stored.

    Attributes:
        rows: the errors, at most `REPORTED_ERRORS` of them.
    """

    def __init__(self, errors: Iterable[RowError]) -> None:
        every = tuple(errors)
        super().__init__("registry.invalid", errors=len(every), first=str(every[0]))
        self.rows = every[:REPORTED_ERRORS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoped(Generic[T]):
    """A record with the goods that it belongs to: a product, or one lot of it."""

    gtin: Gtin
    lot: str | None
    record: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A certificate with what it speaks of."""

    subject: Subject
    record: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryFile:
    """All records of one file.

    Attributes:
        given: the columns that the file speaks of, where it can't speak of all: the others keep
            what is stored. None where it speaks of all.
    """

    source: str
    source_time: datetime
    trade_items: tuple[TradeItem, ...] = ()
    parties: tuple[Party, ...] = ()
    locations: tuple[Location, ...] = ()
    lots: tuple[Lot, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    recalls: tuple[Recall, ...] = ()
    certificates: tuple[Paper, ...] = ()
    steps: tuple[Scoped[Step], ...] = ()
    promotions: tuple[Scoped[Promotion], ...] = ()
    given: frozenset[str] | None = None


LISTS = tuple(
    f.name for f in fields(RegistryFile) if f.name not in {"source", "source_time", "given"}
)

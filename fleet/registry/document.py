"""The registry file: JSON to checked records, with every error of every row.

One object: `source`, `source_time`, and the lists below. The rows of `trade_items`, `parties`,
`lots`, `stamps` and `recalls` are the fields of their record; those of `certificates`, `steps` and
`promotions` are `{"gtin", "lot" (or null), "record": {fields}}`. Unknown keys are refused, so that
a misspelt one is never dropped in silence.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from fleet.errors import BadInput
from provenance.errors import BadKey
from provenance.keys import Gtin, parse_gtin
from provenance.records import (
    Certificate,
    Lot,
    Party,
    Promotion,
    Recall,
    Stamp,
    Step,
    Text,
    TradeItem,
)

T = TypeVar("T")
Keyed = TypeVar("Keyed", TradeItem, Lot, Stamp, Recall)

LONGEST_TEXT = 4000
LONGEST_NUMBER = 20
LONGEST_NAME = 100
REPORTED_ERRORS = 100
YEARS = range(1900, 2200)
_LONGEST = {
    "lot": LONGEST_NUMBER,
    "serial": LONGEST_NUMBER,
    "party_id": LONGEST_NAME,
    "recall_id": LONGEST_NAME,
    "number": LONGEST_NAME,
    "biz_step": LONGEST_NAME,
    "sponsor": LONGEST_NAME,
    "picture_sha256": 64,
}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """What is wrong in one row.

    Attributes:
        row: counted from 1 in its list; 0 where the whole list or file is meant.
    """

    list: str
    row: int
    field: str
    message: str

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
class RegistryFile:
    """All records of one file."""

    source: str
    source_time: datetime
    trade_items: tuple[TradeItem, ...]
    parties: tuple[Party, ...]
    lots: tuple[Lot, ...]
    stamps: tuple[Stamp, ...]
    recalls: tuple[Recall, ...]
    certificates: tuple[Scoped[Certificate], ...]
    steps: tuple[Scoped[Step], ...]
    promotions: tuple[Scoped[Promotion], ...]


LISTS = tuple(f.name for f in fields(RegistryFile) if not f.name.startswith("source"))


def parse(content: bytes) -> RegistryFile:
    """Check a registry file by itself; what it refers to is checked against the store.

    Raises:
        BadInput: `registry.not_json`.
        BadRegistryFile: `registry.invalid`, with the errors of all rows.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadInput("registry.not_json", detail=str(error)[:200]) from error
    if not isinstance(document, dict):
        raise BadInput("registry.not_json", detail="not an object")
    reader = _Reader(document)
    parsed = RegistryFile(
        source=reader.source(),
        source_time=reader.source_time(),
        trade_items=reader.plain("trade_items", TradeItem, _with_gtin),
        parties=reader.plain("parties", Party, _as_it_is),
        lots=reader.plain("lots", Lot, _with_gtin),
        stamps=reader.plain("stamps", Stamp, _with_gtin),
        recalls=reader.plain("recalls", Recall, _with_gtin),
        certificates=reader.scoped("certificates", Certificate),
        steps=reader.scoped("steps", Step),
        promotions=reader.scoped("promotions", Promotion),
    )
    if reader.errors:
        raise BadRegistryFile(reader.errors)
    return parsed


class _Reader:
    """Reads the lists of one document and gathers what is wrong."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self.errors: list[RowError] = []
        for key in sorted(set(document) - {*LISTS, "source", "source_time"}):
            self._add("file", 0, key[:60], "unknown key")

    def source(self) -> str:
        value = self._document.get("source")
        if (
            isinstance(value, str)
            and 0 < len(value) <= LONGEST_NAME
            and not _UNSTORABLE.search(value)
        ):
            return value
        self._add("file", 0, "source", f"a text of 1 to {LONGEST_NAME} characters is needed")
        return ""

    def source_time(self) -> datetime:
        try:
            moment = datetime.fromisoformat(str(self._document.get("source_time")))
        except ValueError:
            moment = datetime.min  # noqa: DTZ901 - refused in the next line
        if moment.tzinfo is None or moment.year not in YEARS:
            self._add("file", 0, "source_time", "an ISO 8601 moment with its offset is needed")
        return moment

    def plain(self, name: str, model: type[T], finish: Callable[[T], T]) -> tuple[T, ...]:
        adapter: TypeAdapter[T] = TypeAdapter(model)
        found = (
            self._record(name, row, raw, model, adapter, finish) for row, raw in self._rows(name)
        )
        return tuple(record for record in found if record is not None)

    def scoped(self, name: str, model: type[T]) -> tuple[Scoped[T], ...]:
        adapter: TypeAdapter[T] = TypeAdapter(model)
        found: list[Scoped[T]] = []
        for row, raw in self._rows(name):
            for key in sorted(set(raw) - {"gtin", "lot", "record"}):
                self._add(name, row, key[:60], "unknown key")
            gtin, lot = self._scope(name, row, raw)
            inner = raw.get("record")
            if not isinstance(inner, dict):
                self._add(name, row, "record", "an object is needed")
                continue
            record = self._record(name, row, inner, model, adapter, _as_it_is)
            if record is not None and gtin is not None:
                found.append(Scoped(gtin=gtin, lot=lot, record=record))
        return tuple(found)

    def _scope(self, name: str, row: int, raw: Mapping[str, Any]) -> tuple[Gtin | None, str | None]:
        lot = raw.get("lot")
        if lot is not None and not (isinstance(lot, str) and 0 < len(lot) <= LONGEST_NUMBER):
            self._add(name, row, "lot", f"1 to {LONGEST_NUMBER} characters or null are needed")
            lot = None
        elif lot is not None and _UNSTORABLE.search(lot):
            self._add(name, row, "lot", "U+0000 and lone surrogates can't be stored")
        try:
            return parse_gtin(str(raw.get("gtin"))), lot
        except BadKey as error:
            self._add(name, row, "gtin", str(error))
            return None, lot

    def _rows(self, name: str) -> Iterable[tuple[int, dict[str, Any]]]:
        rows = self._document.get(name, [])
        if not isinstance(rows, list):
            self._add(name, 0, "", "a list is needed")
            return
        for number, raw in enumerate(rows, start=1):
            if isinstance(raw, dict):
                yield number, raw
            else:
                self._add(name, number, "", "an object is needed")

    def _record(
        self,
        name: str,
        row: int,
        raw: dict[str, Any],
        model: type[T],
        adapter: TypeAdapter[T],
        finish: Callable[[T], T],
    ) -> T | None:
        problems = [*_unknown_keys(raw, model), *_bad_texts(raw)]
        record: T | None = None
        try:
            record = finish(adapter.validate_json(json.dumps(raw), strict=True))
        except ValidationError as error:
            problems += (
                (".".join(str(part) for part in one["loc"]), one["msg"])
                for one in error.errors(include_url=False, include_input=False)
            )
        except BadKey as error:
            problems.append(("gtin", str(error)))
        if record is not None:
            problems += _bad_values(record)
        for field, message in problems:
            self._add(name, row, field, message)
        return None if problems else record

    def _add(self, name: str, row: int, field: str, message: str) -> None:
        self.errors.append(RowError(list=name, row=row, field=field, message=message))


def _as_it_is(record: T) -> T:
    return record


def _with_gtin(record: Keyed) -> Keyed:
    return replace(record, gtin=parse_gtin(record.gtin))


def _unknown_keys(raw: Mapping[str, Any], model: type) -> Iterable[tuple[str, str]]:
    if not is_dataclass(model):
        return
    for key in sorted(set(raw) - {field.name for field in fields(model)}):
        yield key[:60], "unknown key"
    # The only record within a record is a text in two languages.
    for key, value in raw.items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, dict) and not set(text) <= {f.name for f in fields(Text)}:
                yield key[:60], "only vi and en are known here"


def _bad_texts(raw: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, value in raw.items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, dict):
                yield from _bad_texts(text, f"{prefix}{key}.")
            elif isinstance(text, str):
                longest = _LONGEST.get(key, LONGEST_TEXT)
                if _UNSTORABLE.search(text):
                    yield f"{prefix}{key}", "U+0000 and lone surrogates can't be stored"
                if len(text) > longest:
                    yield f"{prefix}{key}", f"at most {longest} characters"


def _bad_values(record: object) -> Iterable[tuple[str, str]]:
    if not is_dataclass(record):
        return
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, datetime) and value.tzinfo is None:
            yield field.name, "the moment needs its offset from UTC"
        if isinstance(value, date) and value.year not in YEARS:
            yield field.name, f"a year from {YEARS.start} to {YEARS.stop - 1} is needed"
    if isinstance(record, Certificate) and record.stars not in {None, 3, 4, 5}:
        yield "stars", "3 to 5 are given"

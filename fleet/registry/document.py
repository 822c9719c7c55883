"""The registry file: JSON to checked records, with every error of every row.

One object: `source`, `source_time`, and the lists of `fleet.registry.files.RegistryFile`. The rows
of most lists are the fields of their record; those of `certificates`, `steps` and `promotions` are
`{"gtin", "lot" (or null), "record": {fields}}`, where a certificate may name a `party` or a
`location` in place of a product. Unknown keys are refused, so that a misspelt one is never dropped
in silence.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from fleet.errors import BadInput
from fleet.registry import checks
from fleet.registry.checks import LONGEST_NAME, LONGEST_NUMBER, UNSTORABLE, YEARS
from fleet.registry.files import LISTS, BadRegistryFile, Paper, RegistryFile, RowError, Scoped
from fleet.registry.subjects import Subject
from provenance.errors import BadKey
from provenance.keys import Gtin, parse_gtin
from provenance.records import (
    Certificate,
    CertificateScope,
    Location,
    LocationId,
    Lot,
    Party,
    PartyId,
    Promotion,
    Recall,
    Stamp,
    Step,
    Text,
    TradeItem,
)

T = TypeVar("T")


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
        trade_items=reader.plain("trade_items", TradeItem),
        parties=reader.plain("parties", Party),
        locations=reader.plain("locations", Location),
        lots=reader.plain("lots", Lot),
        stamps=reader.plain("stamps", Stamp),
        recalls=reader.plain("recalls", Recall),
        certificates=reader.papers(),
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
            and not UNSTORABLE.search(value)
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

    def plain(self, name: str, model: type[T]) -> tuple[T, ...]:
        adapter: TypeAdapter[T] = TypeAdapter(model)
        found = (self._record(name, row, raw, model, adapter) for row, raw in self._rows(name))
        return tuple(record for record in found if record is not None)

    def scoped(self, name: str, model: type[T]) -> tuple[Scoped[T], ...]:
        adapter: TypeAdapter[T] = TypeAdapter(model)
        found: list[Scoped[T]] = []
        for row, raw in self._rows(name):
            record = self._inner(name, row, raw, {"gtin", "lot", "record"}, model, adapter)
            gtin, lot = self._scope(name, row, raw)
            if record is not None and gtin is not None:
                found.append(Scoped(gtin=gtin, lot=lot, record=record))
        return tuple(found)

    def papers(self) -> tuple[Paper, ...]:
        name, adapter = "certificates", TypeAdapter(Certificate)
        found: list[Paper] = []
        for row, raw in self._rows(name):
            known = {"gtin", "lot", "party", "location", "record"}
            record = self._inner(name, row, raw, known, Certificate, adapter)
            subject = self._subject(name, row, raw)
            if record is not None and subject is not None:
                if record.scope not in {subject.scope, CertificateScope.PRODUCT}:
                    message = f"beside the record stands a {subject.scope}"
                    self._add(name, row, "record.scope", message)
                paper = replace(record, scope=subject.scope)
                found.append(Paper(subject=subject, record=paper))
        return tuple(found)

    def _inner(
        self,
        name: str,
        row: int,
        raw: Mapping[str, Any],
        known: set[str],
        model: type[T],
        adapter: TypeAdapter[T],
    ) -> T | None:
        for key in sorted(set(raw) - known):
            self._add(name, row, key[:60], "unknown key")
        inner = raw.get("record")
        if not isinstance(inner, dict):
            self._add(name, row, "record", "an object is needed")
            return None
        return self._record(name, row, inner, model, adapter)

    def _subject(self, name: str, row: int, raw: Mapping[str, Any]) -> Subject | None:
        others = {key: raw[key] for key in ("party", "location") if raw.get(key) is not None}
        if not others:
            gtin, lot = self._scope(name, row, raw)
            return None if gtin is None else Subject(gtin=gtin, lot=lot)
        if len(others) > 1 or raw.get("gtin") is not None or raw.get("lot") is not None:
            self._add(name, row, "gtin", "only one of gtin, party and location may be given")
            return None
        key, value = next(iter(others.items()))
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
            self._add(name, row, key, f"1 to {LONGEST_NAME} characters are needed")
            return None
        if key == "party":
            return Subject(party=PartyId(value))
        return Subject(location=LocationId(value))

    def _scope(self, name: str, row: int, raw: Mapping[str, Any]) -> tuple[Gtin | None, str | None]:
        lot = raw.get("lot")
        if lot is not None and not (isinstance(lot, str) and 0 < len(lot) <= LONGEST_NUMBER):
            self._add(name, row, "lot", f"1 to {LONGEST_NUMBER} characters or null are needed")
            lot = None
        elif lot is not None and UNSTORABLE.search(lot):
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
        self, name: str, row: int, raw: dict[str, Any], model: type[T], adapter: TypeAdapter[T]
    ) -> T | None:
        problems = [*_unknown_keys(raw, model), *_bad_texts(raw)]
        record: T | None = None
        try:
            record = checks.finished(adapter.validate_json(json.dumps(raw), strict=True))
        except ValidationError as error:
            problems += (
                (".".join(str(part) for part in one["loc"]), one["msg"])
                for one in error.errors(include_url=False, include_input=False)
            )
        except BadKey as error:
            problems.append((checks.field_of(error), str(error)))
        if record is not None:
            problems += (
                (one.field, one.message)
                for one in checks.problems(record)
                if not one.code.startswith("text.")
            )
        for field, message in problems:
            self._add(name, row, field, message)
        return None if problems else record

    def _add(self, name: str, row: int, field: str, message: str) -> None:
        self.errors.append(RowError(list=name, row=row, field=field, message=message))


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
                yield from _bad_texts(text, f"{key}.")
            else:
                for problem in checks.texts(key, text, prefix):
                    yield problem.field, problem.message

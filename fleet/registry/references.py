"""Finds rows of a registry file that name what nobody knows, and rows that are given twice."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from fleet.registry import tables
from fleet.registry.files import RowError
from fleet.registry.mapping import Row
from fleet.registry.tables import Key, Rows, Table

Columns = tuple[str, ...]

_PRODUCT = (("gtin",), tables.ITEMS)
_LOT = (("gtin", "lot"), tables.LOTS)
_PARTY = (("party",), tables.PARTIES)
REFERENCES: Mapping[str, tuple[tuple[Columns, Table], ...]] = {
    "trade_items": ((("producer",), tables.PARTIES),),
    "locations": (_PARTY,),
    "lots": (_PRODUCT,),
    "stamps": (_PRODUCT, _LOT, (("issuer",), tables.PARTIES)),
    # It may name a product or a lot that nobody entered: the order counts all the same.
    "recalls": (_PARTY,),
    "certificates": (_PRODUCT, _LOT, _PARTY, (("location",), tables.LOCATIONS)),
    "steps": (_PRODUCT, _LOT, _PARTY),
    "promotions": (_PRODUCT, _LOT),
}
"""What the rows of each list name, where their columns aren't empty."""


def bad_references(session: Session, every: Rows) -> Iterator[RowError]:
    """Give every row that can't be stored because of another one."""
    known = _known(session, every)
    for table, rows in every:
        yield from _twice(table, rows)
        for columns, target in REFERENCES.get(table.name, ()):
            there = known[target.name]
            for number, row in enumerate(rows, start=1):
                key = _key(row, columns)
                if key is not None and key not in there:
                    shown = " ".join(key)
                    message = f"{shown!r} is neither in the file nor in the registry"
                    yield _error(table, number, columns[-1], message, "reference.missing", shown)


def _twice(table: Table, rows: list[Row]) -> Iterator[RowError]:
    first: dict[Key, int] = {}
    for number, row in enumerate(rows, start=1):
        before = first.setdefault(table.key_of(row), number)
        if before != number:
            field = ", ".join(table.key)
            message = f"the same as in row {before}"
            yield _error(table, number, field, message, "row.twice", str(before))


def _error(table: Table, number: int, field: str, message: str, code: str, value: str) -> RowError:
    return RowError(
        list=table.name, row=number, field=field, message=message, code=code, value=value
    )


def _key(row: Row, columns: Columns) -> Key | None:
    key = tuple(row[name] for name in columns)
    return key if all(key) else None


def _known(session: Session, every: Rows) -> dict[str, set[Key]]:
    """Give, of all that is named, what the file brings or the registry holds, by list."""
    wanted: dict[str, set[Key]] = defaultdict(set)
    found: dict[str, set[Key]] = defaultdict(set)
    targets: dict[str, Table] = {}
    for table, rows in every:
        for columns, target in REFERENCES.get(table.name, ()):
            targets[target.name] = target
            named = {_key(row, columns) for row in rows}
            wanted[target.name] |= {key for key in named if key is not None}
    for table, rows in every:
        if table.name in wanted:
            found[table.name] |= {table.key_of(row) for row in rows}
    for name, target in targets.items():
        missing = sorted(wanted[name] - found[name])
        found[name] |= tables.stored(session, target, missing, target.key).keys()
    return found

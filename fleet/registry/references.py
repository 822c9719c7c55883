"""Finds rows of a registry file that name what nobody knows, and rows that are given twice."""

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from fleet.registry import tables
from fleet.registry.files import RegistryFile, RowError
from fleet.registry.mapping import Row
from fleet.registry.tables import Key, Table

Named = Callable[[Table, Row], set[Key]]

_PARTY_FIELDS = {
    "trade_items": ("producer",),
    "locations": ("party",),
    "stamps": ("issuer",),
    "recalls": ("party",),
    "certificates": ("party",),
    "steps": ("party",),
}


def bad_references(session: Session, file: RegistryFile) -> Iterator[RowError]:
    """Give every row that can't be stored because of another one.

    A recall may name a lot that nobody entered: the order counts all the same.
    """
    every = tables.rows_of(file)
    references: list[tuple[str, Named, set[Key]]] = [
        (field, named, _known(session, table, every, named))
        for field, table, named in (
            ("gtin", tables.ITEMS, _gtins),
            ("lot", tables.LOTS, _lots),
            ("party", tables.PARTIES, _parties),
            ("location", tables.LOCATIONS, _locations),
        )
    ]
    for table, rows in every:
        first: dict[Key, int] = {}
        for number, row in enumerate(rows, start=1):
            before = first.setdefault(table.key_of(row), number)
            if before != number:
                field = ", ".join(table.key)
                message = f"the same as in row {before}"
                yield _error(table, number, field, message, "row.twice", str(before))
            for field, named, known in references:
                for key in sorted(named(table, row) - known):
                    shown = " ".join(key)
                    message = f"{shown!r} is neither in the file nor in the registry"
                    yield _error(table, number, field, message, "reference.missing", shown)


def _error(table: Table, number: int, field: str, message: str, code: str, value: str) -> RowError:
    return RowError(
        list=table.name, row=number, field=field, message=message, code=code, value=value
    )


def _known(
    session: Session, target: Table, every: list[tuple[Table, list[Row]]], named: Named
) -> set[Key]:
    wanted: set[Key] = set()
    brought: set[Key] = set()
    for table, rows in every:
        for row in rows:
            wanted |= named(table, row)
            if table is target:
                brought.add(table.key_of(row))
    missing = sorted(wanted - brought)
    return brought | tables.stored(session, target, missing, target.key).keys()


def _gtins(table: Table, row: Row) -> set[Key]:
    return {(row["gtin"],)} if row.get("gtin") and table is not tables.ITEMS else set()


def _lots(table: Table, row: Row) -> set[Key]:
    if table in {tables.RECALLS, tables.LOTS} or not row.get("lot"):
        return set()
    return {(row["gtin"], row["lot"])}


def _parties(table: Table, row: Row) -> set[Key]:
    return {(row[name],) for name in _PARTY_FIELDS.get(table.name, ()) if row[name]}


def _locations(table: Table, row: Row) -> set[Key]:
    return {(row["location"],)} if table is tables.CERTIFICATES and row["location"] else set()

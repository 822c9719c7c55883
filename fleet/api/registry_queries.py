"""The registry's lists: search without accents, filters, pages by key.

A search looks for each of its words by itself. A page begins behind the last key of the one before,
so that rows that come meanwhile are neither shown twice nor left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from fleet.api import cursors
from fleet.db.rows import AnySelect
from fleet.errors import BadInput
from fleet.registry import models
from fleet.stations.rules import fold

COUNTED = 10_000

Column = ColumnElement[Any]
Rule = Callable[[date], Column]
"""A condition of today's date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list.

    Attributes:
        key: what it is sorted by; together unique.
        searched: holds what a search looks through, folded.
        columns: what a row shows, by name.
        filters: columns that a filter compares.
        rules: filters that compare no column: what each of their values lets through.
    """

    name: str
    base: AnySelect
    key: tuple[Column, ...]
    searched: Column
    columns: Mapping[str, Column]
    filters: Mapping[str, Column] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Rule]] = field(default_factory=dict)
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows to give.

    Attributes:
        text: each of its words must occur, accents and case aside.
        equal: values of the listing's filters.
        extra: conditions that only one list has.
    """

    text: str = ""
    equal: tuple[tuple[str, str], ...] = ()
    extra: tuple[Column, ...] = ()


def find(
    session: Session, listing: Listing, wanted: Wanted, after: str, limit: int
) -> tuple[Sequence[Any], str | None]:
    """Read a page of rows, and the cursor of the next one.

    Raises:
        BadInput: `cursor.invalid`.
    """
    statement = listing.base.where(*_conditions(listing, wanted))
    if after:
        place = tuple_(*_read_cursor(listing, after))
        keys = tuple_(*listing.key)
        statement = statement.where(keys < place if listing.descending else keys > place)
    order = [one.desc() if listing.descending else one.asc() for one in listing.key]
    rows = session.execute(statement.order_by(*order).limit(limit + 1)).mappings().all()
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    names = [column.key or "" for column in listing.key]
    values = [last[name] for name in names]
    return rows[:limit], cursors.write(
        *(one.isoformat() if isinstance(one, date) else one for one in values)
    )


def count(session: Session, listing: Listing, wanted: Wanted) -> int:
    """Count the rows that are wanted, as far as one more than `COUNTED`."""
    chosen = listing.base.where(*_conditions(listing, wanted)).limit(COUNTED + 1)
    return session.scalar(select(func.count()).select_from(chosen.subquery())) or 0


def ruled(listing: Listing, asked: Mapping[str, str], today: date) -> tuple[Column, ...]:
    """Give the conditions of those filters that compare no column.

    Args:
        asked: values by the name of their filter; other names are none of ours.

    Raises:
        BadInput: `filter.invalid` where a filter has no such value.
    """
    found = []
    for name, rules in listing.rules.items():
        value = asked.get(name, "")
        if value and value not in rules:
            raise BadInput("filter.invalid", name=name, value=value[:100])
        if value:
            found.append(rules[value](today))
    return tuple(found)


def _conditions(listing: Listing, wanted: Wanted) -> list[Column]:
    found = [listing.searched.contains(word, autoescape=True) for word in fold(wanted.text).split()]
    found += (listing.filters[name] == value for name, value in wanted.equal if value)
    return [*found, *wanted.extra]


def _read_cursor(listing: Listing, after: str) -> list[Column]:
    values = cursors.read(after, len(listing.key))
    return [
        _literal(column, value, after) for column, value in zip(listing.key, values, strict=True)
    ]


def _literal(column: Column, value: object, after: str) -> Column:
    kind = column.type.python_type
    if kind is int:
        return literal(cursors.number(value, after))
    written = cursors.text(value, after)
    if kind is not date:
        return literal(written)
    try:
        return literal(date.fromisoformat(written))
    except ValueError as error:
        raise BadInput("cursor.invalid", cursor=after[:100]) from error


def _columns(model: type[Any], *left_out: str) -> dict[str, Column]:
    hidden = {"folded", *left_out}
    return {one.name: one for one in model.__table__.columns if one.name not in hidden}


def _listing(
    name: str,
    model: type[Any],
    key: tuple[str, ...],
    filters: tuple[str, ...] = (),
    *,
    left_out: tuple[str, ...] = (),
    searched: Column | None = None,
    rules: Mapping[str, Mapping[str, Rule]] | None = None,
    descending: bool = False,
) -> Listing:
    table = model.__table__
    columns = _columns(model, *left_out)
    return Listing(
        name=name,
        base=select(*columns.values()),
        key=tuple(table.c[one] for one in key),
        searched=table.c.folded if searched is None else searched,
        columns=columns,
        filters={one: table.c[one] for one in filters},
        rules=rules or {},
        descending=descending,
    )


def _lots() -> Listing:
    lots, items = models.LotRow.__table__, models.TradeItemRow.__table__
    columns = _columns(models.LotRow) | {"name_vi": items.c.name_vi}
    joined = lots.join(items, items.c.gtin == lots.c.gtin)
    return Listing(
        name="lots",
        base=select(*columns.values()).select_from(joined),
        key=(lots.c.gtin, lots.c.lot),
        searched=items.c.folded + " " + func.lower(lots.c.lot),
        columns=columns,
        filters={"gtin": lots.c.gtin, "state": lots.c.state},
    )


def _not_over(today: date) -> Column:
    last = models.CertificateRow.valid_until
    return or_(last.is_(None), last >= today)


def _over(today: date) -> Column:
    return models.CertificateRow.valid_until < today


def _open(today: date) -> Column:
    del today
    return models.RecallRow.lifted_at.is_(None)


def _lifted(today: date) -> Column:
    del today
    return models.RecallRow.lifted_at.is_not(None)


PRODUCTS = _listing(
    "products",
    models.TradeItemRow,
    ("gtin",),
    ("producer", "category", "source"),
    left_out=("standards", "safety_warnings"),
)
LOTS = _lots()
PARTIES = _listing("parties", models.PartyRow, ("party_id",), ("role", "chain", "source"))
LOCATIONS = _listing("locations", models.LocationRow, ("location_id",), ("kind", "party"))
CERTIFICATES = _listing(
    "certificates",
    models.CertificateRow,
    ("id",),
    ("kind", "state", "scope", "gtin", "party", "location"),
    left_out=("subject",),
    rules={"dates": {"good": _not_over, "expired": _over}},
    descending=True,
)
RECALLS = _listing(
    "recalls",
    models.RecallRow,
    ("since", "recall_id"),
    ("gtin", "party"),
    rules={"state": {"open": _open, "lifted": _lifted}},
    descending=True,
)
KEYS = _listing(
    "issuer-keys",
    models.IssuerKeyRow,
    ("kid",),
    ("party", "algorithm"),
    searched=func.lower(models.IssuerKeyRow.kid + " " + models.IssuerKeyRow.party),
)
LISTINGS = {one.name: one for one in (PRODUCTS, LOTS, PARTIES, LOCATIONS, CERTIFICATES, RECALLS)}

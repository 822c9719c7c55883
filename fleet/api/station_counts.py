"""Counts of stations, from narrow indexes.

Few stations are revoked. So all are counted, which an index answers alone, and those are taken off:
to look at each of ten thousand rows whether it is one of them took ten times as long.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from fleet.api.attention_queries import REVOKED
from fleet.db.rows import AnySelect
from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import PresenceStatus

Columns = Sequence[InstrumentedAttribute[Any]]
Conditions = Sequence[ColumnElement[bool]]


def grouped(session: Session, columns: Columns, where: Conditions = ()) -> Counter[Any]:
    """Count the stations that aren't revoked, by some columns.

    Args:
        columns: of `Station` or of `StationLatest`; none counts all of them as one.
        where: conditions on `StationLatest`; none counts also those that were never heard, unless
            it is by a column of `StationLatest`.
    """
    total = func.count()
    statement: AnySelect = select(*columns, total)
    ours = [column for column in columns if column.class_ is Station]
    of_latest = bool(where) or len(ours) < len(columns)
    identifier = Station.id
    if of_latest and ours:
        statement = statement.join_from(
            Station, StationLatest, StationLatest.station_id == Station.id
        )
    elif of_latest:
        identifier = StationLatest.station_id
        statement = statement.select_from(StationLatest)
    else:
        statement = statement.select_from(Station)
    statement = statement.where(*where).group_by(*columns)
    found: Counter[Any] = Counter()
    for *key, number in session.execute(statement):
        found[_key(key)] += number
    for *key, number in session.execute(statement.where(identifier.in_(REVOKED))):
        found[_key(key)] -= number
    return +found


def by_status(session: Session, where: Conditions = ()) -> Counter[PresenceStatus]:
    """Count the stations that aren't revoked, by how they are.

    Args:
        where: conditions on `StationLatest`; none counts also those that were never heard.
    """
    heard = grouped(session, (StationLatest.status,), where)
    found = Counter({PresenceStatus(name): number for name, number in heard.items()})
    if not where:
        silent = grouped(session, ()).total() - found.total()
        found[PresenceStatus.NEVER] += silent
    return +found


def facets(
    session: Session, *, where: Conditions, where_software: Conditions, where_status: Conditions
) -> dict[str, list[tuple[str, int]]]:
    """Count the values of the filters.

    Args:
        where: conditions on `StationLatest`; the others are without that of the facet itself.
    """
    places = grouped(session, (Station.market, Station.ward), where)
    markets: Counter[str] = Counter()
    wards: Counter[str] = Counter()
    for (market, ward), number in places.items():
        markets[market] += number
        wards[ward] += number
    return {
        "wards": _most_first(wards),
        "markets": _most_first(markets),
        "software": _most_first(grouped(session, (StationLatest.software,), where_software)),
        "statuses": _most_first(by_status(session, where_status)),
    }


def _key(values: Sequence[Any]) -> Any:  # noqa: ANN401 - a value, or a tuple of several
    return values[0] if len(values) == 1 else tuple(values)


def _most_first(counts: Counter[Any]) -> list[tuple[str, int]]:
    named = [(str(value), number) for value, number in counts.items() if value]
    return sorted(named, key=lambda one: (-one[1], one[0]))

"""The list of stations, which joins what several rooms know of each; read in pages.

A page begins after a cursor: the sort key and id of the row before it. Pages so stay whole while
stations come and go, and a far page costs no more than the first. Only narrow columns are read, no
health message is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Literal, assert_never

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Subquery,
    and_,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from fleet.alerts.models import Alert, Cause
from fleet.api import attention_queries, cursors, station_counts
from fleet.content.models import DesiredState, DesiredStatus
from fleet.db.base import UtcDateTime
from fleet.db.rows import AnyRow, AnySelect
from fleet.scans import queries
from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import PresenceStatus
from fleet.stations.rules import fold, ward_key

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Health = Literal["ok", "bad"]
State = Literal["pending", "in_force", "refused"]


class Sort(StrEnum):
    """By what the list is sorted."""

    STATION = "station"
    NAME = "name"
    WARD = "ward"
    MARKET = "market"
    LAST_SEEN = "last_seen"
    SCANS_TODAY = "scans_today"


@dataclass(frozen=True, slots=True, kw_only=True)
class StationFilter:
    """Which stations to list.

    Attributes:
        text: each of its words must occur in id, name, market or ward, accents and case aside.
        status: None lists all but revoked ones.
        ward: compared without its kind, accents and case; `market` without accents and case.
        state: of the newest desired state.
    """

    text: str = ""
    status: PresenceStatus | None = None
    ward: str = ""
    market: str = ""
    health: Health | None = None
    state: State | None = None
    software: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How the list is sorted, and where a page begins.

    Attributes:
        after: cursor that came with the page before; empty for the first one.
        day: whose scans are counted.
    """

    sort: Sort = Sort.STATION
    descending: bool = False
    after: str = ""
    day: date


def find(
    session: Session, wanted: StationFilter, order: Order, limit: int
) -> tuple[Sequence[AnyRow], str | None]:
    """Read a page of stations, and the cursor of the next one.

    Raises:
        BadInput: `cursor.invalid`.
    """
    counts = queries.totals(order.day).subquery()
    key = _sort_key(order.sort, counts, heard=wanted.status in _HEARD)
    begin = select(*_COLUMNS, key.label("sort_key"))
    begin = _joined(begin, counts if _counts(order) else None, inner=_is_heard(wanted))
    statement = begin.where(*_conditions(wanted), *_after(key, order))
    keys: list[ColumnElement[Any]] = [key]
    if order.sort is not Sort.STATION:
        keys.append(Station.id.expression)
    turn = [one.desc() for one in keys] if order.descending else keys
    rows = session.execute(statement.order_by(*turn).limit(limit + 1)).all()
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    return rows[:limit], _cursor(order.sort, last.sort_key, last.id)


def count(session: Session, wanted: StationFilter) -> int:
    """Count the stations that a filter lets through."""
    if _asks_latest_alone(wanted):
        return sum(station_counts.grouped(session, (), _of_latest(wanted)).values())
    statement = select(func.count())
    if wanted.status or _is_heard(wanted):
        statement = _joined(statement, None, inner=_is_heard(wanted))
    else:
        statement = statement.select_from(Station)
    return session.scalar(statement.where(*_conditions(wanted))) or 0


def facets(session: Session, wanted: StationFilter) -> dict[str, list[tuple[str, int]]]:
    """Count the values that each filter could take, as if that one were not set."""
    if _asks_latest_alone(wanted):
        return station_counts.facets(
            session,
            where=_of_latest(wanted),
            where_software=_of_latest(replace(wanted, software="")),
            where_status=_of_latest(replace(wanted, status=None)),
        )
    status = func.coalesce(StationLatest.status, PresenceStatus.NEVER.value)
    return {
        "wards": _facet(session, Station.ward, replace(wanted, ward="")),
        "markets": _facet(session, Station.market, replace(wanted, market="")),
        "software": _facet(session, StationLatest.software, replace(wanted, software="")),
        "statuses": _facet(session, status, replace(wanted, status=None)),
    }


def newest_states(session: Session, stations: Sequence[str]) -> dict[str, DesiredState]:
    """Read the newest desired state of each of some stations."""
    newest = (
        select(DesiredState.station_id, func.max(DesiredState.number).label("number"))
        .where(DesiredState.station_id.in_(stations))
        .group_by(DesiredState.station_id)
        .subquery()
    )
    rows = session.scalars(
        select(DesiredState).join(
            newest,
            and_(
                DesiredState.station_id == newest.c.station_id,
                DesiredState.number == newest.c.number,
            ),
        )
    )
    return {row.station_id: row for row in rows}


def open_causes(session: Session, stations: Sequence[str]) -> dict[str, list[Cause]]:
    """Read the causes of the open alerts of some stations."""
    rows = session.execute(
        select(Alert.station_id, Alert.cause)
        .where(Alert.station_id.in_(stations), Alert.closed_at.is_(None))
        .order_by(Alert.cause)
    )
    found: dict[str, list[Cause]] = {}
    for station, cause in rows:
        found.setdefault(station, []).append(Cause(cause))
    return found


_COLUMNS = (
    Station.id,
    Station.name,
    Station.market,
    Station.ward,
    Station.revoked_at,
    StationLatest.status,
    StationLatest.online_since,
    StationLatest.last_seen,
    StationLatest.healthy,
    StationLatest.software,
    StationLatest.reported_number,
    StationLatest.outbox_depth,
)


_HEARD = (PresenceStatus.ONLINE, PresenceStatus.OFFLINE)


def _is_heard(wanted: StationFilter) -> bool:
    """Tell whether only stations are wanted from which something was heard."""
    return wanted.status in _HEARD or wanted.health is not None or bool(wanted.software)


def _asks_latest_alone(wanted: StationFilter) -> bool:
    """Tell whether a filter says nothing of the stations themselves."""
    of_station = wanted.text.strip() or wanted.ward or wanted.market or wanted.state
    return not of_station and (wanted.status is None or wanted.status in _HEARD)


def _joined(statement: AnySelect, counts: Subquery | None, *, inner: bool) -> AnySelect:
    source: FromClause = Station.__table__
    joined = source.join(
        StationLatest.__table__, StationLatest.station_id == Station.id, isouter=not inner
    )
    if counts is not None:
        joined = joined.outerjoin(counts, counts.c.station_id == Station.id)
    return statement.select_from(joined)


def _counts(order: Order) -> bool:
    return order.sort is Sort.SCANS_TODAY


def _sort_key(sort: Sort, counts: Subquery, *, heard: bool) -> ColumnElement[Any]:
    match sort:
        case Sort.STATION:
            return Station.id.expression
        case Sort.NAME:
            return Station.name_key.expression
        case Sort.WARD:
            return Station.ward_key.expression
        case Sort.MARKET:
            return Station.market_key.expression
        case Sort.LAST_SEEN if heard:
            # Whoever has been online was seen; only without the function an index gives the order.
            return StationLatest.last_seen.expression
        case Sort.LAST_SEEN:
            return func.coalesce(StationLatest.last_seen, literal(EPOCH, UtcDateTime()))
        case Sort.SCANS_TODAY:
            return func.coalesce(counts.c.total, 0)
        case _:
            assert_never(sort)


def _after(key: ColumnElement[Any], order: Order) -> list[ColumnElement[bool]]:
    if not order.after:
        return []
    value, station = _read_cursor(order)
    typed = literal(value, UtcDateTime()) if isinstance(value, datetime) else literal(value)
    if order.descending:
        return [key <= typed, or_(key < typed, Station.id < station)]
    return [key >= typed, or_(key > typed, Station.id > station)]


def _cursor(sort: Sort, value: object, station: str) -> str:
    match sort:
        case Sort.LAST_SEEN if isinstance(value, datetime):
            return cursors.write(sort, value.isoformat(), station)
        case Sort.SCANS_TODAY:
            return cursors.write(sort, int(str(value)), station)
        case _:
            return cursors.write(sort, str(value), station)


def _read_cursor(order: Order) -> tuple[Any, str]:
    sort, value, station = cursors.read(order.after, 3)
    if sort != order.sort:
        raise cursors.invalid(order.after)
    match order.sort:
        case Sort.LAST_SEEN:
            value = cursors.moment(value, order.after)
        case Sort.SCANS_TODAY:
            value = cursors.number(value, order.after)
        case _:
            value = cursors.text(value, order.after)
    return value, cursors.text(station, order.after)


def _facet(
    session: Session,
    column: Any,  # noqa: ANN401 - a column or an expression
    wanted: StationFilter,
) -> list[tuple[str, int]]:
    total = func.count()
    statement = (
        _joined(select(column, total), None, inner=_is_heard(wanted))
        .where(*_conditions(wanted), column.is_not(None), column != "")
        .group_by(column)
        .order_by(total.desc(), column)
    )
    return [(str(value), number) for value, number in session.execute(statement)]


def _conditions(wanted: StationFilter) -> list[ColumnElement[bool]]:
    found = [Station.folded.contains(word, autoescape=True) for word in fold(wanted.text).split()]
    found.append(_status(wanted.status))
    if wanted.ward:
        found.append(Station.ward_key == ward_key(wanted.ward))
    if wanted.market:
        found.append(Station.market_key == fold(wanted.market))
    if wanted.health is not None:
        found.append(StationLatest.healthy.is_(wanted.health == "ok"))
    if wanted.software:
        found.append(StationLatest.software == wanted.software)
    match wanted.state:
        case None:
            pass
        case "refused":
            found.append(
                Station.id.in_(select(attention_queries.refused().subquery().c.station_id))
            )
        case _:
            found.append(_newest_status() == DesiredStatus(wanted.state))
    return found


def _of_latest(wanted: StationFilter) -> list[ColumnElement[bool]]:
    """Give the conditions of a filter that says nothing of the stations themselves."""
    found: list[ColumnElement[bool]] = []
    if wanted.status is not None:
        found.append(StationLatest.status == wanted.status)
    if wanted.health is not None:
        found.append(StationLatest.healthy.is_(wanted.health == "ok"))
    if wanted.software:
        found.append(StationLatest.software == wanted.software)
    return found


def _newest_status() -> ColumnElement[str]:
    return (
        select(DesiredState.status)
        .where(DesiredState.station_id == Station.id)
        .order_by(DesiredState.number.desc())
        .limit(1)
        .correlate(Station)
        .scalar_subquery()
    )


def _status(status: PresenceStatus | None) -> ColumnElement[bool]:
    here = Station.revoked_at.is_(None)
    match status:
        case None:
            return here
        case PresenceStatus.REVOKED:
            return Station.revoked_at.is_not(None)
        case PresenceStatus.NEVER:
            missing = StationLatest.station_id.is_(None)
            return and_(here, or_(missing, StationLatest.status == status))
        case PresenceStatus.ONLINE | PresenceStatus.OFFLINE:
            return and_(here, StationLatest.status == status)
        case _:
            assert_never(status)

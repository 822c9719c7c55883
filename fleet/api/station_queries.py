"""The list of stations, which joins what several rooms know of each; read in pages.

A page begins after a cursor: the sort key and id of the row before it. Pages so stay whole while
stations come and go, and a far page costs no more than the first. Only narrow columns are read, no
health message is.
"""

import base64
import binascii
import json
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
from fleet.content.models import DesiredState, DesiredStatus
from fleet.db.base import UtcDateTime
from fleet.db.rows import AnyRow, AnySelect
from fleet.errors import BadInput
from fleet.scans.models import ScanCount
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
    counts = _scans_of(order.day)
    key = _sort_key(order.sort, counts)
    begin = _joined(select(*_COLUMNS, key.label("sort_key")), counts if _counts(order) else None)
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
    statement = select(func.count())
    if wanted.status or wanted.health or wanted.software:
        statement = _joined(statement, None)
    else:
        statement = statement.select_from(Station)
    return session.scalar(statement.where(*_conditions(wanted))) or 0


def facets(session: Session, wanted: StationFilter) -> dict[str, list[tuple[str, int]]]:
    """Count the values that each filter could take, as if that one were not set."""
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


def _joined(statement: AnySelect, counts: Subquery | None) -> AnySelect:
    source: FromClause = Station.__table__
    joined = source.outerjoin(StationLatest.__table__, StationLatest.station_id == Station.id)
    if counts is not None:
        joined = joined.outerjoin(counts, counts.c.station_id == Station.id)
    return statement.select_from(joined)


def _scans_of(day: date) -> Subquery:
    return (
        select(ScanCount.station_id, func.sum(ScanCount.count).label("total"))
        .where(ScanCount.day == day)
        .group_by(ScanCount.station_id)
        .subquery()
    )


def _counts(order: Order) -> bool:
    return order.sort is Sort.SCANS_TODAY


def _sort_key(sort: Sort, counts: Subquery) -> ColumnElement[Any]:
    match sort:
        case Sort.STATION:
            return Station.id.expression
        case Sort.NAME:
            return Station.name_key.expression
        case Sort.WARD:
            return Station.ward_key.expression
        case Sort.MARKET:
            return Station.market_key.expression
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
    written = value.isoformat() if isinstance(value, datetime) else value
    if sort is Sort.SCANS_TODAY:
        written = int(str(value))
    text = json.dumps([sort, written, station], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(order: Order) -> tuple[Any, str]:
    padded = order.after + "=" * (-len(order.after) % 4)
    try:
        sort, value, station = json.loads(base64.urlsafe_b64decode(padded))
        if order.sort is Sort.LAST_SEEN:
            value = datetime.fromisoformat(value)
        elif order.sort is Sort.SCANS_TODAY:
            value = int(value)
    except (ValueError, TypeError, binascii.Error) as error:
        raise BadInput("cursor.invalid", cursor=order.after[:100]) from error
    naive = isinstance(value, datetime) and value.tzinfo is None
    texts = order.sort not in {Sort.LAST_SEEN, Sort.SCANS_TODAY}
    if texts and not isinstance(value, str):
        raise BadInput("cursor.invalid", cursor=order.after[:100])
    if sort != order.sort or not isinstance(station, str) or naive or "\x00" in f"{value}{station}":
        raise BadInput("cursor.invalid", cursor=order.after[:100])
    return value, station


def _facet(
    session: Session,
    column: Any,  # noqa: ANN401 - a column or an expression
    wanted: StationFilter,
) -> list[tuple[str, int]]:
    total = func.count()
    statement = (
        _joined(select(column, total), None)
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
    if wanted.state is not None:
        found.append(_newest_status() == DesiredStatus(wanted.state))
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

"""Routes of the connectors, for administrators: they decide whom the fleet contacts."""

from typing import Annotated

from fastapi import APIRouter, Query

from fleet.api.connectors_check import check
from fleet.api.console_session import Parts
from fleet.api.schemas import connectors as schemas
from fleet.api.schemas.base import PlainText
from fleet.api.security import Administrator
from fleet.connectors import breaker, service
from fleet.connectors.breaker import Health, State
from fleet.connectors.models import ConnectorRow
from fleet.stations.rules import fold

router = APIRouter(prefix="/api/connectors", tags=["connectors"])


@router.get("")
def list_connectors(
    parts: Parts,
    who: Administrator,
    q: Annotated[PlainText, Query()] = "",
    kind: Annotated[PlainText | None, Query()] = None,
    state: Annotated[State | None, Query()] = None,
) -> schemas.ConnectorList:
    """List the connectors; `q` are words of name and title, accents aside."""
    del who
    words = fold(q).split()
    now = parts.clock.now()
    with parts.database.read() as session:
        rows = service.list_all(session)
    return schemas.ConnectorList(
        connectors=tuple(
            _view(parts, row, health)
            for row, health in rows
            if all(word in fold(row.name, row.title) for word in words)
            and kind in {None, row.kind}
            and state in {None, breaker.state_of(health, now)}
        )
    )


@router.post("", status_code=201)
def add_connector(
    body: schemas.NewConnector, parts: Parts, who: Administrator
) -> schemas.ConnectorView:
    """Add a connector."""
    now = parts.clock.now()
    with parts.database.write() as session:
        row = service.add(session, body.name, _draft(body), by=who.name, now=now)
    return _view(parts, row, Health())


@router.get("/{name}")
def get_connector(
    name: schemas.ConnectorName, parts: Parts, who: Administrator
) -> schemas.ConnectorView:
    """Show one connector."""
    del who
    with parts.database.read() as session:
        return _view(parts, *service.get(session, name))


@router.put("/{name}")
def change_connector(
    name: schemas.ConnectorName, body: schemas.ConnectorChange, parts: Parts, who: Administrator
) -> schemas.ConnectorView:
    """Describe a connector anew; what it said before is no longer used."""
    with parts.database.write() as session:
        service.change(
            session,
            name,
            _draft(body),
            expected=body.expected_revision,
            by=who.name,
            now=parts.clock.now(),
        )
        return _view(parts, *service.get(session, name))


@router.delete("/{name}", status_code=204)
def remove_connector(name: schemas.ConnectorName, parts: Parts, who: Administrator) -> None:
    """Remove a connector with all that it said."""
    with parts.database.write() as session:
        service.remove(session, name, by=who.name, now=parts.clock.now())


@router.post("/{name}/check")
def check_connector(
    name: schemas.ConnectorName, body: schemas.CheckOrder, parts: Parts, who: Administrator
) -> schemas.CheckResult:
    """Ask a connector about a code now, whether it is enabled or not."""
    return check(
        parts.database, parts.clock, parts.connectors, name=name, code=body.code, by=who.name
    )


def _draft(body: schemas.ConnectorDraft) -> service.Draft:
    return service.Draft(
        title=body.title, enabled=body.enabled, place=body.place, document=body.document
    )


def _view(parts: Parts, row: ConnectorRow, health: Health) -> schemas.ConnectorView:
    return schemas.ConnectorView(
        name=row.name,
        title=row.title,
        kind=row.kind,
        enabled=row.enabled,
        place=row.place,
        document=row.document,
        revision=row.revision,
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        health=schemas.ConnectorHealthView(
            state=breaker.state_of(health, parts.clock.now()),
            failures=health.failures,
            retry_at=health.retry_at,
            answered_at=health.answered_at,
            failed_at=health.failed_at,
            reason=health.reason,
        ),
    )

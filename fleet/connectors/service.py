"""Connectors as administrators see them: added, changed, removed, listed; each deed is audited."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fleet.accounts import audit
from fleet.connectors import store
from fleet.connectors.breaker import Health
from fleet.connectors.config import CONFIG, TraceRule, placeholders
from fleet.connectors.models import ConnectorHealth, ConnectorRow
from fleet.errors import BadInput, Conflict, NotThere
from provenance.codes.host_rules import HostRule
from provenance.errors import BadRecord

MOST = 100

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an administrator says about a source.

    Attributes:
        document: see `fleet.connectors.config`.
    """

    title: str
    enabled: bool
    place: int
    document: Mapping[str, Any]


def list_all(session: Session) -> Sequence[tuple[ConnectorRow, Health]]:
    """List the sources in the order in which they are asked, and how each does."""
    rows = session.execute(
        select(ConnectorRow, ConnectorHealth)
        .outerjoin(ConnectorHealth, ConnectorHealth.name == ConnectorRow.name)
        .order_by(ConnectorRow.place, ConnectorRow.name)
    )
    return [(row, store.to_health(health)) for row, health in rows]


def get(session: Session, name: str) -> tuple[ConnectorRow, Health]:
    """Find one source.

    Raises:
        NotThere: `connector.unknown`.
    """
    row = session.get(ConnectorRow, name)
    if row is None:
        raise NotThere("connector.unknown", connector=name)
    return row, store.to_health(session.get(ConnectorHealth, name))


def add(session: Session, name: str, draft: Draft, *, by: str, now: datetime) -> ConnectorRow:
    """Add a source.

    Raises:
        BadInput: `connector.invalid` with the field, `connector.too_many`.
        Conflict: `connector.exists`.
    """
    document = _checked(draft)
    if session.get(ConnectorRow, name) is not None:
        raise Conflict("connector.exists", connector=name)
    if (session.scalar(select(func.count()).select_from(ConnectorRow)) or 0) >= MOST:
        raise BadInput("connector.too_many", most=MOST)
    row = ConnectorRow(
        name=name,
        title=draft.title,
        kind=document["kind"],
        enabled=draft.enabled,
        place=draft.place,
        document=document,
        revision=1,
        changed_at=now,
        changed_by=by,
    )
    session.add(row)
    _record(session, "connector.add", row, by=by, now=now)
    return row


def change(
    session: Session, name: str, draft: Draft, *, expected: int, by: str, now: datetime
) -> ConnectorRow:
    """Describe a source anew; what it said under the old description is no longer used.

    Raises:
        BadInput: `connector.invalid` with the field.
        NotThere: `connector.unknown`.
        Conflict: `connector.changed` when somebody else changed it first.
    """
    document = _checked(draft)
    row = session.get(ConnectorRow, name, with_for_update=True)
    if row is None:
        raise NotThere("connector.unknown", connector=name)
    if row.revision != expected:
        raise Conflict("connector.changed", connector=name, revision=row.revision)
    row.title = draft.title
    row.kind = document["kind"]
    row.enabled = draft.enabled
    row.place = draft.place
    row.document = document
    row.revision += 1
    row.changed_at = now
    row.changed_by = by
    health = session.get(ConnectorHealth, name)
    if health is not None:
        # What kept it silent may be what was changed.
        health.failures = 0
        health.retry_at = None
    _record(session, "connector.change", row, by=by, now=now)
    return row


def remove(session: Session, name: str, *, by: str, now: datetime) -> None:
    """Remove a source with all that it said.

    Raises:
        NotThere: `connector.unknown`.
    """
    row, _ = get(session, name)
    session.delete(row)
    _record(session, "connector.remove", row, by=by, now=now)


def trace_rules(session: Session) -> Sequence[HostRule]:
    """List the addresses by which codes of enabled systems are known; a system has its title."""
    rows = session.scalars(
        select(ConnectorRow)
        .where(ConnectorRow.enabled)
        .order_by(ConnectorRow.place, ConnectorRow.name)
    )
    return [rule for row in rows for rule in _rules_of(row)]


def _rules_of(row: ConnectorRow) -> list[HostRule]:
    """Read the rules of a system; of one that can't be read there are none, whoever else has some.

    A row may be of a later release, before this one was put back.
    """
    try:
        return [TraceRule.model_validate(rule).of(row.title) for rule in row.document["trace"]]
    except KeyError:
        return []
    except (ValidationError, BadRecord, TypeError) as error:
        _log.error("the addresses of connector %s can't be read: %s", row.name, error)
        return []


def askable_systems(session: Session) -> tuple[str, ...]:
    """Name the enabled systems that can be asked for their own codes."""
    rows = session.scalars(
        select(ConnectorRow)
        .where(ConnectorRow.enabled)
        .order_by(ConnectorRow.place, ConnectorRow.name)
    )
    titles = (
        row.title
        for row in rows
        if row.kind == "json" and set(placeholders(str(row.document.get("url", "")))) == {"code"}
    )
    return tuple(dict.fromkeys(titles))


def _checked(draft: Draft) -> dict[str, Any]:
    try:
        config = CONFIG.validate_python(draft.document)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput("connector.invalid", field=where, detail=first["msg"][:200]) from error
    document: dict[str, Any] = config.model_dump(mode="json")
    return document


def _record(session: Session, what: str, row: ConnectorRow, *, by: str, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        who=by,
        what=what,
        subject=row.name,
        kind=row.kind,
        enabled=row.enabled,
        revision=row.revision,
    )

"""What is remembered of sources: how they do, and what they said.

Answers are kept for each source up to `MOST_ANSWERS`, the oldest go first, and survive a restart.
One that was given under another description is not used.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from contract import bundle
from fleet.connectors.breaker import TRIAL, Health
from fleet.connectors.dossiers import DOSSIER
from fleet.connectors.models import ConnectorAnswer, ConnectorHealth, ConnectorRow
from fleet.connectors.port import Known, NotKnown, Question
from fleet.db.upsert import dialect_insert

MOST_ANSWERS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What is known of a source before it is asked."""

    health: Health
    answer: Known | NotKnown | None = None


def question_id(question: Question) -> str:
    """Name a question; of a code its address alone tells nothing about who asked."""
    key = question.key
    parts = (
        (key.gtin, key.lot or "", key.serial or "") if key else ("", question.system, question.code)
    )
    return bundle.question_id(*parts)


def remembered(session: Session, row: ConnectorRow, question: Question) -> Remembered:
    """Read what is remembered of a source."""
    health = session.get(ConnectorHealth, row.name)
    answer = session.get(ConnectorAnswer, (row.name, question_id(question)))
    usable = answer is not None and answer.revision == row.revision
    return Remembered(
        health=to_health(health), answer=_to_answer(answer) if answer and usable else None
    )


def to_health(row: ConnectorHealth | None) -> Health:
    """Read how a source does; one that was never asked does well."""
    if row is None:
        return Health()
    return Health(
        failures=row.failures,
        retry_at=row.retry_at,
        answered_at=row.answered_at,
        failed_at=row.failed_at,
        reason=row.reason,
    )


def _to_answer(row: ConnectorAnswer) -> Known | NotKnown | None:
    if row.dossier is None:
        return NotKnown(fetched_at=row.fetched_at)
    try:
        dossier = DOSSIER.validate_python(row.dossier)
    except ValidationError:
        # Another release wrote it; the source is asked again.
        return None
    return Known(dossier=dossier, fetched_at=row.fetched_at)


def take_trial(session: Session, name: str, retry_at: datetime | None, now: datetime) -> bool:
    """Claim the one question that a source on trial is asked; False where another has it."""
    claimed = session.execute(
        update(ConnectorHealth)
        .where(ConnectorHealth.name == name, ConnectorHealth.retry_at == retry_at)
        .values(retry_at=now + TRIAL)
    )
    return bool(getattr(claimed, "rowcount", 0))


def save_health(session: Session, name: str, health: Health) -> None:
    """Store how a source does, unless it was removed meanwhile."""
    if session.get(ConnectorRow, name) is None:
        return
    values: dict[str, Any] = asdict(health)
    statement = dialect_insert(session, ConnectorHealth).values(name=name, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))


def save_answer(
    session: Session,
    name: str,
    revision: int,
    question: Question,
    answer: Known | NotKnown,
    *,
    most: int = MOST_ANSWERS,
) -> None:
    """Store what a source said, unless its description changed meanwhile.

    Args:
        most: how many answers of a source are kept.
    """
    row = session.get(ConnectorRow, name)
    if row is None or row.revision != revision:
        return
    values: dict[str, Any] = {
        "dossier": DOSSIER.dump_python(answer.dossier, mode="json")
        if isinstance(answer, Known)
        else None,
        "revision": revision,
        "fetched_at": answer.fetched_at,
    }
    key = {"name": name, "question": question_id(question)}
    statement = dialect_insert(session, ConnectorAnswer).values(**key, **values)
    session.execute(
        statement.on_conflict_do_update(index_elements=["name", "question"], set_=values)
    )
    _trim(session, name, most)


def _trim(session: Session, name: str, most: int) -> None:
    oldest = session.scalar(
        select(ConnectorAnswer.fetched_at)
        .where(ConnectorAnswer.name == name)
        .order_by(ConnectorAnswer.fetched_at.desc())
        .offset(most)
        .limit(1)
    )
    if oldest is not None:
        session.execute(
            delete(ConnectorAnswer).where(
                ConnectorAnswer.name == name, ConnectorAnswer.fetched_at <= oldest
            )
        )

"""Tables of the connectors: how each is described, how it does, and what it said.

How a source does stands in the database, so that every process leaves a source alone that one of
them found to be down.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document

NAME = String(40)


class ConnectorRow(Base):
    """One source.

    Attributes:
        title: what people call it; the `source` of its dossiers.
        place: sources with a lower place are asked, and believed, first.
        document: `fleet.connectors.config`, without secrets.
        revision: grows with each change.
    """

    __tablename__ = "connector"

    name: Mapped[str] = mapped_column(NAME, primary_key=True)
    title: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(20))
    enabled: Mapped[bool]
    place: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(Document)
    revision: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(120))


class ConnectorHealth(Base):
    """How a source does; see `fleet.connectors.breaker`.

    Attributes:
        failures: in a row.
        retry_at: until then it is left alone.
        reason: why it failed last.
    """

    __tablename__ = "connector_health"

    name: Mapped[str] = mapped_column(
        ForeignKey("connector.name", ondelete="CASCADE"), primary_key=True
    )
    failures: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    failed_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(String(40), default="")


class ConnectorAnswer(Base):
    """What a source said last about one question.

    Attributes:
        question: SHA-256 of what was asked, in hexadecimal.
        dossier: None where it said that it doesn't know the goods.
        revision: of the description by which it was asked.
    """

    __tablename__ = "connector_answer"
    __table_args__ = (Index("ix_connector_answer_age", "name", "fetched_at"),)

    name: Mapped[str] = mapped_column(
        ForeignKey("connector.name", ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[str] = mapped_column(String(64), primary_key=True)
    dossier: Mapped[dict[str, Any] | None] = mapped_column(Document)
    revision: Mapped[int]
    fetched_at: Mapped[datetime]

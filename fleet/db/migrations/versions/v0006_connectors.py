"""Connectors to other systems: how each is described, how it does, what it said."""

import sqlalchemy as sa
from alembic import op

from fleet.db.base import UtcDateTime
from fleet.db.columns import Document

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    _connector()
    _health()
    _answer()


def _connector() -> None:
    op.create_table(
        "connector",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("document", Document, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_connector")),
    )


def _health() -> None:
    op.create_table(
        "connector_health",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", UtcDateTime(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("failed_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["name"],
            ["connector.name"],
            name=op.f("fk_connector_health_name_connector"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_connector_health")),
    )


def _answer() -> None:
    op.create_table(
        "connector_answer",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("dossier", Document, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("fetched_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["name"],
            ["connector.name"],
            name=op.f("fk_connector_answer_name_connector"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("name", "question", name=op.f("pk_connector_answer")),
    )
    op.create_index("ix_connector_answer_age", "connector_answer", ["name", "fetched_at"])

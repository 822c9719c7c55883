"""EPCIS events with their things, keys of partners, what was sent."""

import sqlalchemy as sa
from alembic import op

from fleet.db.base import UtcDateTime
from fleet.db.columns import Document

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    _keys()
    _jobs()
    _events()
    _things()
    _parties()


def _serial() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _keys() -> None:
    op.create_table(
        "partner_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("may_capture", sa.Boolean(), nullable=False),
        sa.Column("may_query", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_key")),
        sa.UniqueConstraint("name", name=op.f("uq_partner_key_name")),
        sa.UniqueConstraint("digest", name=op.f("uq_partner_key_digest")),
    )


def _jobs() -> None:
    op.create_table(
        "capture_job",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("behaviour", sa.String(length=10), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("success", sa.Boolean(), nullable=True),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("stored", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("errors", Document, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture_job")),
    )
    op.create_index("ix_capture_job_age", "capture_job", ["created_at", "id"])


def _events() -> None:
    op.create_table(
        "epcis_event",
        sa.Column("id", _serial(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("declares_error", sa.Boolean(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("type", sa.String(length=30), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=True),
        sa.Column("biz_step", sa.Text(), nullable=True),
        sa.Column("disposition", sa.Text(), nullable=True),
        sa.Column("read_point", sa.Text(), nullable=True),
        sa.Column("biz_location", sa.Text(), nullable=True),
        sa.Column("transformation_id", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("prefixes", Document, nullable=True),
        sa.Column("job", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["job"], ["capture_job.id"], name=op.f("fk_epcis_event_job_capture_job")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_epcis_event")),
        sa.UniqueConstraint("hash", "declares_error", name="uq_epcis_event_hash"),
    )
    for name in ("event_id", "job"):
        op.create_index(op.f(f"ix_epcis_event_{name}"), "epcis_event", [name])
    for name in ("at", "recorded_at"):
        op.create_index(f"ix_epcis_event_{name}", "epcis_event", [name, "id"])
    for name in ("biz_step", "disposition", "read_point", "biz_location"):
        op.create_index(f"ix_epcis_event_{name}", "epcis_event", [name, "at"])


def _of_event(table: str) -> tuple[sa.Column[int], sa.Column[int], sa.ForeignKeyConstraint]:
    return (
        sa.Column("id", _serial(), nullable=False),
        sa.Column("event_id", _serial(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["epcis_event.id"],
            name=op.f(f"fk_{table}_event_id_epcis_event"),
            ondelete="CASCADE",
        ),
    )


def _things() -> None:
    table = "epcis_event_thing"
    op.create_table(
        table,
        *_of_event(table),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_class", sa.Boolean(), nullable=False),
        sa.Column("quantity", sa.String(length=60), nullable=True),
        sa.Column("uom", sa.String(length=3), nullable=False),
        sa.Column("gtin", sa.String(length=14), nullable=True),
        sa.Column("lot", sa.Text(), nullable=True),
        sa.Column("serial", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_event_id"), table, ["event_id"])
    op.create_index(f"ix_{table}_name", table, ["name", "event_id"])
    op.create_index(f"ix_{table}_gtin", table, ["gtin", "event_id"])


def _parties() -> None:
    table = "epcis_event_party"
    op.create_table(
        table,
        *_of_event(table),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_event_id"), table, ["event_id"])
    op.create_index(f"ix_{table}_name", table, ["part", "name", "event_id"])

"""Scans, content, commands and what waits for stations."""

import sqlalchemy as sa
from alembic import op

from fleet.db.base import UtcDateTime
from fleet.db.columns import Document

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, in the order in which they refer to each other."""
    _refused_message()
    _slide()
    _command()
    _desired_state()
    _down_message()
    _outbox()
    _refused_scan()
    _scan()
    _scan_count()
    _slide_station()


def _refused_message() -> None:
    op.create_table(
        "refused_message",
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("leaf", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("first_at", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.String(length=500), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("station_id", "leaf", "code", name=op.f("pk_refused_message")),
    )


def _slide() -> None:
    op.create_table(
        "slide",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("picture_sha256", sa.String(length=64), nullable=False),
        sa.Column("picture_size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("texts", Document, nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.Column("retired_by", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slide")),
    )
    op.create_index(op.f("ix_slide_created_at"), "slide", ["created_at"], unique=False)


def _command() -> None:
    op.create_table(
        "command",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("deadline", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("reply", Document, nullable=True),
        sa.Column("upload", sa.String(length=100), nullable=True),
        sa.Column("uploaded_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_command_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
    )
    op.create_index(op.f("ix_command_changed_at"), "command", ["changed_at"], unique=False)
    op.create_index(
        "ix_command_station_id_created_at", "command", ["station_id", "created_at"], unique=False
    )


def _desired_state() -> None:
    op.create_table(
        "desired_state",
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("configuration", Document, nullable=False),
        sa.Column("slides", Document, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("key_id", sa.String(length=100), nullable=False),
        sa.Column("signature", sa.String(length=200), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("detail", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_desired_state_station_id_station")
        ),
        sa.PrimaryKeyConstraint("station_id", "number", name=op.f("pk_desired_state")),
    )
    op.create_index(
        op.f("ix_desired_state_changed_at"), "desired_state", ["changed_at"], unique=False
    )


def _down_message() -> None:
    op.create_table(
        "down_message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("leaf", sa.String(length=20), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("retained", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_down_message_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_down_message")),
        sa.UniqueConstraint("station_id", "slot", name="uq_down_message_slot"),
    )
    op.create_index(
        "ix_down_message_waiting",
        "down_message",
        ["id"],
        unique=False,
        sqlite_where=sa.text("published_at IS NULL"),
        postgresql_where=sa.text("published_at IS NULL"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("outbox_id", sa.Uuid(), nullable=False),
        sa.Column("through", sa.BigInteger(), nullable=False),
        sa.Column("stored", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_outbox_station_id_station")
        ),
        sa.PrimaryKeyConstraint("station_id", "outbox_id", name=op.f("pk_outbox")),
    )


def _refused_scan() -> None:
    op.create_table(
        "refused_scan",
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("outbox_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.String(length=500), nullable=False),
        sa.Column("event", Document, nullable=True),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_refused_scan_station_id_station")
        ),
        sa.PrimaryKeyConstraint(
            "station_id", "outbox_id", "seq", "fingerprint", name=op.f("pk_refused_scan")
        ),
    )


def _scan() -> None:
    op.create_table(
        "scan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("outbox_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("happened_at", UtcDateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("boot_id", sa.String(length=200), nullable=False),
        sa.Column("monotonic_s", sa.Double(), nullable=False),
        sa.Column("wall", UtcDateTime(), nullable=False),
        sa.Column("clock_trusted", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("valid", sa.Boolean(), nullable=False),
        sa.Column("symbology", sa.String(length=200), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=20), nullable=False),
        sa.Column("reasons", Document, nullable=False),
        sa.Column("decode_ms", sa.Double(), nullable=False),
        sa.Column("frame_to_verdict_ms", sa.Double(), nullable=False),
        sa.Column("code", sa.String(length=500), nullable=True),
        sa.Column("gtin", sa.String(length=14), nullable=True),
        sa.Column("lot", sa.String(length=200), nullable=True),
        sa.Column("serial", sa.String(length=200), nullable=True),
        sa.Column("host", sa.String(length=253), nullable=True),
        sa.Column("via", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_scan_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
        sa.UniqueConstraint("station_id", "event_id", name="uq_scan_event"),
        sa.UniqueConstraint("station_id", "outbox_id", "seq", name="uq_scan_seq"),
    )
    op.create_index(op.f("ix_scan_received_at"), "scan", ["received_at"], unique=False)
    op.create_index("ix_scan_station_id_id", "scan", ["station_id", "id"], unique=False)


def _scan_count() -> None:
    op.create_table(
        "scan_count",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=20), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_scan_count_station_id_station")
        ),
        sa.PrimaryKeyConstraint(
            "day", "station_id", "verdict", "colour", name=op.f("pk_scan_count")
        ),
    )


def _slide_station() -> None:
    op.create_table(
        "slide_station",
        sa.Column("slide_id", sa.String(length=64), nullable=False),
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["slide_id"], ["slide.id"], name=op.f("fk_slide_station_slide_id_slide")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_slide_station_station_id_station")
        ),
        sa.PrimaryKeyConstraint("slide_id", "station_id", name=op.f("pk_slide_station")),
    )
    op.create_index(
        op.f("ix_slide_station_station_id"), "slide_station", ["station_id"], unique=False
    )

"""States of stamps that changed lately, for stations; what is kept of forgotten sightings."""

import sqlalchemy as sa
from alembic import op

from fleet.db.base import UtcDateTime
from fleet.db.columns import Document

revision = "0013"
down_revision = "0012"

ENDED = sa.text("state IN ('sold', 'void', 'replaced', 'suspect')")
CLEARED = sa.text("action = 'clear'")


def upgrade() -> None:
    """Add columns, a table and indexes; no digest is empty, so that every station gets the list."""
    with op.batch_alter_table("station_bundle") as batch:
        batch.add_column(sa.Column("news", Document, nullable=False, server_default="[]"))
        batch.add_column(
            sa.Column("news_sha256", sa.String(length=64), nullable=False, server_default="")
        )
    with op.batch_alter_table("station_bundle") as batch:
        for name in ("news", "news_sha256"):
            batch.alter_column(name, server_default=None)
    op.create_index(
        "ix_registry_stamp_ended",
        "registry_stamp",
        ["fetched_at"],
        sqlite_where=ENDED,
        postgresql_where=ENDED,
    )
    op.create_index(
        "ix_stamp_change_cleared",
        "stamp_change",
        ["at"],
        sqlite_where=CLEARED,
        postgresql_where=CLEARED,
    )
    op.create_index(op.f("ix_stamp_sighting_hour"), "stamp_sighting", ["hour"])
    _stamp_seen()


def _stamp_seen() -> None:
    op.create_table(
        "stamp_seen",
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("scans", sa.BigInteger(), nullable=False),
        sa.Column("first_at", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gtin", "serial"],
            ["registry_stamp.gtin", "registry_stamp.serial"],
            name=op.f("fk_stamp_seen_gtin_serial_registry_stamp"),
        ),
        sa.PrimaryKeyConstraint("gtin", "serial", name=op.f("pk_stamp_seen")),
    )

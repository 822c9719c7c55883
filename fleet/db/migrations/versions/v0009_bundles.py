"""Bundles: what each station should know without the network."""

import sqlalchemy as sa
from alembic import op

from fleet.db.base import UtcDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table; stations get their first bundle as soon as the worker looks."""
    op.create_table(
        "station_bundle",
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("index_sha256", sa.String(length=64), nullable=False),
        sa.Column("index_size", sa.Integer(), nullable=False),
        sa.Column("recalls_sha256", sa.String(length=64), nullable=False),
        sa.Column("recalls_size", sa.Integer(), nullable=False),
        sa.Column("keys_sha256", sa.String(length=64), nullable=False),
        sa.Column("keys_size", sa.Integer(), nullable=False),
        sa.Column("packed_at", UtcDateTime(), nullable=True),
        sa.Column("goods", sa.Integer(), nullable=False),
        sa.Column("lots", sa.Integer(), nullable=False),
        sa.Column("stamps", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_station_bundle_station_id_station")
        ),
        sa.PrimaryKeyConstraint("station_id", name=op.f("pk_station_bundle")),
    )
    with op.batch_alter_table("station_bundle") as batch:
        batch.create_index(batch.f("ix_station_bundle_recalls_sha256"), ["recalls_sha256"])

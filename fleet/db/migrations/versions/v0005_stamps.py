"""Stamps: batches, what was issued, changes, sightings, and what the rules found."""

import sqlalchemy as sa
from alembic import op

from fleet.db.base import UtcDateTime
from fleet.db.columns import Document

revision = "0005"
down_revision = "0004"

GTIN = sa.String(length=14)
NUMBER = sa.String(length=20)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "stamp_progress",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scan_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stamp_progress")),
    )
    _batch()
    _issued()
    _change()
    _hint()
    _sighting()


def _stamp(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["gtin", "serial"],
        ["registry_stamp.gtin", "registry_stamp.serial"],
        name=op.f(f"fk_{table}_gtin_serial_registry_stamp"),
    )


def _batch() -> None:
    op.create_table(
        "stamp_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request", sa.String(length=100), nullable=True),
        sa.Column("gtin", GTIN, nullable=False),
        sa.Column("lot", NUMBER, nullable=True),
        sa.Column("issuer", sa.String(length=100), nullable=False),
        sa.Column("made", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("two_layer", sa.Boolean(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("area", Document, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["gtin"],
            ["registry_trade_item.gtin"],
            name=op.f("fk_stamp_batch_gtin_registry_trade_item"),
        ),
        sa.ForeignKeyConstraint(
            ["issuer"],
            ["registry_party.party_id"],
            name=op.f("fk_stamp_batch_issuer_registry_party"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stamp_batch")),
        sa.UniqueConstraint("request", name=op.f("uq_stamp_batch_request")),
    )
    for column in ("gtin", "issuer"):
        op.create_index(op.f(f"ix_stamp_batch_{column}"), "stamp_batch", [column], unique=False)


def _issued() -> None:
    op.create_table(
        "stamp_issued",
        sa.Column("gtin", GTIN, nullable=False),
        sa.Column("serial", NUMBER, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("secret_salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("replaced_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["stamp_batch.id"], name=op.f("fk_stamp_issued_batch_id_stamp_batch")
        ),
        _stamp("stamp_issued"),
        sa.PrimaryKeyConstraint("gtin", "serial", name=op.f("pk_stamp_issued")),
    )
    name = op.f("ix_stamp_issued_batch_id_position")
    op.create_index(name, "stamp_issued", ["batch_id", "position"], unique=True)


def _change() -> None:
    op.create_table(
        "stamp_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("gtin", GTIN, nullable=False),
        sa.Column("serial", NUMBER, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _stamp("stamp_change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stamp_change")),
    )
    name = op.f("ix_stamp_change_gtin_serial")
    op.create_index(name, "stamp_change", ["gtin", "serial"], unique=False)


def _hint() -> None:
    op.create_table(
        "stamp_hint",
        sa.Column("gtin", GTIN, nullable=False),
        sa.Column("serial", NUMBER, nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("suspect", sa.Boolean(), nullable=False),
        sa.Column("params", Document, nullable=False),
        sa.Column("first_at", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.Column("cleared_at", UtcDateTime(), nullable=True),
        _stamp("stamp_hint"),
        sa.PrimaryKeyConstraint("gtin", "serial", "code", name=op.f("pk_stamp_hint")),
    )
    op.create_index(op.f("ix_stamp_hint_last_at"), "stamp_hint", ["last_at"], unique=False)


def _sighting() -> None:
    op.create_table(
        "stamp_sighting",
        sa.Column("gtin", GTIN, nullable=False),
        sa.Column("serial", NUMBER, nullable=False),
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("clock_trusted", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("first_at", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("ward", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_stamp_sighting_station_id_station")
        ),
        _stamp("stamp_sighting"),
        sa.PrimaryKeyConstraint(
            "gtin",
            "serial",
            "station_id",
            "hour",
            "clock_trusted",
            name=op.f("pk_stamp_sighting"),
        ),
        sqlite_with_rowid=False,
    )

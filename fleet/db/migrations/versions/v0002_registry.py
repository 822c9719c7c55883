"""The registry of goods."""

import sqlalchemy as sa
from alembic import op

from fleet.db.base import UtcDateTime
from fleet.db.columns import Document

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, in the order in which they refer to each other."""
    _registry_party()
    _registry_source()
    _registry_trade_item()
    _registry_certificate()
    _registry_lot()
    _registry_promotion()
    _registry_recall()
    _registry_stamp()
    _registry_step()


def _registry_party() -> None:
    op.create_table(
        "registry_party",
        sa.Column("party_id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("party_id", name=op.f("pk_registry_party")),
    )


def _registry_source() -> None:
    op.create_table(
        "registry_source",
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("source_time", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_registry_source")),
    )


def _registry_trade_item() -> None:
    op.create_table(
        "registry_trade_item",
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("name_vi", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("net_content", sa.Text(), nullable=False),
        sa.Column("origin_vi", sa.Text(), nullable=False),
        sa.Column("origin_en", sa.Text(), nullable=False),
        sa.Column("producer", sa.String(length=100), nullable=True),
        sa.Column("picture_sha256", sa.String(length=64), nullable=True),
        sa.Column("shelf_life", sa.Text(), nullable=False),
        sa.Column("standards", Document, nullable=False),
        sa.Column("safety_warnings", Document, nullable=False),
        sa.ForeignKeyConstraint(
            ["producer"],
            ["registry_party.party_id"],
            name=op.f("fk_registry_trade_item_producer_registry_party"),
        ),
        sa.ForeignKeyConstraint(
            ["source"],
            ["registry_source.source"],
            name=op.f("fk_registry_trade_item_source_registry_source"),
        ),
        sa.PrimaryKeyConstraint("gtin", name=op.f("pk_registry_trade_item")),
    )


def _registry_certificate() -> None:
    op.create_table(
        "registry_certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("lot", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["gtin"],
            ["registry_trade_item.gtin"],
            name=op.f("fk_registry_certificate_gtin_registry_trade_item"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_certificate")),
        sa.UniqueConstraint(
            "gtin",
            "lot",
            "kind",
            "number",
            name=op.f("uq_registry_certificate_gtin_lot_kind_number"),
        ),
    )
    op.create_index(
        op.f("ix_registry_certificate_valid_until"),
        "registry_certificate",
        ["valid_until"],
        unique=False,
    )


def _registry_lot() -> None:
    op.create_table(
        "registry_lot",
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("lot", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("harvested", sa.Date(), nullable=True),
        sa.Column("produced", sa.Date(), nullable=True),
        sa.Column("packed", sa.Date(), nullable=True),
        sa.Column("best_before", sa.Date(), nullable=True),
        sa.Column("use_by", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gtin"],
            ["registry_trade_item.gtin"],
            name=op.f("fk_registry_lot_gtin_registry_trade_item"),
        ),
        sa.PrimaryKeyConstraint("gtin", "lot", name=op.f("pk_registry_lot")),
    )


def _registry_promotion() -> None:
    op.create_table(
        "registry_promotion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("lot", sa.String(length=20), nullable=False),
        sa.Column("text_vi", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("sponsor", sa.String(length=100), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gtin"],
            ["registry_trade_item.gtin"],
            name=op.f("fk_registry_promotion_gtin_registry_trade_item"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_promotion")),
        sa.UniqueConstraint(
            "gtin",
            "lot",
            "sponsor",
            "valid_from",
            name=op.f("uq_registry_promotion_gtin_lot_sponsor_valid_from"),
        ),
    )


def _registry_recall() -> None:
    op.create_table(
        "registry_recall",
        sa.Column("recall_id", sa.String(length=100), nullable=False),
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("lot", sa.String(length=20), nullable=True),
        sa.Column("reason_vi", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("hotline", sa.Text(), nullable=False),
        sa.Column("action_vi", sa.Text(), nullable=True),
        sa.Column("action_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["gtin"],
            ["registry_trade_item.gtin"],
            name=op.f("fk_registry_recall_gtin_registry_trade_item"),
        ),
        sa.PrimaryKeyConstraint("recall_id", name=op.f("pk_registry_recall")),
    )
    op.create_index(op.f("ix_registry_recall_gtin"), "registry_recall", ["gtin"], unique=False)


def _registry_stamp() -> None:
    op.create_table(
        "registry_stamp",
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("issuer", sa.String(length=100), nullable=False),
        sa.Column("lot", sa.String(length=20), nullable=True),
        sa.Column("activated_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("note_vi", sa.Text(), nullable=True),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["gtin"],
            ["registry_trade_item.gtin"],
            name=op.f("fk_registry_stamp_gtin_registry_trade_item"),
        ),
        sa.ForeignKeyConstraint(
            ["issuer"],
            ["registry_party.party_id"],
            name=op.f("fk_registry_stamp_issuer_registry_party"),
        ),
        sa.PrimaryKeyConstraint("gtin", "serial", name=op.f("pk_registry_stamp")),
    )
    op.create_index(
        op.f("ix_registry_stamp_gtin_lot"), "registry_stamp", ["gtin", "lot"], unique=False
    )
    op.create_index(op.f("ix_registry_stamp_state"), "registry_stamp", ["state"], unique=False)


def _registry_step() -> None:
    op.create_table(
        "registry_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("lot", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("biz_step", sa.String(length=100), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("party", sa.String(length=100), nullable=True),
        sa.Column("note_vi", sa.Text(), nullable=True),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["gtin"],
            ["registry_trade_item.gtin"],
            name=op.f("fk_registry_step_gtin_registry_trade_item"),
        ),
        sa.ForeignKeyConstraint(
            ["party"],
            ["registry_party.party_id"],
            name=op.f("fk_registry_step_party_registry_party"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_step")),
        sa.UniqueConstraint(
            "gtin", "lot", "at", "biz_step", name=op.f("uq_registry_step_gtin_lot_at_biz_step")
        ),
    )

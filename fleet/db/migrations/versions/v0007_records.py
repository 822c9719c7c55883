"""Places, keys of issuers, whole recalls and certificates, where rows come from, and imports."""

import unicodedata
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from fleet.db.base import UtcDateTime
from fleet.db.columns import Document

revision = "0007"
down_revision = "0006"

SOURCED = (
    "registry_certificate",
    "registry_lot",
    "registry_party",
    "registry_promotion",
    "registry_recall",
    "registry_stamp",
    "registry_step",
)


def upgrade() -> None:
    """Make the tables, then the columns, then fill the columns from what is known."""
    _registry_location()
    _registry_issuer_key()
    _registry_import()
    for table in SOURCED:
        op.add_column(table, sa.Column("source", sa.String(length=100), nullable=True))
    for table in (*SOURCED, "registry_trade_item"):
        for column in ("source_time", "fetched_at"):
            op.add_column(table, sa.Column(column, UtcDateTime(), nullable=True))
    _registry_party()
    for table in ("registry_trade_item", "registry_recall", "registry_certificate"):
        op.add_column(table, _text("folded"))
    op.create_index(op.f("ix_registry_trade_item_producer"), "registry_trade_item", ["producer"])
    _registry_recall()
    _registry_certificate()
    _fill(op.get_bind())


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    kind = sa.Text() if length is None else sa.String(length=length)
    return sa.Column(name, kind, nullable=False, server_default="")


def _sourced() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("source", sa.String(length=100), nullable=True),
        sa.Column("source_time", UtcDateTime(), nullable=True),
        sa.Column("fetched_at", UtcDateTime(), nullable=True),
    )


def _registry_location() -> None:
    op.create_table(
        "registry_location",
        sa.Column("location_id", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("gln", sa.String(length=13), nullable=False),
        sa.Column("party", sa.String(length=100), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        *_sourced(),
        sa.ForeignKeyConstraint(
            ["party"],
            ["registry_party.party_id"],
            name=op.f("fk_registry_location_party_registry_party"),
        ),
        sa.PrimaryKeyConstraint("location_id", name=op.f("pk_registry_location")),
    )
    for column in ("gln", "party"):
        op.create_index(op.f(f"ix_registry_location_{column}"), "registry_location", [column])


def _registry_issuer_key() -> None:
    op.create_table(
        "registry_issuer_key",
        sa.Column("kid", sa.String(length=64), nullable=False),
        sa.Column("party", sa.String(length=100), nullable=False),
        sa.Column("algorithm", sa.String(length=20), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=False),
        sa.Column("not_after", sa.Date(), nullable=False),
        sa.Column("prefixes", Document, nullable=False),
        sa.Column("revoked_at", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *_sourced(),
        sa.ForeignKeyConstraint(
            ["party"],
            ["registry_party.party_id"],
            name=op.f("fk_registry_issuer_key_party_registry_party"),
        ),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_registry_issuer_key")),
    )
    op.create_index(op.f("ix_registry_issuer_key_party"), "registry_issuer_key", ["party"])


def _registry_import() -> None:
    op.create_table(
        "registry_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("rows", "done", "added", "changed", "unchanged")
        ),
        sa.Column("error_count", sa.Integer(), nullable=False),
        sa.Column("warning_count", sa.Integer(), nullable=False),
        sa.Column("errors", Document, nullable=False),
        sa.Column("warnings", Document, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_import")),
    )
    op.create_index(op.f("ix_registry_import_created_at"), "registry_import", ["created_at"])


def _registry_party() -> None:
    table = "registry_party"
    for column in (
        _text("gln", 13),
        _text("tax_code", 13),
        _text("establishment_code", 100),
        _text("chain"),
        _text("folded"),
    ):
        op.add_column(table, column)
    for name in ("gln", "tax_code", "establishment_code"):
        op.create_index(op.f(f"ix_registry_party_{name}"), table, [name])


def _registry_recall() -> None:
    with op.batch_alter_table("registry_recall") as batch:
        batch.alter_column("gtin", existing_type=sa.String(length=14), nullable=True)
        for name in ("serial_from", "serial_to"):
            batch.add_column(sa.Column(name, sa.String(length=20), nullable=True))
        batch.add_column(sa.Column("party", sa.String(length=100), nullable=True))
        batch.add_column(_text("recall_class", 20))
        batch.add_column(sa.Column("lifted_at", UtcDateTime(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_registry_recall_party_registry_party"),
            "registry_party",
            ["party"],
            ["party_id"],
        )
        batch.create_index(op.f("ix_registry_recall_party"), ["party"])


def _registry_certificate() -> None:
    table = "registry_certificate"
    columns = {
        "party": ("registry_party", "party_id"),
        "location": ("registry_location", "location_id"),
    }
    with op.batch_alter_table(table) as batch:
        batch.add_column(_text("subject", 110))
        batch.add_column(
            sa.Column("scope", sa.String(length=20), nullable=False, server_default="product")
        )
        batch.add_column(
            sa.Column("state", sa.String(length=20), nullable=False, server_default="issued")
        )
        for name in columns:
            batch.add_column(sa.Column(name, sa.String(length=100), nullable=True))
    op.execute(
        "UPDATE registry_certificate SET"
        " scope = CASE lot WHEN '' THEN 'product' ELSE 'lot' END,"
        " subject = CASE lot WHEN '' THEN 'product:' || gtin ELSE 'lot:' || gtin || '/' || lot END"
    )
    with op.batch_alter_table(table) as batch:
        batch.alter_column("gtin", existing_type=sa.String(length=14), nullable=True)
        batch.drop_constraint(op.f("uq_registry_certificate_gtin_lot_kind_number"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_registry_certificate_subject_kind_number"), ["subject", "kind", "number"]
        )
        for name, (target, key) in columns.items():
            batch.create_foreign_key(
                op.f(f"fk_registry_certificate_{name}_{target}"), target, [name], [key]
            )
        for name in ("gtin", *columns):
            batch.create_index(op.f(f"ix_registry_certificate_{name}"), [name])


def _fill(connection: sa.Connection) -> None:
    """Fill what a search looks through, for the rows that an older release stored."""
    for table, key, names in (
        ("registry_party", "party_id", ("party_id", "name", "address", "phone")),
        ("registry_trade_item", "gtin", ("gtin", "name_vi", "name_en", "brand", "category")),
        ("registry_recall", "recall_id", ("recall_id", "gtin", "lot", "reason_vi", "authority")),
        ("registry_certificate", "id", ("number", "issuer", "subject")),
    ):
        columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in (key, *names, "folded")]
        rows = sa.table(table, *dict.fromkeys(columns))
        _fold_rows(connection, rows, key, names, _fold)


def _fold_rows(
    connection: sa.Connection,
    rows: sa.TableClause,
    key: str,
    names: tuple[str, ...],
    fold: Callable[[str], str],
) -> None:
    wanted = [rows.c[name] for name in dict.fromkeys((key, *names))]
    for row in connection.execute(sa.select(*wanted)).mappings().all():
        folded = fold(" ".join(str(row[name] or "") for name in names))
        connection.execute(
            sa.update(rows).where(rows.c[key] == row[key]).values({"folded": folded})
        )


def _fold(text: str) -> str:
    """Fold as this release does, whatever a later one does."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))

"""Presence, timeline, alerts, health history, marks of processes, and keys to sort stations by."""

import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

from fleet.db.base import UtcDateTime
from fleet.db.columns import Document

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables, then the columns, then fill the columns from what is known."""
    _alert()
    _health()
    _marks()
    _station_event()
    _station()
    _station_latest()
    op.add_column("command", sa.Column("arguments", Document, nullable=True))
    with op.batch_alter_table("scan") as batch:
        batch.create_index("ix_scan_day", ["day"], unique=False, postgresql_using="brin")
    with op.batch_alter_table("desired_state") as batch:
        batch.create_index(
            "ix_desired_state_refused",
            ["station_id", "number"],
            unique=False,
            sqlite_where=sa.text("status = 'refused'"),
            postgresql_where=sa.text("status = 'refused'"),
        )
    if op.get_bind().dialect.name == "sqlite":
        # Counters of a day then lie together with their numbers.
        whole = {"sqlite_with_rowid": False}
        with op.batch_alter_table("scan_count", recreate="always", table_kwargs=whole):
            pass
    # Health comes again within a minute by itself.
    _fill_stations(op.get_bind())
    _fill_latest(op.get_bind())


def _alert() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=30), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("acknowledged_at", UtcDateTime(), nullable=True),
        sa.Column("acknowledged_by", sa.String(length=100), nullable=True),
        sa.Column("comment", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_alert_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    for column in ("station_id", "changed_at", "closed_at"):
        op.create_index(op.f(f"ix_alert_{column}"), "alert", [column], unique=False)
    is_open = sa.text("closed_at IS NULL")
    for name, columns in (
        ("uq_alert_open", ["station_id", "cause"]),
        ("ix_alert_open_since", ["opened_at", "station_id", "cause"]),
    ):
        op.create_index(
            name,
            "alert",
            columns,
            unique=name.startswith("uq_"),
            sqlite_where=is_open,
            postgresql_where=is_open,
        )


def _health() -> None:
    op.create_table(
        "health_probe",
        sa.Column("id", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_probe")),
        sa.UniqueConstraint("name", name=op.f("uq_health_probe_name")),
    )
    op.create_table(
        "station_health",
        sa.Column("hour", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("second", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_station_health_station_id_station")
        ),
        sa.PrimaryKeyConstraint("hour", "station_id", "second", name=op.f("pk_station_health")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "station_health_hour",
        sa.Column("block", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_station_health_hour_station_id_station")
        ),
        sa.PrimaryKeyConstraint("block", "station_id", "hour", name=op.f("pk_station_health_hour")),
        sqlite_with_rowid=False,
    )


def _marks() -> None:
    op.create_table(
        "process_mark",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name", "role", name=op.f("pk_process_mark")),
    )
    op.create_table(
        "job_mark",
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("reached", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_job_mark")),
    )


def _station_event() -> None:
    op.create_table(
        "station_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=True),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("detail", sa.String(length=500), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("command_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_station_event_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station_event")),
    )
    op.create_index(op.f("ix_station_event_at"), "station_event", ["at"], unique=False)
    op.create_index(
        "ix_station_event_station_id_id", "station_event", ["station_id", "id"], unique=False
    )


def _station() -> None:
    with op.batch_alter_table("station") as batch:
        for column in ("name_key", "market_key", "ward_key"):
            batch.add_column(sa.Column(column, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("station") as batch:
        for column in ("name_key", "market_key", "ward_key"):
            batch.create_index(f"ix_station_{column}_id", [column, "id"], unique=False)
        batch.create_index(op.f("ix_station_created_at"), ["created_at"], unique=False)
        batch.drop_index(op.f("ix_station_market"))
        batch.create_index("ix_station_market_ward", ["market", "ward"], unique=False)
        batch.create_index(
            "ix_station_revoked_at",
            ["revoked_at", "id"],
            unique=False,
            sqlite_where=sa.text("revoked_at IS NOT NULL"),
            postgresql_where=sa.text("revoked_at IS NOT NULL"),
        )


def _station_latest() -> None:
    with op.batch_alter_table("station_latest") as batch:
        batch.add_column(
            sa.Column("status", sa.String(length=20), nullable=False, server_default="never")
        )
        for moment in (
            "status_at",
            "gone_at",
            "health_at",
            "recorded_at",
            "healthy_at",
            "camera_at",
        ):
            batch.add_column(sa.Column(moment, UtcDateTime(), nullable=True))
        batch.add_column(sa.Column("software", sa.String(length=100), nullable=True))
        batch.add_column(sa.Column("healthy", sa.Boolean(), nullable=True))
        batch.add_column(sa.Column("camera", sa.Boolean(), nullable=True))
        batch.add_column(sa.Column("outbox_depth", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("station_latest") as batch:
        for column in ("status_at", "gone_at", "healthy", "camera"):
            batch.create_index(op.f(f"ix_station_latest_{column}"), [column], unique=False)
        batch.create_index(
            "ix_station_latest_status_last_seen", ["status", "last_seen"], unique=False
        )
        batch.create_index(
            "ix_station_latest_narrow",
            ["station_id", "status", "last_seen", "healthy", "software"],
            unique=False,
        )


def _fill_stations(connection: sa.Connection) -> None:
    station = sa.table(
        "station",
        *(sa.column(name, sa.Text()) for name in ("id", "name", "market", "ward")),
        *(sa.column(name, sa.Text()) for name in ("name_key", "market_key", "ward_key")),
    )
    columns = (station.c.id, station.c.name, station.c.market, station.c.ward)
    for row in connection.execute(sa.select(*columns)).all():
        connection.execute(
            sa.update(station)
            .where(station.c.id == row.id)
            .values(
                name_key=_fold(row.name),
                market_key=_fold(row.market),
                ward_key=_ward_key(row.ward),
            )
        )


def _fill_latest(connection: sa.Connection) -> None:
    latest = sa.table(
        "station_latest",
        sa.column("station_id", sa.Text()),
        sa.column("online", sa.Boolean()),
        sa.column("last_seen", UtcDateTime()),
        sa.column("birth", Document),
        sa.column("status", sa.Text()),
        sa.column("status_at", UtcDateTime()),
        sa.column("software", sa.Text()),
    )
    rows = sa.select(latest.c.station_id, latest.c.online, latest.c.last_seen, latest.c.birth)
    for row in connection.execute(rows).all():
        if row.last_seen is None:
            continue
        values: dict[str, Any] = {
            "status": "online" if row.online else "offline",
            "status_at": row.last_seen,
            "software": (row.birth or {}).get("software"),
        }
        connection.execute(
            sa.update(latest).where(latest.c.station_id == row.station_id).values(values)
        )


def _fold(text: str) -> str:
    """Fold as this release does, whatever a later one does."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _ward_key(text: str) -> str:
    """Leave out the kind of a ward, as this release does; Phương Liệt begins with none."""
    name = " ".join(unicodedata.normalize("NFC", text).lower().split())
    kinds = ("phuong ", "xa ") if name.isascii() else ("phường ", "xã ")
    for kind in kinds:
        if name.startswith(kind):
            return _fold(name.removeprefix(kind))
    return _fold(name)

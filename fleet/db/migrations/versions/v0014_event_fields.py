"""Fields of events beside those with columns of their own, by which queries find them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

TABLE = "epcis_event_field"


def upgrade() -> None:
    """Make the table; events that were stored before aren't found by these fields."""
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        TABLE,
        sa.Column("id", serial, nullable=False),
        sa.Column("event_id", serial, nullable=False),
        sa.Column("scope", sa.String(length=30), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("number", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["epcis_event.id"],
            name=op.f(f"fk_{TABLE}_event_id_epcis_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_event_id"), TABLE, ["event_id"])
    op.create_index(f"ix_{TABLE}_text", TABLE, ["name", "text", "event_id"])
    op.create_index(f"ix_{TABLE}_number", TABLE, ["name", "number", "event_id"])

"""Rules for codes of other systems, establishments and answers in the bundles of stations."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns; no digest is empty, so that every station gets the rules at once."""
    with op.batch_alter_table("station_bundle") as batch:
        batch.add_column(
            sa.Column("rules_sha256", sa.String(length=64), nullable=False, server_default="")
        )
        for name in ("rules_size", "establishments", "answers"):
            batch.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("station_bundle") as batch:
        for name in ("rules_sha256", "rules_size", "establishments", "answers"):
            batch.alter_column(name, server_default=None)

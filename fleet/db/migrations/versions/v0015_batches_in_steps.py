"""How far a batch of stamps is stored."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns; what is there was issued whole."""
    with op.batch_alter_table("stamp_batch") as batch:
        batch.add_column(
            sa.Column("state", sa.String(length=10), nullable=False, server_default="issued")
        )
        batch.add_column(sa.Column("wanted", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("stamp_batch") as batch:
        batch.alter_column("state", server_default=None)

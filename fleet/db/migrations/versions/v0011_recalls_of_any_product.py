"""Recalls of products that aren't registered."""

from alembic import op

revision = "0011"
down_revision = "0010"

FOREIGN_KEY = "fk_registry_recall_gtin_registry_trade_item"


def upgrade() -> None:
    """Let a recall name any product."""
    with op.batch_alter_table("registry_recall") as batch:
        batch.drop_constraint(batch.f(FOREIGN_KEY), type_="foreignkey")

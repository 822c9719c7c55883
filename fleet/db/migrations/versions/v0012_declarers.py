"""Who declared an event wrong, so that nobody's declaration stands in the way of another's."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

EVENT = "epcis_event"
UNIQUE = "uq_epcis_event_hash"


def upgrade() -> None:
    """Add the column; declarations that came before name the partners that sent them."""
    with op.batch_alter_table(EVENT) as batch:
        batch.add_column(
            sa.Column("declared_by", sa.String(length=120), nullable=False, server_default="")
        )
        batch.drop_constraint(UNIQUE, type_="unique")
        batch.create_unique_constraint(UNIQUE, ["hash", "declares_error", "declared_by"])
    with op.batch_alter_table(EVENT) as batch:
        batch.alter_column("declared_by", server_default=None)
    event = sa.table(EVENT, *map(sa.column, ("declares_error", "declared_by", "job")))
    job = sa.table("capture_job", sa.column("id"), sa.column("who"))
    who = sa.select(job.c.who).where(job.c.id == event.c.job, job.c.who.startswith("partner:"))
    declared = event.c.declares_error.is_(sa.true()) & event.c.job.is_not(None)
    partner = sa.func.coalesce(who.scalar_subquery(), "")
    op.execute(event.update().where(declared).values(declared_by=partner))

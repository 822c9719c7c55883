"""What Alembic runs for each command: on the connection that `fleet.db.migrate` hands over.

Batch mode lets SQLite, which can't alter a table, copy it instead.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON

from fleet.db.base import UtcDateTime


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:  # noqa: ANN401 - Alembic's own
    """Write our own column types by their names."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen.imports.add("from fleet.db.base import UtcDateTime")
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from fleet.db.columns import Document")
        return "Document"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    render_item=render_item,
    transaction_per_migration=False,
)
context.run_migrations()

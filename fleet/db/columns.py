"""Column types that several rooms use."""

from sqlalchemy import JSON
from sqlalchemy.dialects.postgresql import JSONB

Document = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""A JSON value that is read whole; what is searched has a column of its own.

PostgreSQL refuses the character U+0000 in it, as in every text.
"""

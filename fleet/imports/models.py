"""The table of imports: a file that somebody uploaded, what was found in it, what became of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document


class ImportState(StrEnum):
    """How far an import has come."""

    CHECKING = "checking"
    READY = "ready"
    """Checked without an error; nothing is stored until somebody says so."""
    REFUSED = "refused"
    """It has errors; nothing of it will be stored."""
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"
    """It was interrupted, or what it refers to changed meanwhile; nothing of it was stored."""


class ImportRow(Base):
    """One uploaded file.

    Attributes:
        changed_at: when its state or its progress last changed; a job whose process died is known
            by it.
        rows: rows of data in the file, as far as it has been read.
        done: of these, how many the present state has worked on.
        errors: the first errors, as `fleet.imports.findings.Finding` says; `error_count` are all.
        content: the file, until it is applied or refused.
    """

    __tablename__ = "registry_import"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    source: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(index=True)
    created_by: Mapped[str] = mapped_column(String(120))
    changed_at: Mapped[datetime]
    code: Mapped[str] = mapped_column(String(60), default="")
    detail: Mapped[str] = mapped_column(Text, default="")
    rows: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    error_count: Mapped[int] = mapped_column(default=0)
    warning_count: Mapped[int] = mapped_column(default=0)
    errors: Mapped[list[dict[str, Any]]] = mapped_column(Document, default_factory=list)
    warnings: Mapped[list[dict[str, Any]]] = mapped_column(Document, default_factory=list)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, default=None, deferred=True)

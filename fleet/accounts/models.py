"""Tables of the people: users, their sessions, failed sign-ins, and the audit log."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document


class Role(StrEnum):
    """What somebody may do; each role includes those that stand before it."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


class User(Base):
    """Somebody who may sign in."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]


class UserSession(Base):
    """One browser that signed in; of its token only the SHA-256 is kept.

    Attributes:
        expires_at: the absolute end; the idle time-out counts from `last_seen_at`.
    """

    __tablename__ = "user_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Attempts(Base):
    """Failed attempts of one kind by one key, for the delay before the next.

    Attributes:
        key: what is counted, e.g. `sign_in:{name}:{address}`, as SHA-256.
    """

    __tablename__ = "attempts"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)


class AuditEntry(Base):
    """One thing that somebody did; rows are only ever added.

    Attributes:
        who: name of the account, `station:{id}`, or `command line`.
        what: stable name of the deed, e.g. `station.add`.
        subject: what it was done to, e.g. a station id.
    """

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str] = mapped_column(String(120), index=True)
    what: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(120))
    detail: Mapped[dict[str, Any]] = mapped_column(Document, default_factory=dict)

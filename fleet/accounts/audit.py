"""Writes the audit log, in the transaction of the deed itself."""

from datetime import datetime

from sqlalchemy.orm import Session

from fleet.accounts.models import AuditEntry


def record(
    session: Session, *, at: datetime, who: str, what: str, subject: str, **detail: object
) -> None:
    """Add an entry; it is stored if and only if the deed is.

    Args:
        who: name of the account, `station:{id}`, or `command line`.
        what: stable name of the deed, e.g. `station.add`.
        subject: what it was done to, e.g. a station id.
        detail: JSON values, no secrets.
    """
    session.add(AuditEntry(at=at, who=who, what=what, subject=subject, detail=detail))

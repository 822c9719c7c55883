"""Keys that partners' machines show: made once, kept as digests, revoked for good.

A key has 256 random bits, so that its plain SHA-256 can't be turned back, and looking one up by its
digest tells nobody anything by the time that it takes.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from fleet.accounts import audit
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.epcis.models import PartnerKey
from fleet.errors import BadInput, Conflict, Denied, NotAuthentic, NotThere

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
_KEY = re.compile(r"tqp_[A-Za-z0-9_-]{43}")


class Scope(StrEnum):
    """What a key is good for."""

    CAPTURE = "capture"
    QUERY = "query"


class KeyState(StrEnum):
    """Whether a key is still good for anything."""

    GOOD = "good"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Whose machine it is."""

    name: str
    scopes: frozenset[Scope]

    def require(self, scope: Scope) -> None:
        """Make sure that the key is good for something.

        Raises:
            Denied: `partner.scope`.
        """
        if scope not in self.scopes:
            raise Denied("partner.scope", needed=scope, partner=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A key, for lists."""

    partner: Partner
    created_at: datetime
    created_by: str
    revoked_at: datetime | None


class PartnerKeys:
    """Everything about keys of partners; may be shared by threads."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str, scopes: frozenset[Scope], *, by: str) -> str:
        """Make a key and give it; nobody can read it later.

        Raises:
            BadInput: `partner.name` or `partner.no_scope`.
            Conflict: `partner.exists`.
        """
        if not _NAME.fullmatch(name):
            raise BadInput("partner.name", name=name[:100])
        if not scopes:
            raise BadInput("partner.no_scope")
        key = f"tqp_{secrets.token_urlsafe(32)}"
        now = self._clock.now()
        with self._database.write() as session:
            if session.scalar(select(PartnerKey.id).where(PartnerKey.name == name)) is not None:
                raise Conflict("partner.exists", name=name)
            session.add(
                PartnerKey(
                    name=name,
                    digest=_digest(key),
                    may_capture=Scope.CAPTURE in scopes,
                    may_query=Scope.QUERY in scopes,
                    created_at=now,
                    created_by=by,
                )
            )
            said = ",".join(sorted(scopes))
            audit.record(session, at=now, who=by, what="partner.add", subject=name, scopes=said)
        return key

    def revoke(self, name: str, *, by: str) -> None:
        """Make a key worthless from the next request on.

        Raises:
            NotThere: `partner.unknown`.
        """
        now = self._clock.now()
        with self._database.write() as session:
            row = session.scalar(select(PartnerKey).where(PartnerKey.name == name))
            if row is None or row.revoked_at is not None:
                raise NotThere("partner.unknown", name=name[:100])
            row.revoked_at = now
            audit.record(session, at=now, who=by, what="partner.revoke", subject=name)

    def known(self) -> tuple[Known, ...]:
        """List all keys by name, revoked ones too."""
        with self._database.read() as session:
            rows = session.scalars(select(PartnerKey).order_by(PartnerKey.name))
            return tuple(map(_known, rows))

    def page(
        self, *, text: str, state: KeyState | None, behind: str, limit: int
    ) -> tuple[Known, ...]:
        """List keys by name, behind a name, with a text in theirs."""
        query = select(PartnerKey).where(
            PartnerKey.name > behind, PartnerKey.name.contains(text.lower(), autoescape=True)
        )
        if state is not None:
            good = PartnerKey.revoked_at.is_(None)
            query = query.where(good if state is KeyState.GOOD else ~good)
        with self._database.read() as session:
            return tuple(map(_known, session.scalars(query.order_by(PartnerKey.name).limit(limit))))

    def whose(self, key: str) -> Partner:
        """Tell whose key it is.

        Raises:
            NotAuthentic: `partner.key`.
        """
        if not _KEY.fullmatch(key):
            raise NotAuthentic("partner.key")
        with self._database.read() as session:
            row = session.scalar(select(PartnerKey).where(PartnerKey.digest == _digest(key)))
            if row is None or row.revoked_at is not None:
                raise NotAuthentic("partner.key")
            return _partner(row)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _partner(row: PartnerKey) -> Partner:
    may = ((Scope.CAPTURE, row.may_capture), (Scope.QUERY, row.may_query))
    return Partner(name=row.name, scopes=frozenset(scope for scope, has in may if has))


def _known(row: PartnerKey) -> Known:
    return Known(
        partner=_partner(row),
        created_at=row.created_at,
        created_by=row.created_by,
        revoked_at=row.revoked_at,
    )

"""People who sign in to the console: accounts, sessions and what a session may do.

Facts: Argon2id with the parameters of RFC 9106's second recommendation takes about 124 ms and
64 MiB on two cores, so few run at once. A session is a row, looked up at each request, so that a
changed role or a sign-out holds at once. Cookies and CSRF are the API's affair.
"""

import hashlib
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from fleet.accounts import audit
from fleet.accounts.attempts import Limit, Throttle, address_key
from fleet.accounts.models import Role, User, UserSession
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, NotAuthentic, NotThere, Unavailable

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
TOUCH_AFTER = timedelta(minutes=1)
"""How stale `last_seen_at` may be, so that reading a page isn't a write."""
SHORTEST_PASSWORD = 10
ADVISED_PASSWORD = 15
LONGEST_PASSWORD = 256
HASHES_AT_ONCE = 2
HASH_WAIT_S = 5.0

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{0,62}[a-z0-9])?")
_BY_ACCOUNT = Limit("sign_in", free=3)
_BY_ADDRESS = Limit("sign_in", free=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Somebody who is signed in.

    Attributes:
        expires_at: when this session ends at the latest.
    """

    user_id: int
    name: str
    role: Role
    expires_at: datetime

    def may(self, role: Role) -> bool:
        """Tell whether this role includes another."""
        order = list(Role)
        return order.index(self.role) >= order.index(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A new session: its token is known to the browser alone."""

    token: str
    principal: Principal


class Accounts:
    """Everything about people; may be shared by threads, blocks while it hashes.

    Args:
        hasher: absent means the strength of production.
    """

    def __init__(
        self, database: Database, clock: Clock, hasher: PasswordHasher | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._throttle = Throttle(database, clock)
        self._slots = threading.BoundedSemaphore(HASHES_AT_ONCE)
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    def create_user(self, name: str, password: str, role: Role, *, by: str) -> None:
        """Make an account.

        Raises:
            BadInput: `user.name`, `password.short` or `password.long`.
            Conflict: `user.exists`.
        """
        name = _checked_name(name)
        password_hash = self._hash(password)
        now = self._clock.now()
        with self._database.write() as session:
            if _find(session, name) is not None:
                raise Conflict("user.exists", name=name)
            session.add(User(name=name, password_hash=password_hash, role=role, created_at=now))
            audit.record(session, at=now, who=by, what="user.add", subject=name, role=role)

    def set_role(self, name: str, role: Role, *, by: str) -> None:
        """Change what an account may do; it holds from its next request on.

        Raises:
            NotThere: `user.unknown`.
        """
        with self._database.write() as session:
            user = _get(session, name)
            before, user.role = user.role, role
            now = self._clock.now()
            audit.record(
                session, at=now, who=by, what="user.role", subject=name, before=before, after=role
            )

    def set_password(self, name: str, password: str, *, by: str) -> None:
        """Change a password and end every session of the account.

        Raises:
            BadInput: `password.short` or `password.long`.
            NotThere: `user.unknown`.
        """
        password_hash = self._hash(password)
        with self._database.write() as session:
            user = _get(session, name)
            user.password_hash = password_hash
            session.execute(delete(UserSession).where(UserSession.user_id == user.id))
            audit.record(session, at=self._clock.now(), who=by, what="user.password", subject=name)

    def sign_in(self, name: str, password: str, address: str) -> SignedIn:
        """Open a session; an unknown name takes as long as a wrong password.

        Args:
            address: of the browser.

        Raises:
            NotAuthentic: `sign_in.refused`.
            TooMany: `sign_in.too_many`.
        """
        name = name.strip().lower()[:100]
        network = address_key(address)
        self._throttle.enter((_BY_ACCOUNT, f"{name}:{network}"), (_BY_ADDRESS, network))
        with self._database.read() as session:
            user = _find(session, name)
            stored = user.password_hash if user else self._nobody
        right = self._verify(stored, password)
        if user is None or not right:
            self._note_refusal(name, network)
            raise NotAuthentic("sign_in.refused")
        self._throttle.clear(_BY_ACCOUNT, f"{name}:{network}")
        self._throttle.forgive(_BY_ADDRESS, network)
        rehashed = self._hash(password) if self._hasher.check_needs_rehash(stored) else None
        return self._open(user.id, network, rehashed)

    def sign_out(self, token: str) -> None:
        """End a session; one that is over already is no error."""
        with self._database.write() as session:
            session.execute(delete(UserSession).where(UserSession.token_hash == _digest(token)))

    def whoami(self, token: str) -> Principal:
        """Tell who holds a session, and count this as its use.

        Raises:
            NotAuthentic: `session.unknown` or `session.expired`.
        """
        now = self._clock.now()
        with self._database.read() as session:
            row = session.get(UserSession, _digest(token))
            if row is None:
                raise NotAuthentic("session.unknown")
            user = session.get_one(User, row.user_id)
            stale = now - row.last_seen_at
            if now >= row.expires_at or stale >= IDLE:
                raise NotAuthentic("session.expired")
            principal = _principal(user, row)
        if stale >= TOUCH_AFTER:
            with self._database.write() as session:
                touched = session.get(UserSession, _digest(token))
                if touched is not None:
                    touched.last_seen_at = max(touched.last_seen_at, now)
        return principal

    def holds(self, token: str) -> bool:
        """Tell whether a session is still good, without counting this as its use."""
        now = self._clock.now()
        with self._database.read() as session:
            row = session.get(UserSession, _digest(token))
            return row is not None and now < row.expires_at and now - row.last_seen_at < IDLE

    def _open(self, user_id: int, network: str, rehashed: str | None) -> SignedIn:
        now = self._clock.now()
        token = secrets.token_urlsafe(32)
        with self._database.write() as session:
            session.execute(delete(UserSession).where(UserSession.expires_at <= now))
            user = session.get_one(User, user_id)
            user.password_hash = rehashed or user.password_hash
            row = UserSession(
                token_hash=_digest(token),
                user_id=user.id,
                created_at=now,
                last_seen_at=now,
                expires_at=now + ABSOLUTE,
            )
            session.add(row)
            audit.record(
                session, at=now, who=user.name, what="sign_in", subject=user.name, address=network
            )
            return SignedIn(token=token, principal=_principal(user, row))

    def _note_refusal(self, name: str, network: str) -> None:
        with self._database.write() as session:
            audit.record(
                session,
                at=self._clock.now(),
                who=name,
                what="sign_in.refused",
                subject=name,
                address=network,
            )

    def _hash(self, password: str) -> str:
        if len(password) < SHORTEST_PASSWORD:
            raise BadInput("password.short", shortest=SHORTEST_PASSWORD)
        if len(password) > LONGEST_PASSWORD:
            raise BadInput("password.long", longest=LONGEST_PASSWORD)
        with self._slot():
            return self._hasher.hash(password)

    def _verify(self, stored: str, password: str) -> bool:
        with self._slot():
            try:
                return self._hasher.verify(stored, password[: LONGEST_PASSWORD + 1])
            except (VerificationError, InvalidHashError):
                return False

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._slots.acquire(timeout=HASH_WAIT_S):
            raise Unavailable("sign_in.busy")
        try:
            yield
        finally:
            self._slots.release()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _checked_name(name: str) -> str:
    name = name.strip().lower()
    if not _NAME.fullmatch(name):
        raise BadInput("user.name", name=name[:100])
    return name


def _find(session: Session, name: str) -> User | None:
    return session.scalar(select(User).where(User.name == name))


def _get(session: Session, name: str) -> User:
    user = _find(session, name.strip().lower())
    if user is None:
        raise NotThere("user.unknown", name=name[:100])
    return user


def _principal(user: User, row: UserSession) -> Principal:
    return Principal(
        user_id=user.id, name=user.name, role=Role(user.role), expires_at=row.expires_at
    )

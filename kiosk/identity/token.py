"""The proof that a request comes from this station: a short JWT signed with its own key.

ES256 (RFC 7518), key id = serial number of the certificate in lower-case hexadecimal; the fleet
checks it against the certificate on record. A station's clock may be wrong after a power cut, so
the time in a token counts from the fleet's own `Date` header as soon as one was seen.
"""

import threading
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import uuid4

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from contract.gateway import JWT_ALGORITHM, JWT_AUDIENCE, JWT_LIFETIME_S
from kiosk.clock import Clock
from kiosk.errors import EnrolmentError
from kiosk.identity.store import StationIdentity

RENEW_BEFORE_S = 60
BACKDATE_S = 10
"""A `Date` header has whole seconds and is a little old, so a token begins a little earlier."""


class Tokens:
    """Makes tokens and keeps the newest; may be used from several threads."""

    def __init__(self, identity: StationIdentity, clock: Clock) -> None:
        self._identity = identity
        self._clock = clock
        self._lock = threading.Lock()
        self._learned: tuple[datetime, float] | None = None
        self._token = ""
        self._made_at_s = 0.0
        self._issue: Path | None = None

    def bearer(self) -> str:
        """Give a token that is valid for at least a minute, to follow `Bearer `.

        Raises:
            EnrolmentError: `identity.unreadable`.
        """
        with self._lock:
            issue = self._identity.key_path.parent.resolve()
            age_s = self._clock.monotonic_s() - self._made_at_s
            if issue != self._issue or age_s > JWT_LIFETIME_S - BACKDATE_S - RENEW_BEFORE_S:
                self._token = self._make(issue)
                self._issue = issue
                self._made_at_s = self._clock.monotonic_s()
            return self._token

    @property
    def heard(self) -> bool:
        """Whether the fleet has told us the time since the start."""
        with self._lock:
            return self._learned is not None

    def forget(self) -> None:
        """Make a new token next time, since the fleet has refused this one."""
        with self._lock:
            self._issue = None

    def now(self) -> datetime:
        """Give the best guess at the time in UTC: the fleet's, where it was heard, else our own."""
        with self._lock:
            return self._now()

    def learn_server_time(self, date: str) -> None:
        """Take the time from a `Date` header (RFC 9110, 6.6.1) that came over pinned TLS."""
        try:
            moment = parsedate_to_datetime(date)
        except ValueError:
            return
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        with self._lock:
            if abs(moment - self._now()) > timedelta(seconds=RENEW_BEFORE_S / 2):
                self._issue = None
            self._learned = (moment.astimezone(UTC), self._clock.monotonic_s())

    def _now(self) -> datetime:
        if self._learned is None:
            return self._clock.now()
        moment, at_s = self._learned
        return moment + timedelta(seconds=self._clock.monotonic_s() - at_s)

    def _make(self, issue: Path) -> str:
        try:
            key_pem = (issue / self._identity.key_path.name).read_bytes()
            key = load_pem_private_key(key_pem, password=None)
            pem = (issue / self._identity.certificate_path.name).read_bytes()
            serial = x509.load_pem_x509_certificate(pem).serial_number
        except (OSError, ValueError) as error:
            raise EnrolmentError(
                "identity.unreadable", path=str(issue), detail=str(error)[:300]
            ) from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise EnrolmentError("identity.unreadable", path=str(issue), detail="no EC key")
        issued = self._now() - timedelta(seconds=BACKDATE_S)
        claims = {
            "iss": self._identity.station,
            "sub": self._identity.station,
            "aud": JWT_AUDIENCE,
            "iat": issued,
            "exp": issued + timedelta(seconds=JWT_LIFETIME_S),
            "jti": uuid4().hex,
        }
        return jwt.encode(claims, key, algorithm=JWT_ALGORITHM, headers={"kid": f"{serial:x}"})

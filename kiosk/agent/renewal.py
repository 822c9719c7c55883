"""Renews the station's certificate in time: looks about once an hour whether it is due."""

import logging
from pathlib import Path

from kiosk.agent.jobs import Jobs
from kiosk.clock import Clock
from kiosk.errors import EnrolmentError, GatewayError
from kiosk.identity.gateway import Gateway
from kiosk.identity.renew import due, read_certificate, renew
from kiosk.identity.store import StationIdentity
from kiosk.identity.token import Tokens

EVERY_S = 3600.0
DAY_S = 86400.0

_log = logging.getLogger(__name__)


class Renewal:
    """The identity in force, and its renewal.

    Args:
        folder: `DataPaths.identity`.
    """

    def __init__(
        self,
        identity: StationIdentity,
        folder: Path,
        gateway: Gateway,
        tokens: Tokens,
        jobs: Jobs,
        clock: Clock,
    ) -> None:
        self.identity = identity
        self._folder = folder
        self._gateway = gateway
        self._tokens = tokens
        self._jobs = jobs
        self._clock = clock
        self._due_s = clock.monotonic_s()
        self._certificate = read_certificate(identity)

    def days_left(self) -> float:
        """Say how long the certificate lasts."""
        left = self._certificate.not_valid_after_utc - self._tokens.now()
        return round(left.total_seconds() / DAY_S, 2)

    def turn(self) -> None:
        """Ask for the next certificate, when it is due; call often."""
        now_s = self._clock.monotonic_s()
        if now_s < self._due_s:
            return
        self._due_s = now_s + EVERY_S
        if due(self._certificate, self._tokens.now()):
            self._jobs.submit("identity.renew", self._renew, self._renewed)

    def _renew(self) -> StationIdentity | None:
        try:
            return renew(self.identity, self._folder, self._gateway)
        except (GatewayError, EnrolmentError, OSError) as error:
            _log.warning("the certificate can't be renewed now: %s", error)
            return None

    def _renewed(self, identity: StationIdentity | None) -> None:
        if identity is None:
            return
        self.identity = identity
        self._certificate = read_certificate(identity)
        _log.info("the certificate is renewed until %s", self._certificate.not_valid_after_utc)

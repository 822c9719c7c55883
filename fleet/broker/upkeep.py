"""What must happen now and then while the fleet runs: revocations put in force, files renewed.

Mosquitto refuses everybody once a revocation list is past its date, and keeps whoever it let in, so
the list is written anew each day, and a new revocation restarts the embedded broker: the revoked
are cut off, the rest come back by themselves and lose nothing. A broker of somebody else's has to
fetch `crl.pem` itself; the fleet ignores a revoked station at once in either case.
"""

import logging
import ssl
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from fleet.broker.child import BrokerChild
from fleet.clock import Clock
from fleet.pki.layout import Pki
from fleet.settings import Settings
from fleet.stations.service import Stations

RENEW_EVERY = timedelta(days=1)

_log = logging.getLogger(__name__)


class Upkeep:
    """One turn every few seconds; belongs to one thread at a time.

    Args:
        broker: the embedded one, if there is one.
        tls: of the listener whose certificate is renewed, if there is one.
        daily: what else is to be done at the beginning and each day, with the present moment.
    """

    def __init__(
        self,
        settings: Settings,
        pki: Pki,
        stations: Stations,
        clock: Clock,
        *,
        broker: BrokerChild | None = None,
        tls: ssl.SSLContext | None = None,
        daily: Sequence[Callable[[datetime], object]] = (),
    ) -> None:
        self._settings = settings
        self._pki = pki
        self._stations = stations
        self._clock = clock
        self._broker = broker
        self._tls = tls
        self._daily = tuple(daily)
        self._in_force: frozenset[str] = frozenset()
        self._renewed_at: datetime | None = None

    def begin(self) -> None:
        """Bring the files up to date before anybody reads them.

        Raises:
            Unavailable: `database.unavailable`.
            BadSettings: see `Pki.authority`.
        """
        self._write_revoked()
        self._renewed_at = self._clock.now()
        for job in self._daily:
            job(self._renewed_at)

    def turn(self) -> None:
        """Do what is due.

        Raises:
            Unavailable: `database.unavailable`; the next turn does it.
        """
        before = self._in_force
        if self._due():
            self._renew()
        revoked = frozenset(serial for serial, _ in self._stations.revoked_serials())
        if revoked - before:
            self._write_revoked()
            _log.warning("certificates revoked: %s", ", ".join(sorted(revoked - before)))
            if self._broker:
                self._broker.restart()

    def _due(self) -> bool:
        return self._renewed_at is None or self._clock.now() - self._renewed_at >= RENEW_EVERY

    def _renew(self) -> None:
        now = self._clock.now()
        if self._pki.ensure_server(self._settings.server_names, now) and self._tls:
            self._tls.load_cert_chain(self._pki.server)
        self._pki.ensure_worker(self._settings.worker, now)
        self._write_revoked()
        self._renewed_at = now
        if self._broker:
            self._broker.reload()
        for job in self._daily:
            job(now)

    def _write_revoked(self) -> None:
        revoked = self._stations.revoked_serials()
        self._pki.write_revoked(revoked, self._clock.now())
        self._in_force = frozenset(serial for serial, _ in revoked)


class OwnCertificate:
    """Renews the certificate with which a process without listeners goes to the broker.

    The connection reads it whenever it begins anew.
    """

    def __init__(self, settings: Settings, pki: Pki, clock: Clock) -> None:
        self._name = settings.worker
        self._pki = pki
        self._clock = clock
        self._looked_at = clock.now()

    def turn(self) -> None:
        """Do what is due.

        Raises:
            BadSettings: see `Pki.authority`.
        """
        now = self._clock.now()
        if now - self._looked_at >= RENEW_EVERY:
            self._pki.ensure_worker(self._name, now)
            self._looked_at = now

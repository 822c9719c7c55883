"""Whether the clock can be right: it isn't before what has happened already, and it was set.

This program can't be older than its own file, nor the station's certificate older than the moment
from which on it counts, which the fleet backdates by hours, not by years.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from kiosk.errors import EnrolmentError
from kiosk.identity import store
from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, failed, ok

INSTALLED = Path(__file__)
SLACK = timedelta(days=1)


def check(context: Context, installed: Path = INSTALLED) -> Finding:
    """Compare the clock with what is known, and ask whether a time server has set it."""
    now = context.clock.now()
    built = datetime.fromtimestamp(installed.stat().st_mtime, UTC)
    if now < built - SLACK:
        return _behind("clock.before_build", now, built)
    certificate = _certificate(context)
    if certificate is not None:
        if now < certificate.not_valid_before_utc:
            return _behind("clock.before_certificate", now, certificate.not_valid_before_utc)
        if now > certificate.not_valid_after_utc:
            return failed(
                "clock.after_certificate", now=_day(now), end=_day(certificate.not_valid_after_utc)
            )
    if context.settings.trust_clock:
        return ok("clock.trusted_by_setting", now=_day(now))
    if not context.clock.trusted():
        return failed("clock.not_set", now=_day(now))
    return ok("clock.ok", now=_day(now))


def _behind(code: str, now: datetime, known: datetime) -> Finding:
    days = round((known - now) / timedelta(days=1), 1)
    return failed(code, days, "d", now=_day(now), known=_day(known))


def _certificate(context: Context) -> x509.Certificate | None:
    try:
        identity = store.load(context.paths.identity)
        return x509.load_pem_x509_certificate(identity.certificate_path.read_bytes())
    except (EnrolmentError, OSError, ValueError):
        # What is wrong with the identity is said by the checks that need it.
        return None


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"

"""Codes that say something about a person: recognised only to be refused.

Forms: citizen's card of Vietnam (number|old number|name|birth|sex|address|issued, later cards with
more fields), health insurance card (number|name|birth|...), vCard, MECARD, BIZCARD, Wi-Fi
(`WIFI:`), `mailto:`, `tel:`, `sms:` and their kin, one-time-password secrets. Nothing of them is
kept.
"""

import re

from provenance.codes.reading import Kind, Reading
from provenance.codes.scan import Scan

FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("citizen_card", re.compile(r"[0-9]{12}\|(?:[^|]*\|){4}")),
    ("health_card", re.compile(r"[A-Za-z]{0,2}[0-9]{10,15}\|[^|]*\|[0-9/]{4,10}\|")),
    ("contact", re.compile(r"BEGIN:VCARD|MECARD:|BIZCARD:", re.IGNORECASE)),
    ("wifi", re.compile(r"WIFI:", re.IGNORECASE)),
    ("email", re.compile(r"MAILTO:|MATMSG:|SMTP:", re.IGNORECASE)),
    ("phone", re.compile(r"TEL:|FACETIME(?:-AUDIO)?:", re.IGNORECASE)),
    ("message", re.compile(r"SMS:|SMSTO:|MMS:|MMSTO:", re.IGNORECASE)),
    ("secret", re.compile(r"OTPAUTH(?:-MIGRATION)?:", re.IGNORECASE)),
)


def read_personal(scan: Scan) -> Reading | None:
    """Recognise a personal code, None where the text is none."""
    for what, form in FORMS:
        if form.match(scan.text):
            return Reading(kind=Kind.PERSONAL, what=what)
    return None

"""Codes that say something about a person: recognised only to be refused.

Forms: citizen's card of Vietnam (number|old number|name|birth|sex|address|issued, later cards with
more fields), health insurance card (number|name|birth|...), vCard, MECARD, BIZCARD, Wi-Fi
(`WIFI:`), `mailto:`, `tel:`, `sms:` and their kin, one-time-password secrets. Nothing of them is
kept.
"""

import re

from provenance.codes.reading import Kind, Reading
from provenance.codes.scan import Scan

_FORMS = re.compile(
    r"(?P<citizen_card>[0-9]{12}\|(?:[^|]*\|){4})"
    r"|(?P<health_card>[A-Z]{0,2}[0-9]{10,15}\|[^|]*\|[0-9/]{4,10}\|)"
    r"|(?P<contact>BEGIN:VCARD|MECARD:|BIZCARD:)"
    r"|(?P<wifi>WIFI:)"
    r"|(?P<email>MAILTO:|MATMSG:|SMTP:)"
    r"|(?P<phone>TEL:|FACETIME(?:-AUDIO)?:)"
    r"|(?P<message>SMS:|SMSTO:|MMS:|MMSTO:)"
    r"|(?P<secret>OTPAUTH(?:-MIGRATION)?:)",
    re.IGNORECASE,
)


def read_personal(scan: Scan) -> Reading | None:
    """Recognise a personal code, None where the text is none."""
    match = _FORMS.match(scan.text)
    return Reading(kind=Kind.PERSONAL, what=match.lastgroup or "") if match else None

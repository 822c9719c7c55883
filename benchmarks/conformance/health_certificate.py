"""What an EU Digital COVID Certificate must hold, for the suites of signed QR codes only.

The product reads no such certificate: a code about a person is refused. Its suites are the largest
public set of signed codes, so what lies around the signature is told here: the fields (eHealth
Network, JSON schema 1.3.0) and the extended key usages (its certificate governance, 3.3.1).
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from cryptography import x509

_TEXT = re.compile(r"[\s\S]{1,80}")
_CODE = re.compile(r"[\s\S]{1,50}")
_COUNTRY = re.compile(r"[A-Z]{1,10}")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_BORN = re.compile(r"((19|20)[0-9]{2}(-[0-9]{2}){0,2})?")
_TRANSLITERATED = re.compile(r"[A-Z<]{0,80}")

_GIVEN = MappingProxyType({"tg": _CODE, "co": _COUNTRY, "is": _TEXT, "ci": _TEXT})
_ENTRIES: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "v": {"vp": _CODE, "mp": _CODE, "ma": _CODE, "dn": int, "sd": int, "dt": date},
        "t": {"tt": _CODE, "sc": datetime, "tr": _CODE},
        "r": {"fr": date, "df": date, "du": date},
    }
)
_USAGES = MappingProxyType(
    {
        x509.ObjectIdentifier(f"1.3.6.1.4.1.{arc}1847.2021.1.{number}"): entry
        for arc in ("", "0.")
        for number, entry in ((1, "t"), (2, "v"), (3, "r"))
    }
)


def obeys_schema(certificate: object) -> bool:
    """Tell whether a certificate has the fields that it must have, each of the right form."""
    if not isinstance(certificate, Mapping):
        return False
    name, kinds = certificate.get("nam"), [kind for kind in _ENTRIES if kind in certificate]
    return (
        _fits(certificate.get("ver"), _VERSION)
        and _fits(certificate.get("dob"), _BORN)
        and isinstance(name, Mapping)
        and _fits(name.get("fnt"), _TRANSLITERATED)
        and bool(kinds)
        and all(_are_entries(certificate[kind], {**_GIVEN, **_ENTRIES[kind]}) for kind in kinds)
    )


def may_sign(issuer: x509.Certificate, certificate: Mapping[str, Any]) -> bool:
    """Tell whether a key may sign this kind; one without a usage of these may sign any."""
    try:
        named = issuer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return True
    allowed = {_USAGES[usage] for usage in named if usage in _USAGES}
    return not allowed or all(kind in allowed for kind in _ENTRIES if kind in certificate)


def _are_entries(entries: object, fields: Mapping[str, object]) -> bool:
    return (
        isinstance(entries, list | tuple)
        and bool(entries)
        and all(
            isinstance(entry, Mapping)
            and all(_fits(entry.get(name), form) for name, form in fields.items())
            for entry in entries
        )
    )


def _fits(value: object, form: object) -> bool:
    if form is int:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 1
    if not isinstance(value, str):
        return False
    if isinstance(form, re.Pattern):
        return form.fullmatch(value) is not None
    try:
        (datetime if form is datetime else date).fromisoformat(value)
    except ValueError:
        return False
    return True

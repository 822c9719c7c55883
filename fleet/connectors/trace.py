"""Codes of other trace systems: web addresses on hosts that connectors know, as data says.

The address is taken apart, never opened; what is kept of it is the one segment that is the code.
"""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from fleet.connectors.port import Question
from fleet.connectors.service import SystemRule

LONGEST = 2000
LONGEST_CODE = 200


def question_of(text: str, rules: Iterable[SystemRule]) -> Question | None:
    """Tell which system a web address is of, and the code in it; None where no rule holds."""
    if len(text) > LONGEST or not text.lower().startswith(("https://", "http://")):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return None
    # A backslash ends a host in browsers; an address with one is of nobody.
    if "\\" in text or "@" in parts.netloc:
        return None
    for one in rules:
        code = _code(one.rule.path, parts.path) if _is_of(host, one.rule.host) else None
        if code:
            return Question(system=one.system, code=code)
    return None


def _is_of(host: str, rule: str) -> bool:
    return host.endswith(rule) if rule.startswith(".") else host == rule


def _code(rule: str, path: str) -> str | None:
    wanted, given = rule.split("/"), path.split("/")
    if len(wanted) != len(given):
        return None
    code = None
    for want, have in zip(wanted, given, strict=True):
        if want == "{code}":
            code = unquote(have)
        elif want != have:
            return None
    printable = code is not None and code.isprintable() and len(code) <= LONGEST_CODE
    return code if printable else None

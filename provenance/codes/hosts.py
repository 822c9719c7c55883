"""The host of a web address, as a shopper may be shown it.

A host is displayed, never contacted. What a phone's browser would open decides (WHATWG URL): a
backslash ends the host like a slash, and everything before an `@` is no host at all. Names that
aren't ASCII are shown in their `xn--` form (RFC 3492), so that no look-alike letter can pretend.
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass

from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Problem
from provenance.codes.scan import is_digits

MAX_HOST_CHARS = 253
MAX_LABEL_CHARS = 63
_PREFIX = "xn--"
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*")
_LIKE_LATIN = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A host for display, with what is unusual about the address around it.

    Attributes:
        name: lower case, without port; None where there is no valid one.
    """

    name: str | None = None
    warnings: tuple[Problem, ...] = ()
    error: Problem | None = None


def read_host(authority: str) -> Host:
    """Read what stands between `//` and the path of a web address."""
    warnings = []
    authority, backslash, _ = authority.partition("\\")
    if backslash:
        warnings.append(problem(ProblemCode.LINK_BACKSLASH))
    _, userinfo, authority = authority.rpartition("@")
    if userinfo:
        warnings.append(problem(ProblemCode.LINK_USERINFO))
    if authority.startswith("["):
        name, closed, rest = authority[1:].partition("]")
        port = rest.removeprefix(":")
        host = _ip6(name) if closed and (not rest or rest.startswith(":")) else None
    else:
        name, _, port = authority.partition(":")
        host = _name(name)
        warnings.extend(_name_warnings(name, host))
    if port:
        warnings.append(problem(ProblemCode.LINK_PORT, port if is_digits(port) else ""))
    if host is None or (port and not (is_digits(port) and len(port) <= 5 and int(port) < 65536)):
        return Host(warnings=tuple(warnings), error=problem(ProblemCode.HOST_INVALID))
    return Host(name=host, warnings=tuple(warnings))


def _ip6(text: str) -> str | None:
    try:
        return f"[{ipaddress.IPv6Address(text.partition('%')[0])}]"
    except ValueError:
        return None


def _name(text: str) -> str | None:
    """Give a name in lower-case ASCII, None where it breaks the rules for host names."""
    if len(text) > MAX_HOST_CHARS:
        return None
    folded = unicodedata.normalize("NFKC", text).lower().replace("\u3002", ".").removesuffix(".")
    labels = folded.split(".")
    foreign = sum(not label.isascii() for label in labels)
    if len(folded) + foreign * len(_PREFIX) > MAX_HOST_CHARS:
        return None
    labels = [
        label if label.isascii() else f"{_PREFIX}{label.encode('punycode').decode('ascii')}"
        for label in labels
    ]
    valid = all(_LABEL.fullmatch(label) and len(label) <= MAX_LABEL_CHARS for label in labels)
    name = ".".join(labels)
    printable = all(character.isprintable() for character in folded)
    return name if valid and printable and len(name) <= MAX_HOST_CHARS else None


def _name_warnings(text: str, host: str | None) -> list[Problem]:
    if host is None:
        return []
    if _NUMERIC.fullmatch(host):
        return [problem(ProblemCode.HOST_NUMERIC)]
    if text.isascii() and _PREFIX not in host:
        return []
    warnings = [problem(ProblemCode.HOST_NOT_ASCII, host)]
    if any(_mixes_scripts(_decoded(label)) for label in host.split(".")):
        warnings.append(problem(ProblemCode.HOST_MIXED_SCRIPTS, host))
    return warnings


def _decoded(label: str) -> str:
    if not label.startswith(_PREFIX):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _mixes_scripts(label: str) -> bool:
    """Tell whether Latin letters stand beside letters that look like them."""
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in label if letter.isalpha()}
    return "LATIN" in scripts and not scripts.isdisjoint(_LIKE_LATIN)

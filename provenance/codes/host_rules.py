"""Rules that tell whose code a web address is: data, not code.

Most codes on Vietnamese shelves are addresses of some trace system, with no GS1 key in them. A rule
names the host, the form of the path and the system. The language is small on purpose: a host, or
`*.` and a host for all that lie below it; a path of fixed segments, `*` for any one, `{code}` for
the one that is the code, and `**` at the end for whatever follows. Nothing in it takes longer than
the address is long.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from provenance.codes.hosts import read_host
from provenance.codes.reading import Kind, Reading
from provenance.codes.scan import Scan
from provenance.errors import BadRecord

CODE = "{code}"
ANY = "*"
REST = "**"
MAX_CODE_CHARS = 200
_MOST_ENCODED = MAX_CODE_CHARS * len("%F0%9F%8C%BE")
_WEB = re.compile(r"https?://([^/?#\s]*)(/[^?#\s]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRule:
    """Whose codes the addresses of a host are.

    Attributes:
        host: lower case; `*.` in front of it for all hosts below it, which it isn't one of itself.
        path: such as `/t1/{code}`.
        system: name of the trace system, for people to read.
        kind: `Kind.TRACE` for codes of goods, `Kind.ESTABLISHMENT` for those of shops.
    """

    host: str
    path: str
    system: str
    kind: Kind = Kind.TRACE
    _segments: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        host = self.host.removeprefix("*.")
        if read_host(host).name != host:
            raise BadRecord("rule.host", host=self.host[:MAX_CODE_CHARS])
        segments = tuple(self.path.split("/")[1:])
        wrong = not self.path.startswith("/") or REST in segments[:-1]
        if wrong or segments.count(CODE) > 1 or any("{" in s and s != CODE for s in segments):
            raise BadRecord("rule.path", path=self.path[:MAX_CODE_CHARS])
        if self.kind not in {Kind.TRACE, Kind.ESTABLISHMENT} or not self.system:
            raise BadRecord("rule.system", system=self.system)
        if self.kind is Kind.ESTABLISHMENT and CODE not in segments:
            raise BadRecord("rule.path", path=self.path[:MAX_CODE_CHARS])
        object.__setattr__(self, "_segments", segments)

    def is_for(self, host: str) -> bool:
        """Tell whether a host is one that this rule is about."""
        if self.host.startswith("*."):
            return host.endswith(self.host[1:])
        return host == self.host

    def code_in(self, segments: Sequence[str]) -> str | None:
        """Find the code in the segments of a path.

        Returns:
            Empty where the rule names no code; None where the path has another form.
        """
        own = self._segments
        if own[-1] == REST:
            own = own[:-1]
            segments = segments[: len(own)]
        if len(segments) != len(own):
            return None
        code = ""
        for wanted, found in zip(own, segments, strict=True):
            if wanted == CODE:
                code = unquote(found) if len(found) <= _MOST_ENCODED else ""
                if not code or len(code) > MAX_CODE_CHARS or not code.isprintable():
                    return None
            elif wanted not in (ANY, found):
                return None
        return code


def read_known_host(scan: Scan, rules: Sequence[HostRule]) -> Reading | None:
    """Read an address that a rule names, None where none does; the first rule that fits holds."""
    match = _WEB.match(scan.text) if _is_plain(scan.text) else None
    host = read_host(match[1]) if match else None
    if match is None or host is None or host.name is None or host.error:
        return None
    segments = (match[2] or "/").split("/")[1:]
    for rule in rules:
        code = rule.code_in(segments) if rule.is_for(host.name) else None
        if code is not None:
            return Reading(
                kind=rule.kind,
                host=host.name,
                what=rule.system,
                code=code or None,
                warnings=host.warnings,
            )
    return None


def _is_plain(text: str) -> bool:
    """Tell whether a browser goes where an address seems to go.

    It takes a backslash for a slash, leaves out tabs and line breaks, wherever they stand (URL
    Standard of the WHATWG), and may end or mend an address at a space: nobody prints such codes.
    """
    return text.isprintable() and "\\" not in text and " " not in text

"""Web addresses and links into apps that name no goods: shown by their host, never opened."""

import re

from provenance.codes.hosts import read_host
from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Kind, Reading
from provenance.codes.scan import Scan

_WEB = re.compile(r"(?:https?:[/\\]{2}|(?=www\.))([^/?#\s]*)", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:javascript|vbscript|data|blob|file):", re.IGNORECASE)
_APP = re.compile(r"[a-z][a-z0-9+.-]{1,30}://", re.IGNORECASE)

_LEFT_OUT = frozenset("\t\n\r")
"""Browsers drop these wherever they stand in an address (URL Standard of the WHATWG)."""


def read_link(scan: Scan) -> Reading | None:
    """Read a link, None where the text is none."""
    if _SCRIPT.match(scan.text):
        warning = problem(ProblemCode.LINK_SCRIPT, position=scan.offset)
        return Reading(kind=Kind.LINK, what="script", warnings=(warning,))
    match = _WEB.match(scan.text)
    if match is None:
        return Reading(kind=Kind.LINK, what="app") if _APP.match(scan.text) else None
    rest = scan.text[match.end() : match.end() + 1]
    if rest in _LEFT_OUT:
        # The host goes on behind it.
        error = problem(ProblemCode.LINK_CHARACTERS, repr(rest)[1:-1], scan.offset + match.end())
        return Reading(kind=Kind.LINK, what="web", valid=False, error=error)
    host = read_host(match[1])
    return Reading(
        kind=Kind.LINK,
        valid=host.error is None,
        host=host.name,
        what="web",
        warnings=host.warnings,
        error=host.error,
    )

"""`kiosk read`: what the content of a code means, without camera or network."""

import json
import os
import re
import sys
from collections.abc import Iterator
from typing import Annotated, BinaryIO

import typer

from kiosk.cli.options import JsonOption
from provenance.codes import Problem, Reading, read
from provenance.codes.canonical import digital_link, element_string
from provenance.codes.options import LENIENT, Allow, Options
from provenance.codes.reading import StampSignature
from provenance.errors import BadKey

MAX_LINE_BYTES = 64 * 1024
"""Longer than any code; what follows in the same line is skipped, the code is too long anyway."""

_EVERY_AI = Options(allow=frozenset(Allow))
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z]")

StrictOption = Annotated[
    bool, typer.Option("--strict", help="Accept only what the GS1 standards allow.")
]
AllowOption = Annotated[
    str,
    typer.Option(
        metavar="NAMES",
        help="What to accept besides, with commas between: " + ", ".join(Allow) + ".",
    ),
]
SymbologyOption = Annotated[
    str,
    typer.Option(
        metavar="ID", help="ISO/IEC 15424 identifier of the symbol, such as ]Q1; empty: not known."
    ),
]


def command(
    codes: Annotated[
        list[str],
        typer.Argument(metavar="CODE...", help="Contents of codes, or - for lines from stdin."),
    ],
    *,
    symbology: SymbologyOption = "",
    strict: StrictOption = False,
    allow: AllowOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say what the content of a code means; nothing is looked up or opened.

    With - each line of standard input is one code, taken as bytes without its newline, and gives
    one JSON object in a line of its own, at once. A code that breaks its rules is an answer, not a
    failure. Without --strict the two legacy forms of Digital Links are accepted, as at a station.

    Example: kiosk read --json 'https://id.gs1.org/01/08935217400102/10/A1'
    """
    if symbology and not _SYMBOLOGY.fullmatch(symbology):
        raise typer.BadParameter(f"--symbology {symbology!r}: one such as ]Q1 is needed")
    if "-" in codes and len(codes) > 1:
        raise typer.BadParameter("- reads standard input and stands alone")
    options = options_of(strict=strict, allow=allow)
    if codes == ["-"]:
        _stream(sys.stdin.buffer, sys.stdout.buffer, symbology, options)
        return
    readings = [read(os.fsencode(code), symbology, options=options) for code in codes]
    for number, reading in enumerate(readings):
        if as_json:
            typer.echo(json.dumps(to_json(reading)))
        else:
            typer.echo("\n" * (number > 0) + to_text(reading))


def options_of(*, strict: bool, allow: str) -> Options:
    """Make the options of reading from those of the command line."""
    try:
        named = frozenset(Allow(name) for name in allow.split(",") if name)
    except ValueError:
        raise typer.BadParameter(f"--allow {allow!r}: there are {', '.join(Allow)}") from None
    return Options(strict=strict, allow=named if strict else named | LENIENT.allow)


def _stream(source: BinaryIO, target: BinaryIO, symbology: str, options: Options) -> None:
    """Answer each line as soon as it is there, also where both ends are pipes."""
    for line in lines(source):
        answer = json.dumps(to_json(read(line, symbology, options=options)))
        target.write(answer.encode() + b"\n")
        target.flush()


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """Split a stream at newlines, in bounded memory."""
    while line := stream.readline(MAX_LINE_BYTES):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE_BYTES)
        yield line.removesuffix(b"\n")


def to_json(reading: Reading) -> dict[str, object]:
    """Give a reading as a JSON object."""
    item = reading.item
    return {
        "kind": reading.kind.value,
        "valid": reading.valid,
        "what": reading.what,
        "ais": [list(pair) for pair in reading.ais],
        "element_string": element_string(reading.ais) if reading.ais else None,
        "digital_link": _digital_link(reading),
        "item": item and {"gtin": item.gtin, "lot": item.lot, "serial": item.serial},
        "host": reading.host,
        "code": reading.code,
        "expires": reading.expires and reading.expires.isoformat(),
        "signature": reading.signature and _signature(reading.signature),
        "warnings": [_problem(warning) for warning in reading.warnings],
        "error": reading.error and _problem(reading.error),
    }


def _signature(signature: StampSignature) -> dict[str, object]:
    """Give what a code says of its signature; nothing has been checked."""
    return {
        "algorithm": signature.algorithm,
        "kid": signature.kid.hex(),
        "issuer": signature.issuer or None,
        "issued": signature.issued and signature.issued.isoformat(),
    }


def _digital_link(reading: Reading) -> str | None:
    """Give the canonical link, None where the elements have none."""
    try:
        return digital_link(reading.ais, options=_EVERY_AI) if reading.valid else None
    except BadKey:
        return None


def to_text(reading: Reading) -> str:
    """Give a reading as lines for people."""
    rows = [("kind", f"{reading.kind}{f' ({reading.what})' if reading.what else ''}")]
    rows.append(("valid", "yes" if reading.valid else "no"))
    rows += [(f"({ai})", value) for ai, value in reading.ais]
    if reading.host:
        rows.append(("host", reading.host))
    if reading.code:
        rows.append(("code", reading.code))
    if reading.expires:
        rows.append(("expires", reading.expires.isoformat()))
    if reading.signature:
        rows.append(("signed", f"by key {reading.signature.kid.hex()}, not checked"))
    rows += [("warning", _problem_text(warning)) for warning in reading.warnings]
    if reading.error:
        rows.append(("error", _problem_text(reading.error)))
    return "\n".join(f"{name:<8} {value}" for name, value in rows)


def _problem(problem: Problem) -> dict[str, object]:
    return {"code": problem.code, "position": problem.position, "detail": problem.detail}


def _problem_text(problem: Problem) -> str:
    where = "" if problem.position is None else f" at {problem.position}"
    detail = f": {problem.detail}" if problem.detail else ""
    return f"{problem.code}{where}{detail}"

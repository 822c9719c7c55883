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

MAX_LINE_BYTES = 64 * 1024
"""Longer than any code; what follows in the same line is skipped, the code is too long anyway."""

_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z]")

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
    as_json: JsonOption = False,
) -> None:
    """Say what the content of a code means; nothing is looked up or opened.

    With - each line of standard input is one code, taken as bytes without its newline, and gives
    one JSON object in a line of its own. A code that breaks its rules is an answer, not a failure.

    Example: kiosk read --json 'https://id.gs1.org/01/08935217400102/10/A1'
    """
    if symbology and not _SYMBOLOGY.fullmatch(symbology):
        raise typer.BadParameter(f"--symbology {symbology!r}: one such as ]Q1 is needed")
    if "-" in codes and len(codes) > 1:
        raise typer.BadParameter("- reads standard input and stands alone")
    if codes == ["-"]:
        for line in lines(sys.stdin.buffer):
            typer.echo(json.dumps(to_json(read(line, symbology))))
        return
    readings = [read(os.fsencode(code), symbology) for code in codes]
    for number, reading in enumerate(readings):
        if as_json:
            typer.echo(json.dumps(to_json(reading)))
        else:
            typer.echo("\n" * (number > 0) + to_text(reading))


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
        "item": item and {"gtin": item.gtin, "lot": item.lot, "serial": item.serial},
        "host": reading.host,
        "expires": reading.expires and reading.expires.isoformat(),
        "warnings": [_problem(warning) for warning in reading.warnings],
        "error": reading.error and _problem(reading.error),
    }


def to_text(reading: Reading) -> str:
    """Give a reading as lines for people."""
    rows = [("kind", f"{reading.kind}{f' ({reading.what})' if reading.what else ''}")]
    rows.append(("valid", "yes" if reading.valid else "no"))
    rows += [(f"({ai})", value) for ai, value in reading.ais]
    if reading.host:
        rows.append(("host", reading.host))
    if reading.expires:
        rows.append(("expires", reading.expires.isoformat()))
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

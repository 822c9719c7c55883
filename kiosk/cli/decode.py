"""`kiosk decode`: the codes in picture files, found by the decoder that the station uses."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.camera.sighting import Sighting
from kiosk.camera.stills import Still, decode_file
from kiosk.cli.options import JsonOption
from kiosk.cli.texts import FAILED, explain
from kiosk.errors import BadPicture


def command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Picture files (PNG, JPEG, ...).")
    ],
    *,
    as_json: JsonOption = False,
) -> None:
    """Find the codes in pictures; a code that was read only once and is weak is marked.

    With --json each picture gives one JSON object in a line of its own. A picture that can't be
    read doesn't keep the others from being read; the exit status is then 1.

    Example: kiosk decode --json photos/*.jpg
    """
    failed = False
    for path in paths:
        try:
            still = decode_file(path)
        except BadPicture as error:
            failed = True
            if as_json:
                problem = {"code": error.code, "detail": explain(error)}
                typer.echo(json.dumps({"path": str(path), "error": problem}))
            else:
                typer.echo(f"kiosk decode: {path}: {explain(error)}", err=True)
            continue
        typer.echo(json.dumps(to_json(path, still)) if as_json else to_text(path, still))
    if failed:
        sys.exit(FAILED)


def to_json(path: Path, still: Still) -> dict[str, object]:
    """Give what was found in a picture as a JSON object; corners in pixels of the picture."""
    codes = [
        {
            "text": code.text,
            "format": code.format,
            "corners": [list(corner) for corner in code.corners],
            "confirmed": code.confirmed,
            "symbology": code.symbology,
        }
        for code in still.codes
    ]
    return {"path": str(path), "codes": codes, "ms": round(still.ms, 3)}


def to_text(path: Path, still: Still) -> str:
    """Give what was found in a picture as lines for people."""
    head = f"{path}  {len(still.codes)} codes in {still.ms:.0f} ms"
    return "\n".join([head, *(_row(code) for code in still.codes)])


def _row(code: Sighting) -> str:
    mark = "" if code.confirmed else "  (unconfirmed)"
    text = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in code.text)
    return f"  {code.format:<14} {code.symbology:<4} {text}{mark}"

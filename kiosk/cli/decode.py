"""`kiosk decode`: the codes in picture files, found by the decoder that the station uses."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.camera.sighting import Sighting
from kiosk.camera.stills import Still, decode_file, find_pictures
from kiosk.cli.options import JsonOption
from kiosk.cli.texts import FAILED, explain
from kiosk.errors import BadPicture
from kiosk.technician.legible import legible


def command(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="Picture files (PNG, JPEG, ...), or folders of them."
        ),
    ],
    *,
    as_json: JsonOption = False,
) -> None:
    """Find the codes in pictures, with the station's passes; one that isn't sure is marked.

    A code is confirmed where its symbology's own check is strong, or two decoders agree; what is
    unconfirmed a station would count only when a second frame says the same. With --json each
    picture gives one JSON object in a line of its own. A picture that can't be read doesn't keep
    the others from being read; the exit status is then 1. One without a code is no failure.

    Example: kiosk decode --json photos/*.jpg
    """
    # Not a list first: an `or` would end at the first failure.
    if sum(not _decode(path, as_json=as_json) for path in paths):
        sys.exit(FAILED)


def _decode(path: Path, *, as_json: bool) -> bool:
    """Print what a picture, or each of a folder, holds; say whether all could be read."""
    try:
        pictures = find_pictures(path)
    except BadPicture as error:
        _complain(path, error, as_json=as_json)
        return False
    is_well = True
    for picture in pictures:
        try:
            still = decode_file(picture)
        except BadPicture as error:
            _complain(picture, error, as_json=as_json)
            is_well = False
        else:
            typer.echo(json.dumps(to_json(picture, still)) if as_json else to_text(picture, still))
    return is_well


def _complain(path: Path, error: BadPicture, *, as_json: bool) -> None:
    if as_json:
        problem = {"code": error.code, "detail": explain(error)}
        typer.echo(json.dumps({"path": str(path), "error": problem}))
    else:
        typer.echo(f"kiosk decode: {legible(explain(error))}", err=True)


def to_json(path: Path, still: Still) -> dict[str, object]:
    """Give what was found in a picture as a JSON object; corners in pixels of the picture."""
    codes = [
        {
            "text": code.text,
            "format": code.format,
            "corners": [list(corner) for corner in code.corners],
            "confirmed": code.confirmed,
            "symbology": code.symbology,
            "decoder": code.decoder,
        }
        for code in still.codes
    ]
    return {"path": str(path), "codes": codes, "ms": round(still.ms, 3)}


def to_text(path: Path, still: Still) -> str:
    """Give what was found in a picture as lines for people."""
    codes = "1 code" if len(still.codes) == 1 else f"{len(still.codes)} codes"
    head = f"{legible(str(path))}  {codes} in {still.ms:.0f} ms"
    return "\n".join([head, *(_row(code) for code in still.codes)])


def _row(code: Sighting) -> str:
    sure = "confirmed" if code.confirmed else "unconfirmed"
    what = f"{code.format:<14} {code.symbology:<4} {code.decoder:<10} {sure:<11}"
    return f"  {what}  {legible(code.text)}"

"""What the commands about stamps have in common: the service, and how stamps are named."""

from pathlib import Path
from typing import Annotated

import typer

from fleet.errors import BadInput
from fleet.parts import Parts
from fleet.stamps.service import Stamps
from provenance.stamps.serials import serial_range

SerialOption = Annotated[
    list[str] | None, typer.Option("--serial", help="Of one stamp; may be given several times.")
]
SerialsOption = Annotated[
    Path | None, typer.Option("--serials", metavar="FILE", help="Serials, one a line.")
]
RangeOption = Annotated[
    tuple[str, str] | None,
    typer.Option("--range", metavar="FIRST LAST", help="Serials that are numbered."),
]
FirstOption = Annotated[int | None, typer.Option("--from", help="First position in the batch.")]
LastOption = Annotated[int | None, typer.Option("--to", help="Last position in the batch.")]
MAX_FILE_BYTES = 4 * 1024 * 1024


def service_of(parts: Parts) -> Stamps:
    """Make the use cases of stamps for one command."""
    return Stamps.of(parts.database, parts.clock, parts.settings)


def serials_of(
    given: list[str] | None, file: Path | None, numbered: tuple[str, str] | None
) -> tuple[str, ...]:
    """Gather serials from options: by name, from a file, or from first to last.

    Raises:
        BadInput: `stamps.file` where the file can't be read.
        BadKey: `serial.range`, `serial.many`, `serial.invalid`.
    """
    found = list(given or ())
    if file is not None:
        found += [line.strip() for line in _text(file).splitlines() if line.strip()]
    if numbered is not None:
        found += serial_range(*numbered)
    return tuple(found)


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            raise BadInput("stamps.file", path=str(file), detail="longer than 4 MiB")
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("stamps.file", path=str(file), detail=str(error)) from error

"""`kiosk render`: the window that a station would show for one verdict, as a picture.

The fleet runs it to show its people what a shopper would see (`contract.window`). It is drawn by
the station's own window, with SDL's driver that needs no screen.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from contract.window import MAX_ORDER_BYTES, WindowOrder
from kiosk.errors import BadOrder
from kiosk.ui.housings import HOUSINGS
from kiosk.ui.view import Result, View
from kiosk.ui.window import PygameWindow


def command(
    order: Annotated[
        Path,
        typer.Argument(metavar="ORDER", help="A file with the order as JSON, or - for stdin."),
    ],
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the PNG goes; absent: to stdout.")
    ] = None,
) -> None:
    """Draw the window that a station would show for one verdict.

    The order names the housing, the language, the time and the verdict. No screen is needed, and
    nothing is looked up.

    Example: kiosk render - --out window.png
    """
    picture = draw(parse(_content(order)))
    if out is None:
        sys.stdout.buffer.write(picture)
        return
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise BadOrder("window.unwritable", path=str(out), detail=str(error)) from error


def _content(order: Path) -> bytes:
    try:
        if order == Path("-"):
            return sys.stdin.buffer.read(MAX_ORDER_BYTES + 1)
        with order.open("rb") as stream:
            return stream.read(MAX_ORDER_BYTES + 1)
    except OSError as error:
        raise BadOrder("window.unreadable", path=str(order), detail=str(error)) from error


def parse(content: bytes) -> WindowOrder:
    """Read an order.

    Raises:
        BadOrder: `window.too_long`, `window.invalid` with the key.
    """
    if len(content) > MAX_ORDER_BYTES:
        raise BadOrder("window.too_long", limit=MAX_ORDER_BYTES)
    try:
        return WindowOrder.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise BadOrder("window.invalid", key=key or "the document", detail=first["msg"]) from error


def draw(order: WindowOrder) -> bytes:
    """Draw an order as PNG; takes the process's only window for a moment.

    Raises:
        DisplayError: `display.none`.
    """
    window = PygameWindow(HOUSINGS[order.housing])
    window.open()
    try:
        shown = Result(verdict=order.verdict)
        view = View(screen=shown, language=order.language, clock=order.clock)
        window.draw(view, None, ())
        return window.screenshot(with_preview=False)
    finally:
        window.close()

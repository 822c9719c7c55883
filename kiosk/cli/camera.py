"""`kiosk camera`: the live picture with its codes, for a technician at the lens."""

import os
import signal
from types import FrameType
from typing import Annotated

import typer

from kiosk.cli.configured import (
    DEFAULT_CONFIG,
    ConfigOption,
    PrintConfigOption,
    begin,
    print_config,
)
from kiosk.cli.options import Language, language_of
from kiosk.clock import SystemClock
from kiosk.settings import load
from kiosk.technician.app import CameraViewing, build
from kiosk.technician.faces import Face, LinesFace, WindowFace
from kiosk.ui.camera_window import CameraWindow


def command(
    *,
    config: ConfigOption = DEFAULT_CONFIG,
    as_text: Annotated[
        bool, typer.Option("--text", help="Print lines, on change and twice a second; no window.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="As --text, each line a JSON object.")
    ] = False,
    seconds: Annotated[
        float | None, typer.Option(min=0.1, metavar="N", help="End by itself after N seconds.")
    ] = None,
    language: Annotated[
        Language | None, typer.Option(help="Language of the words; else that of LANG.")
    ] = None,
    show_config: PrintConfigOption = False,
) -> None:
    """Show the camera as the station sees it: codes, sharpness, brightness, decoding time.

    Turn the lens until the bar is full; R or a tap forgets the best. Esc, Q, SIGINT and SIGTERM
    end it. Nothing is stored or sent. A station that is running has the camera: end it first.
    Without a screen, or where --seconds pass without a picture, the exit status is 3.

    Example: kiosk camera --text --seconds 10
    """
    settings = load(config)
    if show_config:
        print_config(settings)
        raise typer.Exit
    begin(settings)
    words = (language or language_of(os.environ.get("LANG", ""))).value
    face: Face
    if as_text or as_json:
        face = LinesFace(typer.echo, None if as_json else words)
    else:
        face = WindowFace(CameraWindow(settings.screen), words)
    viewing = build(settings, SystemClock(), face, seconds=seconds)
    _end_by_signals(viewing)
    viewing.run()


def _end_by_signals(viewing: CameraViewing) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        viewing.stop()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)

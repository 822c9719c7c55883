"""`make demo`: the whole system on embedded defaults, with a station that sees photographs."""

import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from deploy.demo.fleet_side import FleetSide
from deploy.demo.kept import material as material_of
from deploy.demo.processes import DemoError, Stage
from deploy.demo.station_side import CALM, QUICK, StationSide
from deploy.demo.summary import Summary, compare
from kiosk.camera.replay import find_photos
from kiosk.clock import HANOI
from kiosk.errors import CameraError

SCAN_WITHIN_S = 60.0
DRAIN_WITHIN_S = 60.0
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(
    scans: Annotated[
        int | None, typer.Option(min=1, help="End by itself after so many scans.")
    ] = None,
    summary: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write the summary there as JSON.")
    ] = None,
    photos: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="Pictures that the camera sees."),
    ] = None,
) -> None:
    """Run the fleet manager, its broker and one station on this machine until Ctrl-C."""
    check_options(photos, summary)
    folder = Path(tempfile.mkdtemp(prefix="tramquet-demo-"))
    stage = Stage(folder)
    keep = False
    with interrupted_once():
        try:
            result = run(folder, stage, photos, scans)
        except DemoError as error:
            keep = True
            typer.echo(f"\nmake demo: {error}\nlogs: {folder}", err=True)
            raise typer.Exit(1) from error
        except KeyboardInterrupt as interrupt:
            typer.echo("\nending ...")
            # Who waits for so many scans must not take an end before them for success.
            raise typer.Exit(0 if scans is None else 1) from interrupt
        finally:
            let_end()
            stage.end()
            if not keep:
                shutil.rmtree(folder, ignore_errors=True)
    if result:
        report(result, summary)


def report(result: Summary, summary: Path | None) -> None:
    """Print what a run was like, and write it down; a bad one ends with status 1."""
    typer.echo(f"\n{result.as_table()}")
    if summary:
        summary.write_text(result.as_json(), encoding="utf-8")
    if not result.good:
        typer.echo("\nmake demo: scans were lost or doubled", err=True)
        raise typer.Exit(1)


def check_options(photos: Path | None, summary: Path | None) -> None:
    """Refuse at once what would only fail at the end.

    Raises:
        typer.BadParameter: no picture to play, or no place for the summary.
    """
    if photos:
        try:
            find_photos(photos)
        except CameraError as error:
            raise typer.BadParameter(f"there is no picture in {photos}") from error
    if summary:
        try:
            with summary.open("a"):
                pass
        except OSError as error:
            raise typer.BadParameter(f"{summary} can't be written: {error.strerror}") from error


@contextmanager
def interrupted_once() -> Iterator[None]:
    """Turn the first signal that asks for the end into KeyboardInterrupt; ignore the rest.

    More than one comes often: from a terminal that closes, from `make` and `timeout` together. A
    shell without job control starts background commands with SIGINT ignored, hence also that.
    """

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        let_end()
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def let_end() -> None:
    """Ignore the signals that ask for the end: it has come."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)


def run(folder: Path, stage: Stage, photos: Path | None, scans: int | None) -> Summary | None:
    """Bring everything up, and go on until enough scans are stored (or for ever)."""
    say("goods and photographs")
    material = material_of(datetime.now(HANOI).date())
    say("the fleet manager: database, keys, broker, console")
    fleet = FleetSide(folder, stage)
    sign_in = fleet.prepare(material.registry)
    claim = folder / "claim.json"
    fleet.serve()
    fleet.add_station(claim)
    say("the station: enrolled with a claim, then its window and its agent")
    station = StationSide(folder, stage, photos or material.photos, QUICK if scans else CALM, scans)
    station.enrol(claim)
    fleet.publish_slides(material.slides, sign_in)
    station.start_agent()
    station.start_window()
    invite(fleet, station, sign_in.name, sign_in.password)
    if scans is None:
        stage.wait("the demonstration", lambda: station.was_left, float("inf"))
        return None
    return count(stage, fleet, station)


def count(stage: Stage, fleet: FleetSide, station: StationSide) -> Summary:
    """Wait for the last scan, and for the fleet to have them all."""
    watch_scans(stage, station)
    status = station.status()
    if status is None:
        raise DemoError("the station doesn't answer any more")
    try:
        stage.wait(
            "the delivery of the last scans",
            lambda: fleet.count().stored >= status.stored_total,
            DRAIN_WITHIN_S,
        )
    except DemoError as error:
        typer.echo(f"{error}", err=True)
    return compare(status, fleet.count())


def watch_scans(stage: Stage, station: StationSide) -> None:
    """Wait until the station has stored the scans that it was told to take.

    Raises:
        DemoError: no new scan came for a long time.
    """
    stored = -1
    while True:
        seen = stored

        def advanced(seen: int = seen) -> bool:
            status = station.status()
            return status is not None and (status.finished or status.stored > seen)

        stage.wait("the next scan", advanced, SCAN_WITHIN_S)
        status = station.status()
        if status is not None:
            stored = status.stored
            if sys.stdout.isatty():
                typer.echo(f"\r  {stored} scans stored", nl=False)
            if status.finished:
                typer.echo(f"\r  {stored} scans stored")
                return


def invite(fleet: FleetSide, station: StationSide, name: str, password: str) -> None:
    """Say where everything is."""
    where = (
        "the window is open on this screen"
        if station.has_window
        else "no display here: the console's station page shows the window"
    )
    typer.echo(
        f"\n  console   {fleet.console_url}\n  sign in   {name} / {password}"
        f"\n  window    {where}\n  end       Ctrl-C\n"
    )


def say(text: str) -> None:
    """Tell how far it is."""
    typer.echo(f"{time.strftime('%H:%M:%S')} {text}")


if __name__ == "__main__":
    typer.run(main)

"""The command `kiosk`.

Each command is one module of `kiosk.cli` with a function `command`. Only the module of the command
that was asked for is imported, here and nowhere else by name: `kiosk read` starts without OpenCV
and pygame, and works where they aren't installed.

Exit status: 0 done; 1 failed; 2 wrong usage or settings; 3 no display or no camera.
"""

import importlib
import os
import sys
from collections.abc import Sequence

import typer

from kiosk.cli.texts import exit_status, explain
from kiosk.errors import KioskError

COMMANDS = {
    "station": "show the window, watch the camera, store the scans",
    "agent": "talk to the fleet: scans, health, desired state, commands",
    "enrol": "become a station of the fleet with a claim",
    "read": "say what the content of a code means",
    "decode": "find the codes in pictures",
    "selftest": "try camera, window, sound, disk, clock and network, and say what is wrong",
}
USAGE_STATUS = 2
FAILED_STATUS = 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that the arguments name; ends the process with its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = given[0] if given else ""
    if name in COMMANDS:
        sys.exit(_run(name, given[1:]))
    if name == "--version":
        sys.exit(_run("version", given[1:]))
    if name in {"--help", "-h", "help"}:
        typer.echo(_usage())
        sys.exit(0)
    problem = f"there is no command {name!r}" if given else "which command?"
    typer.echo(f"kiosk: {problem}\n\n{_usage()}", err=True)
    sys.exit(USAGE_STATUS)


def _run(name: str, arguments: list[str]) -> int:
    # pygame greets on standard output when it is imported, into the JSON of --print-config.
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        module = importlib.import_module(f"kiosk.cli.{name}")
    except ModuleNotFoundError as error:
        typer.echo(
            f"kiosk {name}: the Python package of {error.name!r} is missing;"
            " install tramquet[kiosk]",
            err=True,
        )
        return FAILED_STATUS
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(context_settings={"help_option_names": ["-h", "--help"]})(module.command)
    try:
        app(args=arguments, prog_name=f"kiosk {name}")
    except KioskError as error:
        typer.echo(f"kiosk {name}: {explain(error)}", err=True)
        return exit_status(error)
    return 0


def _usage() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {text}" for name, text in COMMANDS.items()]
    return "\n".join(
        [
            "usage: kiosk COMMAND ...   (kiosk COMMAND --help says more)",
            "",
            *lines,
            "",
            "  --version   say which release this is",
            "",
            "example: kiosk read 'https://id.gs1.org/01/08935217400102/10/A1'",
            "exit status: 0 done, 1 failed, 2 wrong usage or settings, 3 no display or no camera",
        ]
    )


if __name__ == "__main__":
    main()

"""The command `kiosk`.

Each command is one module of `kiosk.cli` with a function `command`. Only the module of the command
that was asked for is imported, by its name: `kiosk read` starts without OpenCV and pygame, and
works where they aren't installed; `--version` and `--help` start without typer, which loads
pydantic and takes 0.2 s.

Exit status: 0 done; 1 failed; 2 wrong usage or settings; 3 no display or no camera; 4 packages that
the command needs aren't installed.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

COMMANDS = {
    "station": "show the window, watch the camera, store the scans",
    "agent": "talk to the fleet: scans, health, desired state, commands",
    "enrol": "become a station of the fleet with a claim",
    "read": "say what the content of a code means",
    "decode": "find the codes in pictures",
    "camera": "show the camera's picture with its codes, and how sharp it is",
    "selftest": "try camera, window, sound, disk, clock and network, and say what is wrong",
    "render": "draw the window for one verdict as a picture",
}
DISTRIBUTION = "tramquet"
USAGE_STATUS = 2
MISSING_STATUS = 4


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that the arguments name; ends the process with its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = given[0] if given else ""
    if name in COMMANDS:
        sys.exit(_run(name, given[1:]))
    if name == "--version":
        sys.stdout.write(f"{DISTRIBUTION} {version(DISTRIBUTION)}\n")
        sys.exit(0)
    if name in {"--help", "-h", "help"}:
        sys.stdout.write(f"{_usage()}\n")
        sys.exit(0)
    problem = f"there is no command {name!r}" if given else "which command?"
    sys.stderr.write(f"kiosk: {problem}\n\n{_usage()}\n")
    sys.exit(USAGE_STATUS)


def _run(name: str, arguments: list[str]) -> int:
    # pygame greets on standard output when it is imported, into the JSON of --print-config.
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    # The decoder's matrices are small: more threads only wait for each other on a busy processor.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        command = importlib.import_module(f"kiosk.cli.{name}").command
    except ModuleNotFoundError as error:
        sys.stderr.write(
            f"kiosk {name}: the Python package of {error.name!r} is missing;"
            " install tramquet[kiosk]\n"
        )
        return MISSING_STATUS
    status: int = importlib.import_module("kiosk.cli.run").run(name, command, arguments)
    return status


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
            "exit status: 0 done, 1 failed, 2 wrong usage or settings, 3 no display or no camera,",
            "  4 packages that the command needs aren't installed",
        ]
    )


if __name__ == "__main__":
    main()

"""The command `fleet`.

Each command, or group of commands, is one module of `fleet.cli` with `COMMANDS`, a function by its
name; a module of one command has it under its own name. Only the module that was asked for is
imported, so that `fleet --help` doesn't wait for FastAPI and SQLAlchemy.

Exit status: 0 done; 1 failed; 2 wrong usage or settings.
"""

import importlib
import sys
from collections.abc import Sequence

import typer

from fleet.cli.texts import FAILED, WRONG_USAGE, exit_status, explain
from provenance.errors import CodedError

COMMANDS = {
    "serve": "run all roles in one process, with a broker of its own",
    "api": "run the listeners for stations and the console",
    "ingest": "take in what stations say over MQTT",
    "worker": "look after presence, alerts and history; one of several is elected",
    "doctor": "look whether everything that the fleet manager needs works",
    "migrate": "bring the database to this release's schema",
    "user": "people who may sign in: add, role, password",
    "station": "stations: add, claim, list, show, revoke",
    "connectors": "other systems that know goods: list, check",
    "stamps": "anti-counterfeit stamps: issue, export, activate, sell, void, replace, list, keys",
    "partner": "keys of partners' machines: add, list, revoke",
    "registry": "what is known about goods: import",
}
EXAMPLE = (
    "example: fleet station add hom-1 --name 'Cổng chính' --market 'Chợ Hôm'"
    " --claim-file hom-1.json"
)
SETTINGS_COMMAND = "print_config"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that the arguments name; ends the process with its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = given[0] if given else ""
    if name in COMMANDS:
        sys.exit(_run(name, given[1:]))
    if "--print-config" in given:
        given.remove("--print-config")
        sys.exit(_run(SETTINGS_COMMAND, given))
    if name in {"--help", "-h", "help"}:
        typer.echo(_usage())
        sys.exit(0)
    problem = f"there is no command {name!r}" if given else "which command?"
    typer.echo(f"fleet: {problem}\n\n{_usage()}", err=True)
    sys.exit(WRONG_USAGE)


def _run(name: str, arguments: list[str]) -> int:
    try:
        module = importlib.import_module(f"fleet.cli.{name}")
    except ModuleNotFoundError as error:
        missing = f"the Python package of {error.name!r} is missing; install tramquet[fleet]"
        typer.echo(f"fleet {name}: {missing}", err=True)
        return FAILED
    is_group = name not in module.COMMANDS
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=is_group,
        help=module.__doc__,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    if is_group:
        # Typer would take a group of one command for that command.
        app.callback()(_group)
    for command, function in module.COMMANDS.items():
        app.command(command)(function)
    try:
        app(args=arguments, prog_name=_program(name))
    except CodedError as error:
        typer.echo(f"{_program(name)}: {explain(error)}", err=True)
        return exit_status(error)
    return 0


def _group() -> None:
    """Have options only after the name of a command."""


def _program(name: str) -> str:
    return "fleet --print-config" if name == SETTINGS_COMMAND else f"fleet {name}"


def _usage() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {text}" for name, text in COMMANDS.items()]
    return "\n".join(
        [
            "usage: fleet COMMAND ... [--config FILE]   (fleet COMMAND --help says more)",
            "       fleet --print-config [--config FILE]",
            "",
            *lines,
            "",
            EXAMPLE,
            "exit status: 0 done, 1 failed, 2 wrong usage or settings",
        ]
    )


if __name__ == "__main__":
    main()

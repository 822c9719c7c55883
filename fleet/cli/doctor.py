"""Look whether everything that the fleet manager needs is there and works."""

import logging
import sys

import typer

from daemon.boundary import Boundaries
from fleet.api.console_parts import STATIC_DIR
from fleet.cli.configured import DEFAULT_CONFIG, ConfigOption, JsonOption, start_log
from fleet.cli.texts import FAILED
from fleet.clock import SystemClock
from fleet.doctor.examination import checks, examine
from fleet.doctor.report import CheckResult, Outcome, Report
from fleet.settings import load

_log = logging.getLogger(__name__)


def command(*, config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """Look whether everything that the fleet manager needs is there and works.

    Disturbs no process that runs; to time the disk and the database it writes a file, which it
    removes, and one mark. The exit status is 1 where a check failed.

    Example: fleet doctor --config fleet.toml
    """
    settings = load(config)
    start_log(settings, quiet=True)
    results = []
    for result in examine(checks(settings, SystemClock(), STATIC_DIR), Boundaries(_log)):
        results.append(result)
        if not as_json:
            typer.echo(_row(result))
    report = Report(
        checks=tuple(results), ok=all(one.result is not Outcome.FAILED for one in results)
    )
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    if not report.ok:
        sys.exit(FAILED)


def _row(result: CheckResult) -> str:
    figure = "" if result.value is None else f"{result.value:g} {result.unit or ''}".strip()
    said = f"{result.detail} [{result.code}]"
    return f"{result.name:<14} {result.result:<8} {figure:>14} {result.seconds:>6.1f} s  {said}"


COMMANDS = {"doctor": command}

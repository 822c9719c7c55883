"""`kiosk selftest`: whether everything that a station needs works, for a technician before it."""

import os
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Annotated

import typer

from kiosk.cli.configured import (
    DEFAULT_CONFIG,
    ConfigOption,
    PrintConfigOption,
    print_config,
)
from kiosk.cli.options import JsonOption, Language, language_of
from kiosk.cli.texts import FAILED
from kiosk.errors import EnrolmentError
from kiosk.identity import store
from kiosk.paths import DataPaths
from kiosk.selftest.order import CHECKS, Check
from kiosk.selftest.report import CheckResult, Outcome, Report
from kiosk.selftest.runner import Ran, child_of, run
from kiosk.selftest.texts import HEADINGS, NAMES, OUTCOMES, SUM, choose, explain
from kiosk.settings import Settings, load

DISTRIBUTION = "tramquet"

OnlyOption = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="NAME", help="Only this check; may be given more than once."),
]


def command(
    *,
    config: ConfigOption = DEFAULT_CONFIG,
    only: OnlyOption = None,
    as_json: JsonOption = False,
    language: Annotated[
        Language | None, typer.Option(help="Language of the words; else that of LANG.")
    ] = None,
    show_config: PrintConfigOption = False,
) -> None:
    """Try camera, decoder, window, sound, buttons, disk, clock, broker and fleet.

    A station that is running isn't disturbed: what it has taken it is asked for. Started as root
    the checks run as the user who owns the data directory. A check that hangs is ended and said.
    The exit status is 1 where one has failed.

    Example: kiosk selftest --only camera --only window --language vi
    """
    settings = load(config)
    if show_config:
        print_config(settings)
        raise typer.Exit
    words = (language or language_of(os.environ.get("LANG", ""))).value
    checks = chosen(only or [])
    report = make_report(settings, checks, words, tell=not as_json)
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    if not report.ok:
        sys.exit(FAILED)


def chosen(only: list[str]) -> tuple[Check, ...]:
    """Give the checks of these names, in the order of all; all of them where none is named."""
    names = [name for given in only for name in given.split(",")]
    known = [check.name for check in CHECKS]
    for name in names:
        if name not in known:
            raise typer.BadParameter(f"--only {name!r}: there are {', '.join(known)}")
    return tuple(check for check in CHECKS if not names or check.name in names)


def make_report(
    settings: Settings, checks: tuple[Check, ...], language: str, *, tell: bool
) -> Report:
    """Run the checks.

    Args:
        tell: print a row as soon as each is done.
    """
    child = child_of(settings.data_dir)
    results = []
    if tell:
        check, result, figure, detail = (choose(texts, language) for texts in HEADINGS.values())
        typer.echo(_row(check, result, figure, "s", detail))
    for one in checks:
        done = _result(run(one, settings, child), language)
        results.append(done)
        if tell:
            typer.echo(to_text(done, language))
    failures = sum(done.result is Outcome.FAILED for done in results)
    if tell:
        typer.echo("\n" + choose(SUM, language).format(failed=failures, all=len(results)))
    return Report(
        release=version(DISTRIBUTION),
        station=_station(settings),
        at=datetime.now(UTC),
        ok=not failures,
        checks=tuple(results),
    )


def to_text(result: CheckResult, language: str) -> str:
    """Give one check as a row for people."""
    value = "" if result.value is None else f"{result.value:g} {result.unit or ''}".strip()
    return _row(
        choose(NAMES[result.name], language),
        choose(OUTCOMES[result.result], language),
        value,
        f"{result.seconds:.1f}",
        f"{result.detail} [{result.code}]",
    )


def _row(name: str, result: str, figure: str, seconds: str, detail: str) -> str:
    return f"{name:<17} {result:<8} {figure:>10} {seconds:>5}  {detail}".rstrip()


def _result(ran: Ran, language: str) -> CheckResult:
    finding = ran.finding
    return CheckResult(
        name=ran.name,
        result=finding.outcome,
        code=finding.code,
        detail=explain(finding, language),
        value=finding.value,
        unit=finding.unit,
        seconds=ran.seconds,
    )


def _station(settings: Settings) -> str | None:
    try:
        return store.load(DataPaths(settings.data_dir).identity).station
    except EnrolmentError:
        return None

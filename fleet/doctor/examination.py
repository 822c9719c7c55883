"""All checks of the fleet manager, in the order in which one builds on the other."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from daemon.boundary import Boundaries
from fleet.clock import Clock
from fleet.doctor import files, services
from fleet.doctor.report import CheckResult, Found, failed
from fleet.settings import Settings

Check = Callable[[], Found]


def checks(settings: Settings, clock: Clock, static_dir: Path) -> dict[str, Check]:
    """Name the checks; each is made only when it is called."""
    console, stations = settings.console, settings.stations
    return {
        "data_dir": lambda: files.data_directory(settings),
        "disk": lambda: files.space(settings),
        "keys": lambda: files.keys(settings),
        "certificates": lambda: files.certificates(settings, clock.now()),
        "revocations": lambda: files.revocations(settings, clock.now()),
        "database": lambda: services.database(settings),
        "mosquitto": lambda: services.mosquitto(settings),
        "broker": lambda: services.broker(settings),
        "console_port": lambda: services.port(console.host, console.port),
        "stations_port": lambda: services.port(stations.host, stations.port),
        "processes": lambda: services.processes_at_work(settings, clock),
        "backlog": lambda: services.backlog(settings, clock),
        "history": lambda: services.history(settings, clock),
        "clock": lambda: services.clock_synchronised(settings, clock.now()),
        "console": lambda: files.console(static_dir),
    }


def examine(named: dict[str, Check], boundaries: Boundaries) -> Iterator[CheckResult]:
    """Make the checks one after the other; one that breaks is a failed one, the rest go on."""
    for name, check in named.items():
        began = time.monotonic()
        found = failed("check.broke", "the log says why")
        with boundaries.guard(f"doctor.{name}"):
            found = check()
        seconds = round(time.monotonic() - began, 3)
        yield CheckResult(name=name, seconds=seconds, **found.model_dump())

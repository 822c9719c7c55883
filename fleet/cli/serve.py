"""Run everything in one process: broker, ingest, listeners for stations and console."""

import asyncio

from daemon.garbage import collect_seldom
from fleet.app import ALL_ROLES, build
from fleet.cli.configured import DEFAULT_CONFIG, ConfigOption, start_log, supervisor
from fleet.settings import load


def command(*, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Run everything in one process: broker, ingest, listeners for stations and console.

    Ends on SIGTERM or Ctrl+C. Example: fleet serve --config fleet.toml
    """
    settings = load(config)
    start_log(settings)
    collect_seldom()
    asyncio.run(build(settings, ALL_ROLES, supervisor=supervisor()).run())


COMMANDS = {"serve": command}

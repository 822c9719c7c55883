"""Run the listeners for stations and the console."""

import asyncio

from fleet.app import Role, build
from fleet.cli.configured import DEFAULT_CONFIG, ConfigOption, start_log, supervisor
from fleet.settings import load


def command(*, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Run the listeners for stations and the console; broker and ingest run elsewhere.

    Ends on SIGTERM or Ctrl+C. Example: fleet api --config fleet.toml
    """
    settings = load(config)
    start_log(settings)
    asyncio.run(build(settings, {Role.API}, supervisor=supervisor()).run())


COMMANDS = {"api": command}

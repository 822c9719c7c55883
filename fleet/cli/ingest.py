"""Take in what stations say."""

import asyncio

from daemon.garbage import collect_seldom
from fleet.app import Role, build
from fleet.cli.configured import DEFAULT_CONFIG, ConfigOption, start_log, supervisor
from fleet.settings import load


def command(*, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Take in what stations say over MQTT, and publish what they are told.

    Several may run, each with a name of its own as `worker` in its settings.

    Ends on SIGTERM or Ctrl+C. Example: fleet ingest --config fleet.toml
    """
    settings = load(config)
    start_log(settings)
    collect_seldom()
    asyncio.run(build(settings, {Role.INGEST}, supervisor=supervisor()).run())


COMMANDS = {"ingest": command}

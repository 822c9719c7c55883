"""Look after presence, alerts and history."""

import asyncio

from fleet.app import Role, build
from fleet.cli.configured import DEFAULT_CONFIG, ConfigOption, start_log, supervisor
from fleet.settings import load


def command(*, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Look after presence, alerts and the health history.

    Several may run, each with a name of its own as `worker` in its settings; one of them works, and
    when it ends another goes on.

    Ends on SIGTERM or Ctrl+C. Example: fleet worker --config fleet.toml
    """
    settings = load(config)
    start_log(settings)
    asyncio.run(build(settings, {Role.WORKER}, supervisor=supervisor()).run())


COMMANDS = {"worker": command}

"""Bring the database to this release's schema."""

from fleet.cli.configured import DEFAULT_CONFIG, ConfigOption, JsonOption, show, start_log
from fleet.clock import SystemClock
from fleet.db import migrate
from fleet.db.engine import Database, database_url
from fleet.parts import prepare
from fleet.settings import load


def command(*, config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """Bring the database to this release's schema; does nothing when it has it.

    Example: fleet migrate --config fleet.toml
    """
    settings = load(config)
    start_log(settings, quiet=True)
    prepare(settings, SystemClock())
    database = Database(database_url(settings))
    try:
        before, after = migrate.upgrade(database)
    finally:
        database.close()
    result: dict[str, object] = {"before": before, "after": after}
    text = f"the database has schema {after}"
    if before != after:
        text = f"the database is brought from schema {before or 'none'} to {after}"
    show(result, text, as_json=as_json)


COMMANDS = {"migrate": command}

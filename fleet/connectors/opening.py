"""Opens the way to other systems as a process's settings say.

Apart from `fleet.parts`: most commands ask nobody, and what a connector needs is a third of what
they would load.
"""

import os
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager

from fleet.clock import Clock
from fleet.connectors.ask import Connectors
from fleet.connectors.fetch import Fetcher
from fleet.connectors.secret_store import FOLDER, Secrets
from fleet.db.engine import Database
from fleet.settings import Settings


@contextmanager
def opened_connectors(settings: Settings, database: Database, clock: Clock) -> Iterator[Connectors]:
    """Give the way to other systems, for as long as the block lasts."""
    secrets = Secrets(folder=settings.data_dir / FOLDER, environ=os.environ)
    fetcher = Fetcher(clock, secrets, networks=settings.connectors.networks)
    with closing(Connectors(database, clock, fetcher, random.random)) as opened:
        yield opened

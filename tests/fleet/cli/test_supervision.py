"""A process whose ingest has ended ends too, so that whoever watches it can bring it back."""

import asyncio
from contextlib import ExitStack
from typing import cast

import pytest

from fleet.app import Fleet
from fleet.errors import Unavailable
from fleet.ingest.app import Ingest


class DeadIngest:
    """An ingest whose thread died of something that nobody foresaw."""

    alive = False

    def __init__(self) -> None:
        self.stopped = False

    def start(self) -> None:
        """Begin, and die at once."""

    def stop(self) -> None:
        """Note that what was left of it was ended."""
        self.stopped = True


def test_a_dead_ingest_ends_the_process() -> None:
    ingest = DeadIngest()
    fleet = Fleet(
        broker=None,
        ingest=cast("Ingest", ingest),
        listeners=(),
        hub=None,
        upkeep=None,
        opened=ExitStack(),
        where="nowhere",
    )
    with pytest.raises(Unavailable, match=r"ingest\.died"):
        asyncio.run(fleet.run())
    assert ingest.stopped

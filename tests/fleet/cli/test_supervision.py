"""What the service manager hears of a process, and what ends one so that it is brought back."""

import asyncio
import signal
from contextlib import ExitStack
from typing import cast

import pytest

from fleet.app import Fleet, Pieces
from fleet.broker.child import BrokerChild
from fleet.errors import Unavailable
from fleet.ingest.app import Ingest
from tests.support.kiosk_clock import SetClock
from tests.support.told import Told, supervisor


class PartOfIt:
    """An ingest or a broker, whose thread may have died of something that nobody foresaw."""

    def __init__(self, *, alive: bool = True) -> None:
        self.alive = alive
        self.connected = False
        self.stopped = False

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """Note that what was left of it was ended."""
        self.stopped = True


class Hearing(Told):
    """Lets the broker come once something was said, and ends the process after the last word."""

    def __init__(self, last: str, ingest: PartOfIt) -> None:
        super().__init__(watchdog_s=None)
        self._last = last
        self._ingest = ingest

    def _send(self, *lines: str) -> None:
        super()._send(*lines)
        self._ingest.connected = True
        if self.said[-1] == self._last:
            signal.raise_signal(signal.SIGTERM)


class Process:
    """A process of the fleet manager whose parts and service manager are the test's."""

    def __init__(
        self, ingest: PartOfIt, broker: PartOfIt | None = None, told: Told | None = None
    ) -> None:
        self.told = told or Told()
        pieces = Pieces(broker=cast("BrokerChild", broker), ingest=cast("Ingest", ingest))
        self.fleet = Fleet(
            pieces,
            opened=ExitStack(),
            where="nowhere",
            supervisor=supervisor(self.told, SetClock()),
        )


def test_a_dead_ingest_ends_the_process() -> None:
    ingest = PartOfIt(alive=False)
    with pytest.raises(Unavailable, match=r"ingest\.died"):
        asyncio.run(Process(ingest).fleet.run())
    assert ingest.stopped


def test_a_broker_that_nobody_keeps_alive_ends_the_process() -> None:
    ingest, broker = PartOfIt(), PartOfIt(alive=False)
    with pytest.raises(Unavailable, match=r"broker\.died"):
        asyncio.run(Process(ingest, broker).fleet.run())
    assert ingest.stopped
    assert broker.stopped


def test_ready_without_the_broker_which_is_told_of_when_it_comes() -> None:
    ingest = PartOfIt()
    told = Hearing("STATUS=nowhere; broker connected", ingest)
    asyncio.run(Process(ingest, told=told).fleet.run())
    assert told.said == [
        "READY=1 STATUS=nowhere; broker away",
        "STATUS=nowhere; broker connected",
        "STOPPING=1 STATUS=ending",
    ]

"""What stands for the fleet's HTTP side in tests of the station."""

from collections.abc import Callable, Iterator
from datetime import datetime

import httpx2

from tests.support.kiosk_clock import SetClock


class FakeTokens:
    """Gives numbered tokens, and remembers what it was told."""

    def __init__(self) -> None:
        self.number = 1
        self.dates: list[str] = []
        self.at = SetClock().now()
        """The fleet's time."""

    def bearer(self) -> str:
        return f"token-{self.number}"

    def learn_server_time(self, date: str) -> None:
        self.dates.append(date)

    def now(self) -> datetime:
        return self.at

    def forget(self) -> None:
        self.number += 1


class Drip(httpx2.SyncByteStream):
    """A body that comes in pieces; something happens before each."""

    def __init__(self, pieces: list[bytes], before: Callable[[], None]) -> None:
        self._pieces = pieces
        self._before = before

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._before()
            yield piece

"""Keeps the station process informed, and itself informed about it.

Every few seconds, and at once when it changes, the station is told whether the fleet can be
reached; it shows "offline" by itself when it hears nothing for longer. If it shows another desired
state than the one in force, as after the agent was killed between installing and telling, it is
told to read it again.
"""

import logging
from collections.abc import Callable

from kiosk.agent.commands import Station
from kiosk.clock import Clock
from kiosk.errors import LocalError
from kiosk.local.protocol import Failed, GetStatus, NetworkIs, Reload, StatusReply

EVERY_S = 5.0
TIMEOUT_S = 1.0
"""The station's loop turns at least five times a second."""

_log = logging.getLogger(__name__)


class StationWatch:
    """The station process, seen from the agent's loop.

    Args:
        in_force: gives the number of the desired state in force.
    """

    def __init__(self, station: Station, clock: Clock, in_force: Callable[[], int]) -> None:
        self._station = station
        self._clock = clock
        self._in_force = in_force
        self._online = NetworkIs(online=False)
        self._due_s = clock.monotonic_s()
        self._trouble = ""
        self.status: StatusReply | None = None
        """What it said last, None while it doesn't answer."""

    def network(self, *, online: bool) -> None:
        """Take note that the fleet can be reached, or can't; the station hears it next turn."""
        since = self._clock.now() if self._clock.trusted() else None
        self._online = NetworkIs(online=online, since=since)
        self._due_s = self._clock.monotonic_s()

    def turn(self) -> bool:
        """Tell and ask, when it is time; blocks for a second where the station hangs.

        Returns:
            Whether it was time.
        """
        now_s = self._clock.monotonic_s()
        if now_s < self._due_s:
            return False
        self._due_s = now_s + EVERY_S
        try:
            self._station.ask(self._online, TIMEOUT_S)
            answer = self._station.ask(GetStatus(), TIMEOUT_S)
            self.status = answer if isinstance(answer, StatusReply) else None
            if self.status is not None and self.status.number != self._in_force():
                self._tell_to_reload()
        except LocalError as error:
            self._lost(error)
        else:
            self._found()
        return True

    def reload(self) -> None:
        """Tell the station that another state is in force; it hears it next turn at the latest."""
        try:
            self._tell_to_reload()
        except LocalError as error:
            self._lost(error)

    def _tell_to_reload(self) -> None:
        answer = self._station.ask(Reload(), TIMEOUT_S)
        if isinstance(answer, Failed):
            _log.error("the station can't show the state in force: %s", answer.detail)

    def _lost(self, error: LocalError) -> None:
        self.status = None
        if error.code != self._trouble:
            _log.warning("the station process doesn't answer: %s", error)
        self._trouble = error.code

    def _found(self) -> None:
        if self._trouble:
            _log.info("the station process answers again")
        self._trouble = ""

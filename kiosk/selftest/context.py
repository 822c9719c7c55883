"""What a check may know: the settings, the clock, and which of the station's processes run.

Neither process is disturbed by being looked at: the station process is asked over its own socket,
and whether an agent runs is read from the kernel's list of locks (proc(5), /proc/locks), since
taking the agent's lock for a moment could keep one from starting.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import Clock
from kiosk.errors import LocalError
from kiosk.local.client import LocalClient
from kiosk.local.protocol import GetStatus, StatusReply
from kiosk.paths import DataPaths
from kiosk.selftest.report import Finding, failed
from kiosk.settings import Settings

LOCKS = Path("/proc/locks")
STATION_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a check works on."""

    settings: Settings
    clock: Clock

    @property
    def paths(self) -> DataPaths:
        """Where the station keeps what."""
        return DataPaths(self.settings.data_dir)

    def station(self) -> StatusReply | Finding | None:
        """Ask the station process how it is.

        Returns:
            None where none runs; a finding where one runs that doesn't answer.
        """
        try:
            reply = LocalClient(self.paths.socket, self.clock).ask(GetStatus(), STATION_TIMEOUT_S)
        except LocalError as error:
            if error.code == "local.unreachable":
                return None
            return failed("station.no_answer", reason=error.code)
        except OSError:
            return None
        return reply if isinstance(reply, StatusReply) else failed("station.no_answer", reason="?")

    def agent_runs(self, locks: Path = LOCKS) -> bool:
        """Say whether a process has the agent's lock on the data directory."""
        try:
            folder = self.settings.data_dir.stat()
            listed = locks.read_text()
        except OSError:
            return False
        major, minor = os.major(folder.st_dev), os.minor(folder.st_dev)
        held = f"{major:02x}:{minor:02x}:{folder.st_ino}"
        return any("FLOCK" in line and held in line.split() for line in listed.splitlines())

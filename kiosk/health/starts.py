"""How often something was started again in the last day, kept across restarts and power cuts.

Each process notes its own start; the first after a boot is none that anybody need hear of. A file
holds at most `KEEP` restarts, and one that is full is written again every ten minutes at most, so
that something that fails every other second doesn't wear the card out. Moments come from the wall
clock, right or wrong: those that lie in the future count as now.
"""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from contract.model import Moment
from daemon.durable import Disk, replace_file
from kiosk.clock import Clock

WINDOW = timedelta(hours=24)
KEEP = 100
FULL_PAUSE = timedelta(minutes=10)

STATION = "station.json"
AGENT = "agent.json"
CAMERA = "camera.json"

_log = logging.getLogger(__name__)


class _Notes(BaseModel):
    """What a file holds.

    Attributes:
        boot_id: of the newest start.
        restarts: when, oldest first.
    """

    model_config = ConfigDict(frozen=True)

    boot_id: str = ""
    restarts: Annotated[tuple[Moment, ...], Field(max_length=KEEP)] = ()


class Starts:
    """The notes about one thing that may be started again; used by one thread.

    Args:
        path: file in `DataPaths.starts`.
        boot_id: of this run of the kernel.
    """

    def __init__(self, path: Path, clock: Clock, boot_id: str, disk: Disk | None = None) -> None:
        self._path = path
        self._clock = clock
        self._boot_id = boot_id
        self._disk = disk or Disk()
        self._complained = False

    def started(self) -> None:
        """Note a start; raises nothing, a disk that can't be written is in the log."""
        notes = self._load()
        if notes.boot_id != self._boot_id:
            self._keep(_Notes(boot_id=self._boot_id, restarts=notes.restarts))
        else:
            self._add(notes)

    def failed(self) -> None:
        """Note that it has to be started again; raises nothing."""
        self._add(self._load())

    def count(self) -> int:
        """Say how often it was started again in the last 24 hours; `KEEP` stands for more."""
        return len(self._load().restarts)

    def _add(self, notes: _Notes) -> None:
        now = self._clock.now()
        if len(notes.restarts) >= KEEP and now - notes.restarts[-1] < FULL_PAUSE:
            return
        restarts = (*notes.restarts, now)[-KEEP:]
        self._keep(_Notes(boot_id=self._boot_id, restarts=restarts))

    def _load(self) -> _Notes:
        try:
            notes = _Notes.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            # Not there yet, or spoilt: a count that begins anew harms nobody.
            return _Notes()
        now = self._clock.now()
        return _Notes(boot_id=notes.boot_id, restarts=_recent(notes.restarts, now))

    def _keep(self, notes: _Notes) -> None:
        try:
            self._disk.make_folder(self._path.parent)
            replace_file(self._disk, self._path, notes.model_dump_json().encode())
        except OSError as error:
            if not self._complained:
                _log.warning("a start can't be noted: %s", error)
            self._complained = True


def _recent(restarts: tuple[datetime, ...], now: datetime) -> tuple[datetime, ...]:
    return tuple(min(at, now) for at in restarts if now - at < WINDOW)

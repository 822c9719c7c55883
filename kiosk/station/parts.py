"""What the loop is built of, as the loop sees it; `app.py` names the adapters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.camera.port import CameraLink
from kiosk.clock import Clock
from kiosk.local.server import PendingRequest
from kiosk.lookup.worker import Answered, Question
from kiosk.station.desk import Desk
from kiosk.station.notices import Notices
from kiosk.station.recorder import Recorder
from kiosk.ui.port import Window


class Lookups(Protocol):
    """Asks about goods in a thread of its own; `kiosk.lookup.worker.LookupWorker` is one."""

    def start(self) -> None:
        """Start the thread."""
        ...

    def submit(self, question: Question) -> None:
        """Have a question asked; doesn't wait."""
        ...

    def poll(self) -> Sequence[Answered]:
        """Give the answers that came since the last call; doesn't wait."""
        ...

    def stop(self) -> None:
        """End the thread."""
        ...


class Requests(Protocol):
    """Takes the agent's requests; `kiosk.local.server.LocalServer` is one."""

    def start(self) -> None:
        """Open the socket."""
        ...

    def poll(self) -> Sequence[PendingRequest]:
        """Give the requests that came since the last call; doesn't wait."""
        ...

    def stop(self) -> None:
        """Close the socket."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything but the flow.

    Attributes:
        note_start: keeps that the process has started.
        note_failure: keeps that the camera failed and is started again.
        notices: gives other recalls and keys than before, None while they are the same.
        wait: waits until something happens, at most until a monotonic time.
    """

    camera: CameraLink
    lookups: Lookups
    window: Window
    local: Requests
    recorder: Recorder
    desk: Desk
    note_start: Callable[[], None]
    note_failure: Callable[[], None]
    notices: Callable[[], Notices | None]
    clock: Clock
    wait: Callable[[float], None]

"""How picamera2 hands libcamera's frames on, for the simulator `kiosk.camera.pi.simulated`.

Facts (picamera2 0.3.38): libcamera fills requests that were queued and drops a frame when none is;
each completed one goes to the job at the head of a queue, and what no job takes is queued again at
once, but for the last one where the configuration says `queue`. A job that nobody waits for any
more stays at the head. A request is queued again when it is released, with the controls that were
set meanwhile; one from before a stop isn't. There is no thread here: time passes while somebody
waits, and what would have happened before is made up for when somebody asks.
"""

import math
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kiosk.camera.pi.port import Yuv

Execute = Callable[[], tuple[bool, Any]]
"""Says whether it is done, and its result."""
EXPOSURE_S = 0.01


class PiFault(StrEnum):
    """What goes wrong with a camera."""

    NO_LIBRARY = "no_library"
    """picamera2 isn't installed."""
    HANG_ON_OPEN = "hang_on_open"
    """Opening never comes back."""
    HANG_ON_STOP = "hang_on_stop"
    """libcamera's stop never comes back."""
    STALL = "stall"
    """No frame comes, and nobody says so."""
    CANCELLED = "cancelled"
    """libcamera gives the sensor up: it cancels all requests, and no frame ever comes again."""
    DAMAGED = "damaged"
    """Frames come with the status of an error."""
    NO_BUFFER = "no_buffer"
    """Requests come whose memory isn't found."""
    FROZEN = "frozen"
    """The sensor gives the same picture again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a camera's events depend on.

    Attributes:
        fault: what is wrong from frame `at_frame` on, for `frames` frames or for ever.
        sleep: waits some seconds.
        monotonic_s: the clock.
        period_s: how long a frame takes, as the controls in force say.
        describe: makes the metadata of a frame, by its number and the time of its exposure.
        draw: fills the memory of a stream with a frame, by the numbers of buffer and frame.
        spoil: called with each buffer that is the camera's again.
    """

    fault: PiFault | None
    at_frame: int
    frames: int | None
    sleep: Callable[[float], None]
    monotonic_s: Callable[[], float]
    period_s: Callable[[], float]
    describe: Callable[[int, float], Mapping[str, object]]
    draw: Callable[[str, int, int], Yuv]
    spoil: Callable[[int], None]

    def fault_at(self, frame: int) -> PiFault | None:
        """Give what is wrong at a frame."""
        last = self.at_frame + (self.frames or 2**62)
        return self.fault if self.at_frame <= frame < last else None

    def is_silent_after(self, frame: int) -> bool:
        """Say whether no frame ever comes again."""
        return self.frames is None and self.fault_at(frame) is PiFault.STALL


class Job:
    """What waits for the event loop."""

    def __init__(self, events: "Events", execute: Execute) -> None:
        self._events = events
        self._execute = execute
        self._ended = threading.Event()
        self._result: Any = None
        self._is_cancelled = False

    def execute(self) -> bool:
        """Try it; false where it has to be tried again with the next frame."""
        is_done, self._result = self._execute()
        if is_done:
            self._ended.set()
        return is_done

    def cancel(self) -> None:
        """Let whoever waits for it know that nothing comes of it."""
        self._is_cancelled = True
        self._ended.set()

    def get_result(self, timeout: float | None = None) -> Any:  # noqa: ANN401
        """Wait for its result.

        Raises:
            TimeoutError: not within `timeout` seconds; it stays in the queue.
            CancelledError: it was cancelled.
        """
        until_s = math.inf if timeout is None else self._events.now_s + timeout
        while not self._ended.is_set():
            if self._events.turn(until_s):
                continue
            if timeout is not None:
                raise TimeoutError
            self._ended.wait()
        if self._is_cancelled:
            raise CancelledError
        return self._result


@dataclass(slots=True, kw_only=True)
class SimulatedRequest:
    """A completed frame.

    Attributes:
        buffer: number of the memory that it lies in.
        run: how often the camera had been stopped before it.
    """

    events: "Events"
    buffer: int
    frame: int
    run: int
    metadata: Mapping[str, object]
    is_held: bool = True

    def get_metadata(self) -> Mapping[str, object]:
        """Give what the camera tells of the frame."""
        self._check()
        return dict(self.metadata)

    def view(self, stream: str) -> Yuv:
        """Give the camera's own memory of a stream."""
        self._check()
        if self.events.world.fault_at(self.frame) is PiFault.NO_BUFFER:
            raise RuntimeError("failed to find buffer")
        return self.events.world.draw(stream, self.buffer, self.frame)

    def release(self) -> None:
        """Give the request back to the camera."""
        if not self.is_held:
            raise RuntimeError("CompletedRequest: lock now has negative ref_count")
        self.is_held = False
        self.events.take_back(self)

    def _check(self) -> None:
        if not self.is_held:
            raise AssertionError("it was given back already")


@dataclass(slots=True, kw_only=True)
class Events:
    """libcamera's queue of requests, and picamera2's of jobs.

    Attributes:
        keep: how many completed requests are kept for whoever asks next.
    """

    world: World
    buffer_count: int
    keep: int
    frame: int = -1
    runs: int = 0
    is_running: bool = False
    _next_s: float = math.inf
    _queued: list[int] = field(default_factory=list)
    _completed: list[SimulatedRequest] = field(default_factory=list)
    _jobs: list[Job] = field(default_factory=list)

    @property
    def now_s(self) -> float:
        """The present."""
        return self.world.monotonic_s()

    def start(self) -> None:
        """Queue all requests and let the sensor run."""
        self._queued = list(range(self.buffer_count))
        self._next_s = self.now_s + self.world.period_s()
        self.is_running = True

    def dispatch(self, execute: Execute, *, immediate: bool = False) -> Job:
        """Put a job at the end of the queue.

        Args:
            immediate: try it at once if it is the only one, as one that needs no frame.
        """
        self._catch_up()
        job = Job(self, execute)
        self._jobs.append(job)
        if len(self._jobs) == 1 and (self._completed or immediate):
            self._work()
        return job

    def cancel_all(self) -> None:
        """Empty the queue of jobs."""
        jobs, self._jobs = self._jobs, []
        for job in jobs:
            job.cancel()

    def capture(self) -> tuple[bool, SimulatedRequest | None]:
        """Take a completed request, if there is one; to be dispatched."""
        return (True, self._completed.pop(0)) if self._completed else (False, None)

    def stop(self) -> tuple[bool, None]:
        """Let the sensor rest; to be dispatched."""
        if self.world.fault is PiFault.HANG_ON_STOP:
            threading.Event().wait()
        self.is_running = False
        self.runs += 1
        self._next_s = math.inf
        self._completed.clear()
        return True, None

    def turn(self, until_s: float) -> bool:
        """Let time pass until the next frame is complete, and do what follows.

        Returns:
            False where none is before `until_s`; at once where that is never.
        """
        if self._next_s > until_s or math.isinf(self._next_s):
            if not math.isinf(until_s):
                self.world.sleep(max(0.0, until_s - self.now_s))
            return False
        self.world.sleep(max(0.0, self._next_s - self.now_s))
        self._expose()
        return True

    def take_back(self, request: SimulatedRequest) -> None:
        """Queue a request again, unless the camera was stopped since."""
        if self.is_running and request.run == self.runs:
            self.world.spoil(request.buffer)
            self._queued.append(request.buffer)

    def _catch_up(self) -> None:
        while self._next_s <= self.now_s:
            self._expose()

    def _expose(self) -> None:
        self.frame += 1
        ended_s = self._next_s
        silent = self.world.is_silent_after(self.frame)
        self._next_s = math.inf if silent else ended_s + self.world.period_s()
        match self.world.fault_at(self.frame):
            case PiFault.STALL | PiFault.DAMAGED:
                return
            case PiFault.CANCELLED:
                self._queued.clear()
                self._next_s = math.inf
                return
            case _:
                pass
        if not self._queued:
            return
        self._completed.append(
            SimulatedRequest(
                events=self,
                buffer=self._queued.pop(0),
                frame=self.frame,
                run=self.runs,
                metadata=self.world.describe(self.frame, ended_s - EXPOSURE_S),
            )
        )
        self._work()

    def _work(self) -> None:
        while self._jobs and self._jobs[0].execute():
            self._jobs.pop(0)
        while len(self._completed) > self.keep:
            self._completed.pop(0).release()

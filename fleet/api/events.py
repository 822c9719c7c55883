"""Live events for browsers: one look at the database serves them all.

The hub lives on the event loop of the console's listener. It looks only while somebody listens. A
browser that reads too slowly is dropped: it comes back with the id of the last scan that it has.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable

from daemon.boundary import Boundaries
from fleet.api.kept import Kept
from fleet.api.live import Look, resume
from fleet.clock import Clock
from fleet.db.engine import Database

LOOK_EVERY_S = 0.5
HEARTBEAT_S = 15.0
QUEUE_FRAMES = 512
RETRY = b"retry: 2000\n\n"
HEARTBEAT = b": alive\n\n"
SIGNED_OUT = b"event: signed_out\ndata: {}\n\n"

_log = logging.getLogger(__name__)


class _Listener:
    """One browser's queue."""

    def __init__(self) -> None:
        self.frames: asyncio.Queue[bytes | None] = asyncio.Queue(QUEUE_FRAMES)
        self._dropped = False

    def put(self, frame: bytes) -> None:
        """Queue a frame; a queue that is full ends the stream."""
        if self._dropped:
            return
        try:
            self.frames.put_nowait(frame)
        except asyncio.QueueFull:
            self.drop()

    def drop(self) -> None:
        """End the stream; what is queued is thrown away."""
        self._dropped = True
        while not self.frames.empty():
            self.frames.get_nowait()
        self.frames.put_nowait(None)


class Hub:
    """Looks at the database and tells every browser that listens.

    Everything but the database work runs on one event loop.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        kept: Kept,
        *,
        look_every_s: float = LOOK_EVERY_S,
        heartbeat_s: float = HEARTBEAT_S,
    ) -> None:
        self._database = database
        self._clock = clock
        self._kept = kept
        self._look_every_s = look_every_s
        self._heartbeat_s = heartbeat_s
        self._listeners: dict[_Listener, str] = {}
        self._looking: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._boundaries = Boundaries(_log)
        self._closed = False

    @property
    def listeners(self) -> int:
        """How many browsers listen."""
        return len(self._listeners)

    async def stream(
        self, token: str, last_scan: int | None, still_signed_in: Callable[[], bool]
    ) -> AsyncIterator[bytes]:
        """Give the frames for one browser, until its session ends, it is too slow, or `close`.

        Args:
            token: of its session, for `end`.
            last_scan: id of the newest scan that it has.
            still_signed_in: asked on a worker thread at each heartbeat.
        """
        listener = _Listener()
        yield RETRY
        try:
            with self._boundaries.guard("events.stream"):
                # First the listening begins, then the past is read: what comes in between comes
                # twice, not never.
                await self._join(listener, token)
                for frame in await asyncio.to_thread(self._resume, last_scan):
                    yield frame
                async for frame in self._listen(listener, still_signed_in):
                    yield frame
        finally:
            self._listeners.pop(listener, None)

    def end(self, token: str) -> None:
        """End the streams of one session; may be called from any thread."""
        self._call(lambda: self._drop(token))

    def close(self) -> None:
        """End all streams, so that the listener can stop; may be called from any thread."""
        self._closed = True
        self._call(lambda: self._drop(None))

    def _resume(self, last_scan: int | None) -> list[bytes]:
        return resume(self._database, self._kept, last_scan, self._clock.now())

    async def _join(self, listener: _Listener, token: str) -> None:
        self._loop = asyncio.get_running_loop()
        self._listeners[listener] = token
        if self._closed:
            listener.drop()
            return
        async with self._starting:
            if self._looking is None or self._looking.done():
                look = await asyncio.to_thread(Look, self._database, self._clock.now())
                self._looking = asyncio.create_task(self._look_on(look), name="console-events")

    async def _listen(
        self, listener: _Listener, still_signed_in: Callable[[], bool]
    ) -> AsyncIterator[bytes]:
        loop = asyncio.get_running_loop()
        beat_at = loop.time() + self._heartbeat_s
        while True:
            try:
                async with asyncio.timeout_at(beat_at):
                    frame = await listener.frames.get()
            except TimeoutError:
                if not await asyncio.to_thread(still_signed_in):
                    yield SIGNED_OUT
                    return
                beat_at = loop.time() + self._heartbeat_s
                frame = HEARTBEAT
            if frame is None:
                return
            yield frame

    async def _look_on(self, look: Look) -> None:
        while self._listeners:
            with self._boundaries.guard("events.look"):
                for frame in await asyncio.to_thread(look.frames, self._clock.now()):
                    for listener in list(self._listeners):
                        listener.put(frame)
            await asyncio.sleep(self._look_every_s)

    def _drop(self, token: str | None) -> None:
        for listener, owner in list(self._listeners.items()):
            if token in {None, owner}:
                listener.drop()

    def _call(self, job: Callable[[], None]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(job)


def last_event_id(header: str | None, after: int | None) -> int | None:
    """Choose from where to resume: the browser's own header wins over the first page's number."""
    if header is not None and header.isascii() and header.isdecimal() and len(header) < 19:
        return int(header)
    return after

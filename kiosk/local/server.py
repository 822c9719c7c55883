"""The station process's end of the local socket.

One thread owns all connections and never waits for any of them. Whole requests wait in a bounded
queue for the station's own loop (`poll`), which answers when it likes; when the queue is full the
peer is told `local.busy`. A lock file says who owns the socket, so that what a killed process left
behind is replaced and a living one's socket is not.
"""

import errno
import fcntl
import logging
import os
import queue
import selectors
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from daemon.boundary import Boundaries
from daemon.watchdog import Pulse
from kiosk.clock import Clock, SystemClock
from kiosk.errors import LocalError
from kiosk.local import address
from kiosk.local.connection import Connection, Phase
from kiosk.local.protocol import Failed, Reply, Request

MAX_CONNECTIONS = 16
MAX_REQUESTS = 16
TICK_S = 0.5
SHORT = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
"""Descriptors or memory are short (accept(2))."""
SHORT_PAUSE_S = 1.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PendingRequest:
    """A request that waits for its answer.

    Attributes:
        reply: sends the answer; the first one counts, and after the peer has gone it does nothing.
    """

    request: Request
    reply: Callable[[Reply], None]


class LocalServer:
    """Answers the station's other processes.

    Args:
        path: of the socket; its folder exists.
        ring: called on the server's thread when there is a request to poll.
        pulse: of that thread.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock | None = None,
        *,
        ring: Callable[[], object] = lambda: None,
        pulse: Pulse | None = None,
    ) -> None:
        self._path = path
        self._pulse = pulse or Pulse("local socket")
        self._ring_owner = ring
        self._clock = clock or SystemClock()
        self._requests: queue.Queue[PendingRequest] = queue.Queue(MAX_REQUESTS)
        self._answers: queue.SimpleQueue[tuple[Connection, Reply]] = queue.SimpleQueue()
        self._connections: dict[int, Connection] = {}
        self._boundaries = Boundaries(_log)
        self._listens_again_at_s: float | None = None
        self._running = False
        self._thread: threading.Thread | None = None
        self._lock = -1

    def start(self) -> None:
        """Open the socket and begin to read.

        Raises:
            LocalError: `local.in_use` where another process has it, `local.unusable`.
        """
        self._take_lock()
        try:
            self._listener = address.listen(self._path, MAX_CONNECTIONS)
        except OSError as error:
            os.close(self._lock)
            raise LocalError("local.unusable", path=str(self._path), detail=str(error)) from error
        self._bell, self._bell_rope = socket.socketpair()
        self._bell.settimeout(0)
        self._bell_rope.settimeout(0)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._running = True
        self._thread = threading.Thread(target=self._run, name="local-server", daemon=True)
        self._thread.start()

    def poll(self) -> list[PendingRequest]:
        """Give the requests that came since the last call; doesn't wait."""
        found = []
        while not self._requests.empty():
            found.append(self._requests.get_nowait())
        return found

    def stop(self) -> None:
        """Close the socket and every connection; more than once is no error."""
        if self._thread is None:
            return
        self._running = False
        self._ring()
        self._thread.join()
        self._thread = None
        for connection in self._connections.values():
            connection.peer.close()
        self._connections.clear()
        self._selector.close()
        self._listener.close()
        self._bell.close()
        self._bell_rope.close()
        self._path.unlink(missing_ok=True)
        os.close(self._lock)

    def _take_lock(self) -> None:
        path = self._path.with_name(self._path.name + ".lock")
        try:
            self._lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise LocalError("local.unusable", path=str(path), detail=str(error)) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._lock)
            raise LocalError("local.in_use", path=str(self._path)) from error

    def _run(self) -> None:
        while self._running:
            self._pulse.beat()
            with self._boundaries.guard("local.turn"):
                self._turn()
        with self._boundaries.guard("local.last_answers"):
            # Who asked for the end is told that it comes.
            self._send_answers(self._clock.monotonic_s())

    def _turn(self) -> None:
        ready = self._selector.select(TICK_S)
        now_s = self._clock.monotonic_s()
        if self._listens_again_at_s is not None and now_s >= self._listens_again_at_s:
            self._listens_again_at_s = None
            self._selector.register(self._listener, selectors.EVENT_READ)
        for connection in self._connections.values():
            connection.end_if_late(now_s)
        for key, mask in ready:
            if key.fileobj is self._listener:
                self._accept(now_s)
            elif key.fileobj is self._bell:
                self._silence()
            else:
                self._serve(self._connections[key.fd], mask, now_s)
        self._send_answers(now_s)
        for descriptor, connection in list(self._connections.items()):
            self._watch(descriptor, connection)

    def _accept(self, now_s: float) -> None:
        try:
            peer, _ = self._listener.accept()
        except OSError as error:
            if error.errno in SHORT:
                # The peer stays in the backlog, and the listener would be ready again at once.
                self._selector.unregister(self._listener)
                self._listens_again_at_s = now_s + SHORT_PAUSE_S
                _log.warning("nobody can connect for a while: %s", error)
            return
        if len(self._connections) >= MAX_CONNECTIONS:
            peer.close()
            return
        self._connections[peer.fileno()] = Connection(peer, now_s)
        self._selector.register(peer, selectors.EVENT_READ)

    def _serve(self, connection: Connection, mask: int, now_s: float) -> None:
        if connection.phase is Phase.CLOSED:
            return
        if mask & selectors.EVENT_WRITE:
            connection.send()
            return
        request = connection.receive(now_s)
        if request is None:
            return

        def reply(answer: Reply) -> None:
            self._answers.put((connection, answer))
            self._ring()

        try:
            self._requests.put_nowait(PendingRequest(request, reply))
        except queue.Full:
            connection.answer(Failed(code="local.busy"), now_s)
        else:
            self._ring_owner()

    def _send_answers(self, now_s: float) -> None:
        while not self._answers.empty():
            connection, answer = self._answers.get_nowait()
            connection.answer(answer, now_s)

    def _watch(self, descriptor: int, connection: Connection) -> None:
        match connection.phase:
            case Phase.CLOSED:
                self._selector.unregister(connection.peer)
                connection.peer.close()
                del self._connections[descriptor]
            case Phase.WRITING:
                self._selector.modify(connection.peer, selectors.EVENT_WRITE)
            case Phase.READING | Phase.WAITING:
                pass

    def _ring(self) -> None:
        try:
            self._bell_rope.send(b"!")
        except OSError:
            # Full: it is ringing already. Closed: nobody is there to hear it.
            return

    def _silence(self) -> None:
        try:
            self._bell.recv(4096)
        except BlockingIOError:
            return

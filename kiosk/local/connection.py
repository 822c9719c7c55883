"""One connection of the local server: a request comes in, an answer goes out, within its time.

No call here blocks. A peer that sends too much, nothing, or reads nothing is dropped when its time
is over; the others don't notice.
"""

import socket
from enum import StrEnum

from kiosk.errors import LocalError
from kiosk.local import protocol
from kiosk.local.protocol import Failed, Reply, Request

READ_DEADLINE_S = 2.0
ANSWER_DEADLINE_S = 30.0
WRITE_DEADLINE_S = 5.0


class Phase(StrEnum):
    """How far a connection is."""

    READING = "reading"
    WAITING = "waiting"
    WRITING = "writing"
    CLOSED = "closed"


class Connection:
    """The server's end of one connection; used by the server's thread only."""

    def __init__(self, peer: socket.socket, now_s: float) -> None:
        peer.settimeout(0)
        self.peer = peer
        self.phase = Phase.READING
        self._deadline_s = now_s + READ_DEADLINE_S
        self._received = bytearray()
        self._unsent = memoryview(b"")

    def receive(self, now_s: float) -> Request | None:
        """Read what is there; give the request once it is whole."""
        try:
            chunk = self.peer.recv(protocol.MAX_REQUEST_BYTES)
        except BlockingIOError:
            return None
        except OSError:
            chunk = b""
        if not chunk or self.phase is not Phase.READING:
            # Gone, or talking out of turn.
            self.close()
            return None
        self._received += chunk
        line, newline, _ = self._received.partition(b"\n")
        if not newline and len(self._received) < protocol.MAX_REQUEST_BYTES:
            return None
        try:
            request = protocol.parse_request(bytes(line))
        except LocalError as error:
            detail = str(error.params.get("detail", ""))
            self.answer(Failed(code=error.code, detail=detail), now_s)
            return None
        self.phase = Phase.WAITING
        self._deadline_s = now_s + ANSWER_DEADLINE_S
        return request

    def answer(self, reply: Reply, now_s: float) -> None:
        """Begin to send an answer; a second one, or one that comes too late, is dropped."""
        if self.phase in {Phase.READING, Phase.WAITING}:
            self.phase = Phase.WRITING
            self._deadline_s = now_s + WRITE_DEADLINE_S
            self._unsent = memoryview(protocol.encode(reply))
            self.send()

    def send(self) -> None:
        """Send what the peer takes now; end after the last byte."""
        try:
            sent = self.peer.send(self._unsent, socket.MSG_NOSIGNAL)
        except BlockingIOError:
            return
        except OSError:
            self.close()
            return
        self._unsent = self._unsent[sent:]
        if not self._unsent:
            self.close()

    def end_if_late(self, now_s: float) -> None:
        """End a connection whose time is over."""
        if now_s >= self._deadline_s:
            self.close()

    def close(self) -> None:
        """Give it up; the server closes the socket when it forgets its descriptor."""
        self.phase = Phase.CLOSED

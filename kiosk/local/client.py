"""The other end of the local socket: one question, one answer, within a time."""

import socket
from pathlib import Path

from kiosk.clock import Clock, SystemClock
from kiosk.errors import LocalError
from kiosk.local import protocol
from kiosk.local.address import short_address
from kiosk.local.protocol import Reply, Request

CHUNK_BYTES = 256 * 1024


class LocalClient:
    """Asks the station process.

    Args:
        path: of the socket, `DataPaths.socket`.
    """

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        self._path = path
        self._clock = clock or SystemClock()

    def ask(self, request: Request, timeout_s: float) -> Reply:
        """Ask, and wait for the answer at most `timeout_s` in all.

        Raises:
            LocalError: `local.unreachable` where nobody listens, `local.timeout`,
                `local.no_reply` where the connection ended early, `local.bad_reply`.
        """
        deadline_s = self._clock.monotonic_s() + timeout_s
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
            peer.settimeout(timeout_s)
            try:
                with short_address(self._path) as address:
                    peer.connect(address)
                peer.sendall(protocol.encode(request))
                line = self._read_line(peer, deadline_s)
            except TimeoutError as error:
                raise LocalError("local.timeout", timeout_s=timeout_s) from error
            except BlockingIOError as error:
                # connect(2) gives EAGAIN where the backlog is full: nobody accepts.
                raise LocalError("local.timeout", timeout_s=0) from error
            except LocalError:
                raise
            except OSError as error:
                raise LocalError("local.unreachable", detail=str(error)) from error
        return protocol.parse_reply(line)

    def _read_line(self, peer: socket.socket, deadline_s: float) -> bytes:
        received = bytearray()
        while True:
            left_s = deadline_s - self._clock.monotonic_s()
            if left_s <= 0:
                raise TimeoutError
            peer.settimeout(left_s)
            chunk = peer.recv(CHUNK_BYTES)
            if not chunk:
                raise LocalError("local.no_reply", bytes=len(received))
            received += chunk
            if chunk.endswith(b"\n"):
                return bytes(received)
            if len(received) > protocol.MAX_REPLY_BYTES:
                raise LocalError("local.bad_reply", detail="too long")

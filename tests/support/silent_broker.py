"""A server that takes TLS connections and says of MQTT what it is told to, if anything."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.certificates import Authority


class SilentBroker:
    """Reads what comes and answers nothing; on 127.0.0.1, one connection after the other.

    Args:
        answer: gives what to say to the bytes that came.

    Attributes:
        port: where it listens.
    """

    def __init__(
        self,
        folder: Path,
        authority: Authority,
        answer: Callable[[bytes], bytes] = lambda _packet: b"",
    ) -> None:
        self._answer = answer
        certificate, key = authority.write(folder, authority.server(), "silent")
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate, key)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # A blocked accept() is woken by a shutdown, not by a close.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = self._listener.accept()
                with peer, self._tls.wrap_socket(peer, server_side=True) as stream:
                    while packet := stream.recv(4096):
                        stream.sendall(self._answer(packet))

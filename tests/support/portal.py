"""A portal of another system, on loopback with a CA of its own: slow, wrong or hostile as told.

It speaks HTTP by hand, so that it can break every rule of it.
"""

import contextlib
import json
import socket
import ssl
import tempfile
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.certificates import Authority, Issued

MOST_HEAD_BYTES = 65536


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the target of its first line, and its headers in lower case."""

    target: str
    headers: dict[str, str]


@dataclass(slots=True)
class Line:
    """The connection of one request, for an answer to write to.

    Attributes:
        ended: set when the portal closes, for whoever waits.
    """

    peer: ssl.SSLSocket
    asked: Asked
    ended: threading.Event

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.peer.sendall(data)


Answer = Callable[[Line], None]


def head(status: int, headers: dict[str, str]) -> bytes:
    """Write the first lines of an answer."""
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{key}: {value}" for key, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def says(
    document: object, *, status: int = 200, kind: str = "application/json", **headers: str
) -> Answer:
    """Answer with a document; bytes go out as they are."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    all_headers = {"Content-Type": kind, "Content-Length": str(len(body)), **named}
    return lambda line: line.send(head(status, all_headers) + body)


def status(number: int, **headers: str) -> Answer:
    """Answer with a status and a page for people."""
    page = b"<html><title>Portal</title></html>"
    return says(page, status=number, kind="text/html; charset=utf-8", **headers)


def sends_to(target: str, number: int = 302) -> Answer:
    """Redirect."""
    return lambda line: line.send(
        head(number, {"Location": target, "Content-Length": "0"}),
    )


def silent(line: Line) -> None:
    """Take the request and say nothing."""
    line.ended.wait(30)


def drips(data: bytes, every_s: float = 0.02) -> Answer:
    """Send one byte now and then."""

    def answer(line: Line) -> None:
        for number in range(len(data)):
            line.send(data[number : number + 1])
            if line.ended.wait(every_s):
                return

    return answer


def cut_short(line: Line) -> None:
    """Announce more than is sent, and hang up."""
    line.send(head(200, {"Content-Type": "application/json", "Content-Length": "1000"}))
    line.send(b'{"name": "Rau')


def cut_chunk(line: Line) -> None:
    """Begin a chunked body, and hang up."""
    headers = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    line.send(head(200, headers) + b'40\r\n{"name": ')


def endless(line: Line) -> None:
    """Send a body without announcing its length, and without an end."""
    line.send(head(200, {"Content-Type": "application/json"}) + b'{"name": "')
    while not line.ended.is_set():
        line.send(b"a" * 65536)


def bomb(line: Line) -> None:
    """Send little that unpacks to 100 MB."""
    packer = zlib.compressobj(wbits=31)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    headers = {
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
        "Content-Length": str(len(packed)),
    }
    line.send(head(200, headers) + packed)


@dataclass
class Portal:
    """Listens on a port of its own; `answers` says how to answer which path (without its query).

    Attributes:
        asked: every request, in order.
    """

    authority: Authority = field(default_factory=Authority)
    host: str = "127.0.0.1"
    certificate: Issued | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def __enter__(self) -> Self:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self._listener = socket.create_server((self.host, 0), family=family)
        self.port: int = self._listener.getsockname()[1]
        self._context = self._tls()
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        # A blocked accept() is woken by a shutdown, not by a close.
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    @property
    def origin(self) -> str:
        """The address's host and port, as a list of hosts names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The base address."""
        return f"https://{self.origin}"

    @property
    def ca_pem(self) -> str:
        """The certificate that clients are to trust."""
        return self.authority.root.pem

    def _tls(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        issued = self.certificate or self.authority.server(self.host)
        with tempfile.TemporaryDirectory() as folder:
            context.load_cert_chain(*self.authority.write(Path(folder), issued, "portal"))
        return context

    def _accept(self) -> None:
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            peer.settimeout(10)
            thread = threading.Thread(target=self._converse, args=(peer,))
            self._threads.append(thread)
            thread.start()

    def _converse(self, peer: socket.socket) -> None:
        # Clients that don't trust us, or have heard enough, hang up at any moment.
        with (
            contextlib.suppress(OSError),
            peer,
            self._context.wrap_socket(peer, server_side=True) as line,
        ):
            asked = self._read(line)
            if asked is None:
                return
            self.asked.append(asked)
            path = asked.target.partition("?")[0]
            self.answers.get(path, status(404))(Line(line, asked, self._ended))

    @staticmethod
    def _read(line: ssl.SSLSocket) -> Asked | None:
        data = b""
        while b"\r\n\r\n" not in data:
            piece = line.recv(4096)
            data += piece
            if not piece or len(data) > MOST_HEAD_BYTES:
                return None
        first, *rest = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        pairs = (one.partition(":") for one in rest)
        return Asked(first.split(" ")[1], {key.lower(): value.strip() for key, _, value in pairs})

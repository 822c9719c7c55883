"""Runs listeners on the event loop of this process, each on a socket that is bound beforehand.

uvicorn would take the process's signals for itself, once for each server; here the process decides
when they end. A renewed certificate is taken up by loading it into the same TLS context.
"""

import asyncio
import errno
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from fleet.errors import Unavailable

BACKLOG = 512
GRACE_S = 2
IDLE_S = 65
CONSOLE_CONNECTIONS = 512
"""Each page that is open keeps one for its events."""
STATION_CONNECTIONS = 1024
"""asyncio gives each connection with TLS a buffer of 256 KiB."""


def bind(what: str, host: str, port: int) -> socket.socket:
    """Take an address to listen on.

    Args:
        what: the section of the settings that names it, for the error.

    Raises:
        Unavailable: `port.in_use` or `port.address`.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        code = "port.in_use" if error.errno == errno.EADDRINUSE else "port.address"
        raise Unavailable(code, setting=what, host=host, port=port, detail=str(error)) from error


def tls_context(bundle: Path) -> ssl.SSLContext:
    """Make the TLS side of a listener: TLS 1.2 or newer, key and chain from one file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(bundle)
    return context


class HeadInTime(H11Protocol):
    """A connection that ends when the head of a request takes too long.

    uvicorn's own limit ends at the first byte; whoever sends one and no more would be kept for
    ever. What comes after a head may take its time: pictures come over slow lines.
    """

    head_s: ClassVar[float] = 20.0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Take bytes, and wait for what is missing of a head."""
        super().data_received(data)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        self._wait_no_more()

    def _wait_for_head(self) -> None:
        if _is_asking(self.cycle):
            self._wait_no_more()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(self.head_s, self.timeout_keep_alive_handler)

    def _wait_no_more(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def _is_asking(cycle: RequestResponseCycle | None) -> bool:
    return cycle is not None and not cycle.response_complete


class Listener(uvicorn.Server):
    """One app on one socket.

    Args:
        most_connections: whoever asks while there are as many is told to come later (503).
        protocol: what a connection is like.
        tls: absent means plain HTTP.
        behind_proxy: whether the browser's address comes in the headers of a proxy on this
            machine; else they would let anybody claim any address.
    """

    def __init__(
        self,
        app: FastAPI,
        bound: socket.socket,
        *,
        tls: ssl.SSLContext | None = None,
        behind_proxy: bool = False,
        most_connections: int = CONSOLE_CONNECTIONS,
        protocol: type[HeadInTime] = HeadInTime,
    ) -> None:
        factory = None if tls is None else lambda _config, _default: tls
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
            http=protocol,
            limit_concurrency=most_connections,
            server_header=False,
            proxy_headers=behind_proxy,
            timeout_keep_alive=IDLE_S,
            timeout_graceful_shutdown=GRACE_S,
            ssl_context_factory=factory,
        )
        super().__init__(config)
        self._bound = bound

    async def run_until_stopped(self) -> None:
        """Serve until `stop`; what is under way then has a moment to finish."""
        await self.serve(sockets=[self._bound])

    def stop(self) -> None:
        """Take no more requests, and end."""
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the process."""
        yield

"""Runs listeners on the event loop of this process, each on a socket that is bound beforehand.

uvicorn would take the process's signals for itself, once for each server; here the process decides
when they end. A renewed certificate is taken up by loading it into the same TLS context.
"""

import errno
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from fleet.errors import Unavailable

BACKLOG = 512
GRACE_S = 2
IDLE_S = 65


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


class Listener(uvicorn.Server):
    """One app on one socket.

    Args:
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
    ) -> None:
        factory = None if tls is None else lambda _config, _default: tls
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
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

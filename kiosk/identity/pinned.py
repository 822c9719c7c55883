"""HTTPS to the station's own fleet, trusting the fleet's root certificate and nothing else.

Whatever the machine trusts, its proxies and its `.netrc` don't count, and redirects aren't
followed. httpx2's time-outs count for each read, so a body is read in pieces against one deadline.
"""

import ssl
from collections.abc import Callable

import httpx2
from pydantic import ValidationError

from contract.gateway import Problem
from kiosk.clock import Clock
from kiosk.errors import GatewayError

CONNECT_TIMEOUT_S = 10.0


def pinned_client(
    base_url: str, root_pem: str, transport: httpx2.BaseTransport | None = None
) -> httpx2.Client:
    """Make a client that trusts one root only.

    Args:
        transport: replaces the network in tests.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=root_pem)
    return httpx2.Client(
        base_url=base_url,
        verify=context,
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=CONNECT_TIMEOUT_S,
    )


def read_body(
    response: httpx2.Response,
    sink: Callable[[bytes], object],
    limit_bytes: int,
    clock: Clock,
    end_s: float,
) -> None:
    """Read a streamed body in pieces.

    Args:
        sink: gets each piece.
        end_s: monotonic time at which patience ends.

    Raises:
        GatewayError: `gateway.too_long`, `gateway.timeout`.
    """
    received = 0
    for chunk in response.iter_bytes():
        received += len(chunk)
        if received > limit_bytes:
            raise GatewayError("gateway.too_long", limit=limit_bytes)
        if clock.monotonic_s() > end_s:
            raise GatewayError("gateway.timeout", received=received)
        sink(chunk)


def problem_of(status: int, body: bytes) -> Problem:
    """Read an error body; what is no problem document becomes one with the code `http.status`."""
    try:
        return Problem.model_validate_json(body)
    except ValidationError:
        return Problem(title="", status=status, code="http.status")


def network_error(error: httpx2.HTTPError) -> GatewayError:
    """Say what kept a request from being answered: `gateway.timeout`, `.not_trusted`, ..."""
    detail = str(error)[:300]
    if isinstance(error, httpx2.TimeoutException):
        return GatewayError("gateway.timeout", detail=detail)
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return GatewayError("gateway.not_trusted", detail=detail)
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx2.ConnectError):
        return GatewayError("gateway.unreachable", detail=detail)
    return GatewayError("gateway.broken", detail=detail)

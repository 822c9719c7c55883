"""The fleet's station listener, asked as this station: each request proved by a token.

Where the fleet refuses a token, its `Date` header may have taught us the time, so one more attempt
is made with a new token. Every failure is a `GatewayError`, and means "later again"; only the
caller knows which answers are final.
"""

from collections.abc import Callable

import httpx2

from kiosk.clock import Clock
from kiosk.errors import GatewayError
from kiosk.identity.pinned import network_error, pinned_client, problem_of, read_body
from kiosk.identity.store import StationIdentity
from kiosk.identity.token import Tokens

MAX_ANSWER_BYTES = 256 * 1024
JSON = "application/json"


class Gateway:
    """Asks the fleet; every call blocks, at most for its time-out.

    Args:
        transport: replaces the network in tests.
    """

    def __init__(
        self,
        identity: StationIdentity,
        tokens: Tokens,
        clock: Clock,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        root_pem = identity.root_path.read_text()
        self._client = pinned_client(identity.fleet_url, root_pem, transport)
        self._tokens = tokens
        self._clock = clock

    def download(
        self, path: str, sink: Callable[[bytes], object], *, limit_bytes: int, timeout_s: float
    ) -> None:
        """Get a body in pieces; `sink` gets nothing of an answer that isn't a 200.

        Raises:
            GatewayError: `gateway.status` with the status and the problem's code,
                `gateway.too_long`, `gateway.timeout`, `gateway.not_trusted`,
                `gateway.unreachable`, `gateway.broken`.
        """
        self._exchange("GET", path, b"", "", sink, limit_bytes, timeout_s)

    def send(
        self, method: str, path: str, content: bytes, content_type: str, *, timeout_s: float
    ) -> bytes:
        """Send a body and give the answer's.

        Raises:
            GatewayError: see `download`.
        """
        received = bytearray()
        self._exchange(
            method, path, content, content_type, received.extend, MAX_ANSWER_BYTES, timeout_s
        )
        return bytes(received)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _exchange(
        self,
        method: str,
        path: str,
        content: bytes,
        content_type: str,
        sink: Callable[[bytes], object],
        limit_bytes: int,
        timeout_s: float,
    ) -> None:
        end_s = self._clock.monotonic_s() + timeout_s
        headers = {"Content-Type": content_type} if content_type else {}
        for attempt in (1, 2):
            headers["Authorization"] = f"Bearer {self._tokens.bearer()}"
            try:
                with self._client.stream(
                    method, path, content=content, headers=headers
                ) as response:
                    self._tokens.learn_server_time(response.headers.get("date", ""))
                    if response.status_code == httpx2.codes.UNAUTHORIZED and attempt == 1:
                        self._tokens.forget()
                        continue
                    if not response.is_success:
                        raise self._refused(response, end_s)
                    read_body(response, sink, limit_bytes, self._clock, end_s)
                    return
            except httpx2.HTTPError as error:
                raise network_error(error) from error

    def _refused(self, response: httpx2.Response, end_s: float) -> GatewayError:
        body = bytearray()
        read_body(response, body.extend, MAX_ANSWER_BYTES, self._clock, end_s)
        problem = problem_of(response.status_code, bytes(body))
        return GatewayError(
            "gateway.status",
            status=response.status_code,
            problem=problem.code,
            detail=problem.detail[:300],
        )

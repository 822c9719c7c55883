"""Asking the fleet about goods, over HTTPS.

TLS trusts the root that the station was enrolled with and nothing else, whatever the machine
trusts; the station proves itself by its token (`kiosk.identity.token`). Only a 200 with a body of
the contract is an answer: a 404 may come from any proxy on the way, so it means "could not be
asked". Redirects aren't followed, the environment's proxies aren't used.

httpx2's time-outs count for each read, so the body is read in pieces against one deadline
(a server that drips one byte a second would else hold the look-up for ever).
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import httpx2
from pydantic import TypeAdapter, ValidationError

from contract.gateway import LOOKUP, LookupAnswer, LookupFound, LookupNotFound, LookupRequest
from kiosk.clock import Clock
from kiosk.errors import EnrolmentError
from provenance.answer import Answer, Found, NotFound, Unavailable, Via
from provenance.keys import ItemKey

MAX_ANSWER_BYTES = 1024 * 1024

_ANSWER: TypeAdapter[LookupAnswer] = TypeAdapter(LookupAnswer)


class Bearer(Protocol):
    """What proves the station; `kiosk.identity.token.Tokens` is one."""

    def bearer(self) -> str:
        """Give a token to follow `Bearer `."""
        ...

    def learn_server_time(self, date: str) -> None:
        """Take the time from a `Date` header."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """A way to the fleet.

    Attributes:
        client: speaks to the fleet's station listener; relative addresses count from there.
    """

    client: httpx2.Client
    tokens: Bearer


def pinned_client(base_url: str, root_pem: str) -> httpx2.Client:
    """Make a client that trusts one root only."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=root_pem)
    return httpx2.Client(base_url=base_url, verify=context, trust_env=False, follow_redirects=False)


class GatewayLookup:
    """Asks the fleet.

    Args:
        connect: gives a way to the fleet, asked again until it does; raises `EnrolmentError` while
            the station has no identity.
    """

    def __init__(self, connect: Callable[[], Access], clock: Clock) -> None:
        self._connect = connect
        self._clock = clock
        self._access: Access | None = None

    def ask(self, key: ItemKey, deadline_s: float) -> Answer:
        """Ask the fleet; every fault is `Unavailable` with a reason that begins with `gateway.`."""
        end_s = self._clock.monotonic_s() + deadline_s
        try:
            access = self._access or self._connect()
            self._access = access
            token = access.tokens.bearer()
        except EnrolmentError as error:
            return Unavailable(reason=error.code)
        body = LookupRequest(gtin=key.gtin, lot=key.lot, serial=key.serial)
        try:
            with access.client.stream(
                "POST",
                LOOKUP,
                content=body.model_dump_json(exclude_none=True),
                headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
                timeout=deadline_s,
            ) as response:
                answer = self._read(access, response, end_s)
        except httpx2.TimeoutException:
            return Unavailable(reason="gateway.timeout")
        except httpx2.ConnectError as error:
            return Unavailable(reason=_connect_reason(error))
        except httpx2.HTTPError:
            return Unavailable(reason="gateway.broken")
        if isinstance(answer, Found) and answer.dossier.item.gtin != key.gtin:
            return Unavailable(reason="gateway.other_goods")
        return answer

    def close(self) -> None:
        """Close the connections; the next question opens them again."""
        access, self._access = self._access, None
        if access is not None:
            access.client.close()

    def _read(self, access: Access, response: httpx2.Response, end_s: float) -> Answer:
        if "date" in response.headers:
            access.tokens.learn_server_time(response.headers["date"])
        if response.status_code != httpx2.codes.OK:
            return Unavailable(reason=f"gateway.status_{response.status_code}")
        received = bytearray()
        for chunk in response.iter_bytes():
            received += chunk
            if len(received) > MAX_ANSWER_BYTES:
                return Unavailable(reason="gateway.too_long")
            if self._clock.monotonic_s() > end_s:
                return Unavailable(reason="gateway.timeout")
        try:
            answer = _ANSWER.validate_json(bytes(received))
        except ValidationError:
            return Unavailable(reason="gateway.not_an_answer")
        match answer:
            case LookupFound(dossier=dossier):
                return Found(dossier=dossier, via=Via.GATEWAY, fetched_at=self._clock.now())
            case LookupNotFound(asked=asked):
                return NotFound(asked=asked)


def _connect_reason(error: httpx2.ConnectError) -> str:
    # ssl's own error is the cause of the cause; its name is the only sign in httpx2's text.
    is_tls = "CERTIFICATE_VERIFY_FAILED" in str(error) or "SSL" in str(error)
    return "gateway.not_trusted" if is_tls else "gateway.unreachable"

"""Asking the fleet, over HTTPS.

TLS trusts the fleet's root and nothing else (`kiosk.identity.pinned`); the station proves itself by
its token. Only a 200 with a body of the contract is an answer: a 404 may come from any proxy on the
way, so it means "could not be asked". A refused token is tried once more with the time that the
fleet's `Date` header has taught.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import httpx2
from pydantic import TypeAdapter, ValidationError

from contract import gateway as wire
from contract.gateway import (
    ESTABLISHMENT,
    LOOKUP,
    TRACE,
    EstablishmentFound,
    EstablishmentRequest,
    LookupAnswer,
    LookupFound,
    LookupNotFound,
    LookupRequest,
    TraceRequest,
)
from contract.model import WireModel
from kiosk.clock import Clock
from kiosk.errors import EnrolmentError, GatewayError
from kiosk.identity.pinned import network_error, read_body
from provenance.answer import (
    Answer,
    AnyAnswer,
    EstablishmentAnswer,
    Found,
    FoundEstablishment,
    NotFound,
    Unavailable,
    Via,
)
from provenance.keys import EstablishmentKey, ItemKey, LookupKey, TraceKey

MAX_ANSWER_BYTES = 1024 * 1024

_ANSWER: TypeAdapter[LookupAnswer] = TypeAdapter(LookupAnswer)
_ESTABLISHMENT: TypeAdapter[wire.EstablishmentAnswer] = TypeAdapter(wire.EstablishmentAnswer)


class Bearer(Protocol):
    """What proves the station; `kiosk.identity.token.Tokens` is one."""

    def bearer(self) -> str:
        """Give a token to follow `Bearer `."""
        ...

    def learn_server_time(self, date: str) -> None:
        """Take the time from a `Date` header."""
        ...

    def now(self) -> datetime:
        """Give the fleet's time as far as it was told, else our own."""
        ...

    def forget(self) -> None:
        """Make a new token next time: this one was refused."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """A way to the fleet.

    Attributes:
        client: speaks to the fleet's station listener; relative addresses count from there.
    """

    client: httpx2.Client
    tokens: Bearer


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

    def ask(self, key: LookupKey, deadline_s: float) -> AnyAnswer:
        """Ask the fleet.

        Every fault is `Unavailable`, with the code of the `GatewayError` or `EnrolmentError`, or
        `gateway.status_<number>`, `gateway.not_an_answer`, `gateway.other_goods`.
        """
        body = self._ask(*_request(key), deadline_s)
        if isinstance(body, Unavailable):
            return body
        try:
            if isinstance(key, EstablishmentKey):
                return self._establishment(_ESTABLISHMENT.validate_json(body))
            return self._goods(key, _ANSWER.validate_json(body))
        except ValidationError:
            return Unavailable(reason="gateway.not_an_answer")

    def _now(self) -> datetime:
        """Give the moment of an answer, by which it is compared with the fleet's bundles."""
        return self._access.tokens.now() if self._access else self._clock.now()

    def _ask(self, path: str, request: WireModel, deadline_s: float) -> bytes | Unavailable:
        end_s = self._clock.monotonic_s() + deadline_s
        try:
            access = self._access or self._connect()
            self._access = access
            status, body = self._post(access, path, request, end_s)
            if status == httpx2.codes.UNAUTHORIZED and self._clock.monotonic_s() < end_s:
                access.tokens.forget()
                status, body = self._post(access, path, request, end_s)
        except httpx2.HTTPError as error:
            return Unavailable(reason=network_error(error).code)
        except (GatewayError, EnrolmentError) as error:
            return Unavailable(reason=error.code)
        if status != httpx2.codes.OK:
            return Unavailable(reason=f"gateway.status_{status}")
        return body

    def close(self) -> None:
        """Close the connections; the next question opens them again."""
        access, self._access = self._access, None
        if access is not None:
            access.client.close()

    def _post(
        self, access: Access, path: str, request: WireModel, end_s: float
    ) -> tuple[int, bytes]:
        body = bytearray()
        with access.client.stream(
            "POST",
            path,
            content=request.model_dump_json(exclude_none=True),
            headers={
                "Authorization": f"Bearer {access.tokens.bearer()}",
                "Content-Type": "application/json",
            },
            timeout=max(end_s - self._clock.monotonic_s(), 0.001),
        ) as response:
            access.tokens.learn_server_time(response.headers.get("date", ""))
            if response.status_code == httpx2.codes.OK:
                read_body(response, body.extend, MAX_ANSWER_BYTES, self._clock, end_s)
            return response.status_code, bytes(body)

    def _establishment(self, answer: wire.EstablishmentAnswer) -> EstablishmentAnswer:
        match answer:
            case EstablishmentFound(establishment=found):
                at = self._now()
                return FoundEstablishment(establishment=found, via=Via.GATEWAY, fetched_at=at)
            case LookupNotFound(asked=asked):
                return NotFound(asked=asked)

    def _goods(self, key: ItemKey | TraceKey, answer: LookupAnswer) -> Answer:
        asked_for = key.gtin if isinstance(key, ItemKey) else None
        match answer:
            case LookupFound(dossier=dossier) if asked_for not in {None, dossier.item.gtin}:
                return Unavailable(reason="gateway.other_goods")
            case LookupFound(dossier=dossier, fetched_at=fetched_at):
                at = fetched_at or self._now()
                return Found(dossier=dossier, via=Via.GATEWAY, fetched_at=at)
            case LookupNotFound(asked=asked):
                return NotFound(asked=asked)


def _request(key: LookupKey) -> tuple[str, WireModel]:
    match key:
        case ItemKey(gtin=gtin, lot=lot, serial=serial):
            return LOOKUP, LookupRequest(gtin=gtin, lot=lot, serial=serial)
        case EstablishmentKey(code=code):
            return ESTABLISHMENT, EstablishmentRequest(code=code)
        case TraceKey(system=system, code=code):
            return TRACE, TraceRequest(system=system, code=code)

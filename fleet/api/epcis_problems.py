"""EPCIS over HTTP: its versions on every answer, its exceptions in every error body.

An error has the form of all others here (RFC 9457, which replaced RFC 7807) with a stable `code`,
and as `type` the exception that EPCIS 2.0 (8.2.5, and the REST binding) names.
"""

import json
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from fleet.api.problems import MEDIA_TYPE
from fleet.epcis.query import STATEMENT_MS
from fleet.errors import BadInput, Conflict, FleetError, NotThere, TooMany, Unavailable
from provenance.epcis import Fault
from provenance.errors import CodedError

VERSIONS: Mapping[str, str] = MappingProxyType(
    {"GS1-EPCIS-Version": "2.0.0", "GS1-CBV-Version": "2.0.0"}
)
_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class _Told:
    status: int
    exception: str
    title: str


_VALIDATION = _Told(400, "ValidationException", "The events break the standard")
_BY_CODE: Mapping[str, _Told] = MappingProxyType(
    {
        "epcis.parameter": _Told(400, "QueryParameterException", "A parameter that isn't known"),
        "epcis.parameter_value": _Told(
            400, "QueryParameterException", "A parameter's value isn't right"
        ),
        "epcis.query_too_large": _Told(413, "QueryTooLargeException", "More events than wanted"),
        "epcis.query_too_complex": _Told(
            413, "QueryTooComplexException", "Asks for too much at once"
        ),
        "database.too_slow": _Told(
            413, "QueryTooComplexException", f"Takes longer than {STATEMENT_MS // 1000} s"
        ),
        "cursor.invalid": _Told(400, "QueryParameterException", "No such page"),
        "epcis.invalid": _VALIDATION,
        "capture.media_type": _Told(
            415, "UnsupportedMediaTypeException", "Only JSON and JSON-LD are taken"
        ),
        "capture.too_long": _Told(413, "CaptureLimitExceededException", "Too large"),
        "capture.too_many_jobs": _Told(
            429, "CaptureLimitExceededException", "Too many documents wait already"
        ),
    }
)
_BY_CLASS: tuple[tuple[type[CodedError], _Told], ...] = (
    (NotThere, _Told(404, "NoSuchResourceException", "Not there")),
    (Conflict, _Told(409, "ResourceAlreadyExistsException", "There already")),
    (Unavailable, _Told(503, "ImplementationException", "Not available now")),
    (TooMany, _Told(429, "SecurityException", "Too many attempts")),
    (BadInput, _VALIDATION),
)


class BadEvents(BadInput):
    """Events that break the standard, each fault with its place."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("epcis.invalid", faults=len(faults))
        self.faults = faults


class EpcisRoute(APIRoute):
    """A route that answers as the EPCIS standard says."""

    def get_route_handler(self) -> _Handler:
        """Wrap the route's own handler."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                response = await inner(request)
            except CodedError as error:
                response = _problem(error)
            except RequestValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"])
                response = _problem(
                    BadInput("epcis.parameter_value", name=where, why=str(first["msg"]))
                )
            response.headers.update(VERSIONS)
            return response

        return handle


def fault_view(fault: Fault) -> dict[str, Any]:
    """Write one fault as a problem."""
    return {
        "type": f"epcisException:{_VALIDATION.exception}",
        "title": fault.message,
        "status": _VALIDATION.status,
        "code": fault.code,
        "detail": fault.path,
    }


def _problem(error: CodedError) -> Response:
    told = _told(error)
    detail = ", ".join(f"{name}: {value}" for name, value in error.params.items())
    body: dict[str, Any] = {
        "type": f"epcisException:{told.exception}",
        "title": told.title,
        "status": told.status,
        "code": error.code,
        "detail": "" if told.status >= 500 else detail[:500],
    }
    if isinstance(error, BadEvents):
        body["errors"] = [fault_view(fault) for fault in error.faults]
    headers = {"WWW-Authenticate": "Bearer"} if told.status == 401 else {}
    if told.status == 429:
        headers["Retry-After"] = str(error.params.get("wait_s", 10))
    return Response(json.dumps(body, ensure_ascii=False), told.status, headers, MEDIA_TYPE)


def _told(error: CodedError) -> _Told:
    by_code = _BY_CODE.get(error.code)
    if by_code is not None:
        return by_code
    for kind, told in _BY_CLASS:
        if isinstance(error, kind):
            return told
    status = error.status if isinstance(error, FleetError) else 422
    if status in {401, 403}:
        return _Told(status, "SecurityException", "Not allowed")
    return _Told(status, "ImplementationException", "The server failed")

"""Errors as they leave over HTTP: RFC 9457 bodies with a stable code, one form for all listeners.

What a `FleetError` says of itself (code, status, parameters) is shown; of any other error only that
it happened, with the rest in the log.
"""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from contract.gateway import Problem
from fleet.errors import FleetError, TooMany, Unavailable
from provenance.errors import CodedError

MEDIA_TYPE = "application/problem+json"

_log = logging.getLogger(__name__)

_TITLES = {
    400: "The request can't be read",
    401: "Proof of identity is missing or doesn't hold",
    403: "Not allowed",
    404: "Not there",
    405: "Not that method",
    409: "Somebody else changed it first",
    413: "Too large",
    422: "The request breaks a rule",
    429: "Too many attempts",
    500: "The server failed",
    503: "Not available now",
}

_CODES = {404: "request.not_found", 413: "request.too_long"}


def problem_response(
    status: int, code: str, detail: str = "", headers: dict[str, str] | None = None
) -> Response:
    """Make the response for one problem."""
    title = _TITLES.get(status, "The request failed")
    body = Problem(title=title, status=status, code=code, detail=detail)
    return Response(body.model_dump_json(), status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let an app answer every error as a problem."""
    app.add_exception_handler(CodedError, _coded)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _coded(request: Request, error: Exception) -> Response:
    if not isinstance(error, CodedError):
        raise error
    status = error.status if isinstance(error, FleetError) else 422
    if isinstance(error, Unavailable):
        _log.warning("%s %s: %s", request.method, request.url.path, error)
    detail = ", ".join(f"{name}: {value}" for name, value in error.params.items())
    headers = {}
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.params.get("wait_s", 1))
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    # What a database says about its trouble is for the log, not for whoever asks.
    return problem_response(status, error.code, "" if status >= 500 else detail[:500], headers)


async def _invalid(request: Request, error: Exception) -> Response:
    del request
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return problem_response(422, "request.invalid", f"{where}: {first['msg']}"[:500])


async def _http(request: Request, error: Exception) -> Response:
    del request
    if not isinstance(error, HTTPException):
        raise error
    code = _CODES.get(error.status_code, f"request.{error.status_code}")
    headers = dict(error.headers) if error.headers else None
    return problem_response(error.status_code, code, str(error.detail)[:500], headers)


async def _unexpected(request: Request, error: Exception) -> Response:
    # Starlette raises it again after this answer, and uvicorn logs it with its traceback.
    del request, error
    return problem_response(500, "server.failed")

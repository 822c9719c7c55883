"""What stands between the network and the console's routes: cookies, origins, headers, roles.

Facts: browsers send `Sec-Fetch-Site` to trustworthy origins (https and loopback) and `Origin` with
each request that changes something; a page of another origin can forge neither. A `__Host-` cookie
is bound to this host, its root path and TLS (RFC 6265bis). Mantine sets inline style attributes, so
styles need 'unsafe-inline'; scripts never do.
"""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fleet.accounts.models import Role
from fleet.accounts.service import Principal
from fleet.api.console_parts import ConsoleParts, parts_of
from fleet.api.kept import Kept
from fleet.api.problems import problem_response
from fleet.errors import Denied, NotAuthentic

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
BODY_LIMIT = 64 * 1024
CSP = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HSTS = "max-age=31536000"


def is_https(public_url: str) -> bool:
    """Tell whether browsers reach the console over TLS."""
    return urlsplit(public_url).scheme == "https"


def cookie_name(public_url: str) -> str:
    """Name the session cookie."""
    return "__Host-tq" if is_https(public_url) else "tq_session"


def set_session_cookie(response: Response, public_url: str, token: str) -> None:
    """Give a browser its session, for as long as it stays open."""
    response.set_cookie(
        cookie_name(public_url),
        token,
        path="/",
        secure=is_https(public_url),
        httponly=True,
        samesite="lax",
    )


def drop_session_cookie(response: Response, public_url: str) -> None:
    """Take a browser's session cookie away."""
    response.delete_cookie(
        cookie_name(public_url),
        path="/",
        secure=is_https(public_url),
        httponly=True,
        samesite="lax",
    )


def bearer_of(headers: Headers) -> str | None:
    """Read the key of a machine out of the headers of a request; None where there is none."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else None


def session_token(request: Request) -> str:
    """Read the session token of a request; one with a key has none.

    Raises:
        NotAuthentic: `session.missing`.
    """
    if bearer_of(request.headers) is not None:
        raise NotAuthentic("session.missing")
    token = request.cookies.get(cookie_name(parts_of(request).public_url))
    if not token:
        raise NotAuthentic("session.missing")
    return token


class Gate:
    """Lets a request pass if who sent it has a role; a dependency of every route with data."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def __call__(
        self, request: Request, parts: Annotated[ConsoleParts, Depends(parts_of)]
    ) -> Principal:
        """Tell who sent the request.

        Raises:
            NotAuthentic: `session.missing`, `session.unknown` or `session.expired`.
            Denied: `role.insufficient`.
        """
        principal = parts.accounts.whoami(session_token(request))
        if not principal.may(self.role):
            raise Denied("role.insufficient", needed=self.role, role=principal.role)
        return principal


Viewer = Annotated[Principal, Depends(Gate(Role.VIEWER))]
Operator = Annotated[Principal, Depends(Gate(Role.OPERATOR))]
Administrator = Annotated[Principal, Depends(Gate(Role.ADMINISTRATOR))]


class SameOrigin:
    """Refuses requests that change something and come from another site's page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        changes = scope["type"] == "http" and scope["method"] not in SAFE_METHODS
        if changes and not _is_own(Headers(scope=scope)):
            response = problem_response(403, "origin.other")
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    # No page of another site can send a key, and with a key nothing hangs on the cookie.
    return bearer_of(headers) is not None or _same_origin(headers)


def _same_origin(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == headers.get("host")


class SecurityHeaders:
    """Adds the headers that tell browsers what these pages may do."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Cache-Control", "no-store")
                if self._https:
                    headers["Strict-Transport-Security"] = _HSTS
            await send(message)

        await self._app(scope, receive, send_with_headers)


class ForgetAfterChange:
    """Forgets the kept figures after each request that may have changed something."""

    def __init__(self, app: ASGIApp, *, kept: Kept) -> None:
        self._app = app
        self._kept = kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return

        async def send_after_forgetting(message: Message) -> None:
            # Before the answer: the browser may ask at once.
            self._kept.forget()
            await send(message)

        await self._app(scope, receive, send_after_forgetting)


class BodyLimit:
    """Refuses bodies that are longer than a path may take, announced or not.

    Args:
        limit: gives the limit in bytes for a path.
    """

    def __init__(self, app: ASGIApp, *, limit: Callable[[str], int]) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced) > limit:
            response = problem_response(413, "request.too_long", f"limit: {limit}")
            await response(scope, receive, send)
            return
        taken = 0

        async def receive_counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413, f"limit: {limit}")
            return message

        await self._app(scope, receive_counted, send)

"""The public listener: a GS1-Conformant Resolver 1.2 for what the registry knows, and its pages.

Nobody signs in here, nothing can be changed, other systems aren't asked, and nobody is sent
anywhere but to our own pages. An error is never a 200: 400 for what is no Digital Link, 404 for
goods that nobody knows.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contract.zone import vietnam_day
from fleet.api import problems
from fleet.api.problems import problem_response
from fleet.clock import Clock
from fleet.errors import NotThere
from fleet.registry.lookup import Lookup
from fleet.resolver import links, negotiation
from fleet.resolver.description import WELL_KNOWN, description
from fleet.resolver.limits import Buckets
from fleet.resolver.links import PAGES, Level
from fleet.resolver.page import CSP, View, page
from fleet.resolver.requests import Asked, parse
from fleet.resolver.words import LANGUAGES, Language
from provenance.records import Dossier

TITLE = "Trạm Quét: resolver"
METHODS = ["GET", "HEAD"]
CONTEXT = (
    "<https://ref.gs1.org/standards/resolver/linkset-context>"
    '; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
)
ALL_LINKS = frozenset({"all", "linkset"})
FRESH = "public, max-age=60"
"""A recall has to be seen soon."""
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, Location",
    "Content-Security-Policy": CSP,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolverParts:
    """What the public listener works with.

    Attributes:
        root: its own address as clients see it, without a slash at its end.
    """

    lookup: Lookup
    clock: Clock
    root: str


def _parts(request: Request) -> ResolverParts:
    parts: ResolverParts = request.app.state.parts
    return parts


Parts = Annotated[ResolverParts, Depends(_parts)]


def build_resolver_app(parts: ResolverParts) -> FastAPI:
    """Put the public listener together."""
    app = FastAPI(title=TITLE, openapi_url=None, docs_url=None, redoc_url=None)
    app.state.parts = parts
    problems.install(app)
    app.add_api_route(WELL_KNOWN, describe, methods=METHODS, response_model=None)
    app.add_api_route("/{path:path}", preflight, methods=["OPTIONS"], response_model=None)
    page_path = f"{PAGES}/{{language}}/{{path:path}}"
    app.add_api_route(page_path, show_page, methods=METHODS, response_model=None)
    app.add_api_route("/{path:path}", resolve, methods=METHODS, response_model=None)
    app.add_middleware(PublicFace, buckets=Buckets(parts.clock))
    return app


class PublicFace:
    """Limits how often an address asks, and adds the headers that every answer has."""

    def __init__(self, app: ASGIApp, *, buckets: Buckets) -> None:
        self._app = app
        self._buckets = buckets

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
            await send(message)

        client = scope.get("client")
        if self._buckets.take(client[0] if client else "unknown"):
            await self._app(scope, receive, send_with_headers)
            return
        refused = problem_response(429, "resolver.too_many", headers={"Retry-After": "1"})
        await refused(scope, receive, send_with_headers)


def describe(parts: Parts) -> Response:
    """Say what this resolver is."""
    body = json.dumps(description(parts.root), ensure_ascii=False)
    return Response(body, media_type="application/json", headers={"Cache-Control": FRESH})


def preflight() -> Response:
    """Say what may be asked, from any page."""
    allowed = "GET, HEAD, OPTIONS"
    headers = {"Allow": allowed, "Access-Control-Allow-Methods": allowed}
    headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Content-Type"
    return Response(status_code=204, headers=headers | {"Access-Control-Max-Age": "86400"})


def resolve(request: Request, parts: Parts) -> Response:
    """Answer a Digital Link: with its linkset, or by sending to the page that fits best."""
    asked, dossier = _found(parts, _raw_path(request), request.url.query)
    whole = links.level(parts.root, asked.levels[0][0], dossier)
    headers = {
        "Link": _links(whole.anchor, asked),
        "Vary": "Accept, Accept-Language",
        "Cache-Control": FRESH,
    }
    link_type = _link_type(request.url.query)
    accept = request.headers.get("accept", "")
    as_type = negotiation.linkset_type(accept)
    if link_type in ALL_LINKS or (as_type and link_type is None):
        headers["Link"] += f", {CONTEXT}"
        body = json.dumps(links.linkset([whole, *_above(parts, asked)]), ensure_ascii=False)
        return Response(body, headers=headers, media_type=as_type or negotiation.LINKSET)
    wanted = negotiation.languages(request.headers.get("accept-language", ""))
    link = links.choose(whole, link_type, wanted)
    return RedirectResponse(links.with_query(link.href, asked.query), 307, headers)


def show_page(language: str, request: Request, parts: Parts) -> Response:
    """Show what is recorded about goods."""
    chosen: Language | None = next((one for one in LANGUAGES if one == language), None)
    if chosen is None:
        raise NotThere("resolver.no_page")
    path = _raw_path(request).removeprefix(f"{PAGES}/{chosen}")
    asked, dossier = _found(parts, path, request.url.query)
    today = vietnam_day(parts.clock.now())
    html = page(View(key=asked.item, dossier=dossier, language=chosen, today=today))
    return HTMLResponse(html, headers={"Cache-Control": FRESH, "Content-Language": chosen})


def _found(parts: ResolverParts, path: str, query: str) -> tuple[Asked, Dossier]:
    asked = parse(parts.root, path, query)
    dossier = parts.lookup.dossier(asked.item)
    if dossier is None:
        raise NotThere("resolver.unknown")
    return asked, dossier


def _above(parts: ResolverParts, asked: Asked) -> Iterator[Level]:
    for path, key in asked.levels[1:]:
        dossier = parts.lookup.dossier(key)
        if dossier is not None:
            yield links.level(parts.root, path, dossier)


def _raw_path(request: Request) -> str:
    """Give the path as it came: a lot may hold a slash, percent-encoded."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.partition(b"?")[0].decode("latin-1")


def _link_type(query: str) -> str | None:
    pairs = parse_qsl(query, keep_blank_values=True)
    return next((value for key, value in pairs if key == "linkType"), None)


def _links(anchor: str, asked: Asked) -> str:
    said = [f'<{anchor}?linkType=linkset>; rel="linkset"; type="{negotiation.LINKSET}"']
    if asked.uncompressed is not None:
        said.append(f'<{asked.uncompressed}>; rel="owl:sameAs"')
    return ", ".join(said)

"""The console's listener: its API, its live events, its pages.

Every route but signing in, signing out and the process's own health goes through a gate of
`fleet.api.security`; a test walks all routes with all roles. The API's description isn't served,
`fleet.api.console_openapi` writes it for the console's typed client.
"""

from fastapi import FastAPI

from contract.gateway import Problem
from fleet.api import (
    connectors_console,
    console_commands,
    console_content,
    console_history,
    console_overview,
    console_scans,
    console_session,
    console_static,
    console_stations,
    epcis_capture,
    epcis_chain,
    epcis_console,
    epcis_events,
    problems,
    registry_changes,
    registry_export,
    registry_imports,
    registry_lists,
    registry_look,
    stamps_actions,
    stamps_lists,
)
from fleet.api.console_parts import ConsoleParts
from fleet.api.security import BodyLimit, ForgetAfterChange, SameOrigin, SecurityHeaders, is_https

TITLE = "Trạm Quét: console"


def build_console(parts: ConsoleParts, described: FastAPI | None = None) -> FastAPI:
    """Put the console's listener together; `parts.events.close()` ends its open streams.

    Args:
        described: what `describe` gave, whose routes are shared then. FastAPI works each route out
            at the first request, which takes longer than hundreds of requests.
    """
    app = _without_routes()
    app.router.routes.extend((described or describe()).routes)
    app.state.parts = parts
    app.include_router(console_static.router)
    problems.install(app)
    app.add_middleware(ForgetAfterChange, kept=parts.kept)
    app.add_middleware(BodyLimit, limit=_body_limit)
    app.add_middleware(SameOrigin)
    app.add_middleware(SecurityHeaders, https=is_https(parts.public_url))
    return app


def _body_limit(path: str) -> int:
    return (
        epcis_capture.body_limit(path)
        or registry_imports.body_limit(path)
        or console_content.body_limit(path)
    )


def describe() -> FastAPI:
    """Put the routes of the API together, without anything to work with."""
    app = _without_routes()
    for router in (
        console_session.router,
        console_overview.router,
        console_stations.router,
        console_history.router,
        console_commands.router,
        console_scans.router,
        console_content.router,
        connectors_console.router,
        epcis_capture.router,
        epcis_events.router,
        epcis_chain.router,
        epcis_console.router,
        stamps_lists.router,
        stamps_actions.router,
        registry_lists.router,
        registry_changes.router,
        registry_imports.router,
        registry_export.router,
        registry_look.router,
    ):
        app.include_router(router)
    return app


def _without_routes() -> FastAPI:
    return FastAPI(
        title=TITLE,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
        responses={code: {"model": Problem} for code in (401, 403, 404, 409, 422, 503)},
    )

"""Signing in and out, and the process's own health."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import text

from fleet.accounts.models import Role
from fleet.accounts.service import Principal
from fleet.api.console_parts import ConsoleParts, parts_of
from fleet.api.schemas import Alive, Ready, SignIn, Who
from fleet.api.security import (
    Viewer,
    drop_session_cookie,
    session_token,
    set_session_cookie,
)
from fleet.errors import NotAuthentic

router = APIRouter()
Parts = Annotated[ConsoleParts, Depends(parts_of)]
Responses = dict[int | str, dict[str, Any]]


@router.post("/api/session", tags=["session"])
def sign_in(body: SignIn, request: Request, response: Response, parts: Parts) -> Who:
    """Open a session; the browser gets it as a cookie."""
    address = request.client.host if request.client else "unknown"
    signed_in = parts.accounts.sign_in(body.name, body.password, address)
    _end_session(request, parts)
    set_session_cookie(response, parts.public_url, signed_in.token)
    return _who(signed_in.principal)


@router.delete("/api/session", status_code=204, tags=["session"])
def sign_out(request: Request, response: Response, parts: Parts) -> None:
    """End the session, its live events too; without one nothing happens."""
    _end_session(request, parts)
    drop_session_cookie(response, parts.public_url)


@router.get("/api/session", tags=["session"])
def whoami(who: Viewer) -> Who:
    """Tell who is signed in."""
    return _who(who)


@router.get("/healthz", tags=["health"])
def alive() -> Alive:
    """Tell that the process answers."""
    return Alive()


@router.get("/readyz", tags=["health"])
def ready(parts: Parts) -> Ready:
    """Tell that the database answers too; else 503."""
    with parts.database.read() as session:
        session.execute(text("SELECT 1"))
    return Ready()


def _end_session(request: Request, parts: ConsoleParts) -> None:
    try:
        token = session_token(request)
    except NotAuthentic:
        return
    parts.accounts.sign_out(token)
    parts.events.end(token)


def _who(principal: Principal) -> Who:
    return Who(
        name=principal.name,
        role=principal.role,
        can_change=principal.may(Role.OPERATOR),
        expires_at=principal.expires_at,
    )

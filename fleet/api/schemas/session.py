"""Bodies about who is signed in, and about the process itself."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from fleet.accounts.models import Role
from fleet.api.schemas.base import Request, Response


class SignIn(Request):
    """Name and password."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    password: Annotated[str, Field(min_length=1, max_length=1000)]


class Who(Response):
    """Who is signed in, and what the role may do."""

    name: str
    role: Role
    can_change: bool
    expires_at: datetime


class Alive(Response):
    """The process answers."""

    alive: Literal[True] = True


class Ready(Response):
    """The process can do its work."""

    ready: Literal[True] = True

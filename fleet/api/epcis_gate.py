"""Who may send events and ask for them: partners' machines with a key, people with a session.

A key stands in the `Authorization` header, which no page of another site can send unasked, so that
such a request needs no check of its origin.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from fastapi import Depends, Request

from fleet.accounts.models import Role
from fleet.api.console_parts import ConsoleParts, parts_of
from fleet.api.security import Gate, bearer_of
from fleet.epcis.keys import PartnerKeys, Scope
from fleet.epcis.models import PARTNER

_DEEDS: Mapping[Scope, str] = MappingProxyType({Scope.CAPTURE: "sends", Scope.QUERY: "asks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who sent a request.

    Attributes:
        sees_all: may look at what others sent, too.
    """

    name: str
    sees_all: bool

    @property
    def whose_jobs(self) -> str | None:
        """Whose jobs are shown; None: everybody's."""
        return None if self.sees_all else self.name


class EpcisGate:
    """Lets a partner's key with a scope pass, or a session with a role."""

    def __init__(self, scope: Scope, role: Role) -> None:
        self._scope = scope
        self._role = role

    @property
    def who(self) -> str:
        """Say who passes, as the document of the API does."""
        return f"{self._role}, partner who {_DEEDS[self._scope]}"

    def __call__(
        self, request: Request, parts: Annotated[ConsoleParts, Depends(parts_of)]
    ) -> Caller:
        """Tell who sent the request.

        Raises:
            NotAuthentic: `partner.key`, `session.missing`, `session.unknown`, `session.expired`.
            Denied: `partner.scope`, `role.insufficient`.
        """
        key = bearer_of(request.headers)
        if key is None:
            return Caller(name=Gate(self._role)(request, parts).name, sees_all=True)
        partner = PartnerKeys(parts.database, parts.clock).whose(key)
        partner.require(self._scope)
        return Caller(name=f"{PARTNER}{partner.name}", sees_all=False)


MaySend = Annotated[Caller, Depends(EpcisGate(Scope.CAPTURE, Role.OPERATOR))]
MaySeeJobs = Annotated[Caller, Depends(EpcisGate(Scope.CAPTURE, Role.VIEWER))]
MayAsk = Annotated[Caller, Depends(EpcisGate(Scope.QUERY, Role.VIEWER))]

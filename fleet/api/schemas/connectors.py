"""Bodies about connectors."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from fleet.api.schemas.base import PlainText, Request, Response
from fleet.connectors.breaker import State

ConnectorName = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z0-9-]+$")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern="^[^\x00]*$")]


class ConnectorDraft(Request):
    """What a connector is to be like.

    Attributes:
        place: sources with a lower place are asked, and believed, first.
        document: how it is asked; its `kind` is `json`, `gs1_resolver` or `epcis`.
    """

    title: Title
    enabled: bool = True
    place: Annotated[int, Field(ge=0, le=1000)] = 100
    document: dict[str, Any]


class NewConnector(ConnectorDraft):
    """A connector to be added."""

    name: ConnectorName


class ConnectorChange(ConnectorDraft):
    """A connector to be described anew, from the revision that the browser saw."""

    expected_revision: int


class ConnectorHealthView(Response):
    """How a source does.

    Attributes:
        state: `open` means that it is left alone until `retry_at`.
        failures: in a row.
        reason: why it failed last; empty where it never did.
    """

    state: State
    failures: int
    retry_at: datetime | None
    answered_at: datetime | None
    failed_at: datetime | None
    reason: str


class ConnectorView(Response):
    """A connector; secrets are named in its document, never held."""

    name: str
    title: str
    kind: str
    enabled: bool
    place: int
    document: dict[str, Any]
    revision: int
    changed_at: datetime
    changed_by: str
    health: ConnectorHealthView


class ConnectorList(Response):
    """The connectors, in the order in which they are asked."""

    connectors: tuple[ConnectorView, ...]


class CheckOrder(Request):
    """A code to try a connector with."""

    code: Annotated[PlainText, Field(min_length=1)]


class CheckResult(Response):
    """What a connector said about a code.

    Attributes:
        reason: why it couldn't be asked.
        dossier: what it knows, as stations would get it.
        took_ms: how long it took.
    """

    outcome: Literal["known", "not_known", "unavailable"]
    reason: str = ""
    dossier: dict[str, Any] | None = None
    took_ms: int

"""Every message of the wire, one class a kind.

Rules (docs/wire.md): JSON in UTF-8; `kind` says which message it is and `version` which release of
the wire wrote it; receivers ignore unknown fields and refuse an unknown kind or a newer major
version. What only grows by optional fields keeps its major version.
"""

from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, JsonValue

from contract.model import Moment, WireModel
from contract.scans import MAX_EVENTS_PER_MESSAGE, ScanEvent

VERSION = "1.1"

LARGEST = 2**62
"""No counter comes this far; databases hold it with room to spare."""
LARGEST_NUMBER = 2**31 - 1
MAX_PROBES = 200

Name = Annotated[str, Field(max_length=100)]


class Message(WireModel):
    """What every message carries."""

    version: Annotated[str, Field(pattern=r"^[0-9]{1,4}\.[0-9]{1,4}$")] = VERSION


class Birth(Message):
    """Who this is: sent after each connect.

    Attributes:
        session: counts the connections of this station; a will of an older one is stale.
        outbox_id: random id of the outbox file; the fleet answers with an `Ack` for it.
        stored: highest sequence number in that outbox.
        speaks: major versions of the wire that the station understands.
    """

    kind: Literal["birth"] = "birth"
    at: Moment
    boot_id: Name
    session: Annotated[int, Field(ge=1, le=LARGEST)]
    software: Name
    hardware: Name
    outbox_id: UUID
    stored: Annotated[int, Field(ge=0, le=LARGEST)]
    capabilities: tuple[Name, ...] = ()
    speaks: tuple[int, ...] = (1,)


class Presence(Message):
    """Whether the station is connected; `online=false` is also its last will."""

    kind: Literal["presence"] = "presence"
    online: bool
    session: Annotated[int, Field(ge=1, le=LARGEST)]


class Probe(WireModel):
    """One measured value with its unit; None where it can't be measured on this machine."""

    value: float | str | bool | None = None
    unit: Annotated[str, Field(max_length=20)] = ""
    healthy: bool | None = None


class Health(Message):
    """How the station is."""

    kind: Literal["health"] = "health"
    at: Moment
    probes: Annotated[dict[Name, Probe], Field(max_length=MAX_PROBES)]


class Scans(Message):
    """A batch from the outbox, in the order of its sequence numbers."""

    kind: Literal["scans"] = "scans"
    outbox_id: UUID
    events: Annotated[tuple[ScanEvent, ...], Field(max_length=MAX_EVENTS_PER_MESSAGE)]


class Refusal(WireModel):
    """Why a station keeps what it had.

    Attributes:
        code: stable name such as `desired.signature`, `settings.invalid`, `picture.hash`.
        detail: what and where, for a person to read.
    """

    number: int
    code: Name
    detail: Annotated[str, Field(max_length=500)] = ""


class Reported(Message):
    """Which desired state is in force, and which newer one was refused.

    Attributes:
        number: of the desired state in force; 0 for what the station was born with.
        settings: the settings in force.
        slides: ids of the slides in force.
        bundle: number of the bundle in force; 0 for none.
    """

    kind: Literal["reported"] = "reported"
    at: Moment
    number: Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
    software: Name
    settings: Annotated[dict[str, JsonValue], Field(default_factory=dict)]
    slides: tuple[Name, ...] = ()
    bundle: Annotated[int, Field(ge=0, le=LARGEST_NUMBER)] = 0
    refused: Refusal | None = None


class CommandState(WireModel):
    """How a command ended."""

    code: Name
    detail: Annotated[str, Field(max_length=500)] = ""


class Reply(Message):
    """The result of one command."""

    kind: Literal["reply"] = "reply"
    command_id: UUID
    done: bool
    state: CommandState
    result: Annotated[dict[str, JsonValue], Field(default_factory=dict)]


class SignedMessage(Message):
    """What the fleet's publisher vouches for, see `contract.signing`.

    Attributes:
        body: JSON; the signature covers its UTF-8 bytes.
        key_id: which of the publisher's keys signed.
        signature: base64url without padding.
    """

    body: Annotated[str, Field(max_length=64 * 1024)]
    key_id: Name
    signature: Annotated[str, Field(max_length=200)]


class Desired(SignedMessage):
    """A numbered desired state: `body` is a `contract.desired.DesiredState`."""

    kind: Literal["desired"] = "desired"


class Bundle(SignedMessage):
    """What the station should know without the network: a `contract.bundle.BundleState`."""

    kind: Literal["bundle"] = "bundle"


class Ack(Message):
    """All events of this outbox up to `through` are in the fleet's database."""

    kind: Literal["ack"] = "ack"
    outbox_id: UUID
    through: Annotated[int, Field(ge=0, le=LARGEST)]


class What(StrEnum):
    """What of a station is to be started again: `what` of a command `restart`."""

    STATION = "station"
    AGENT = "agent"
    BOTH = "both"


class Command(Message):
    """Something for the station to do before a deadline, at most once."""

    kind: Literal["command"] = "command"
    command_id: UUID
    name: Literal["screenshot", "identify", "restart"]
    deadline: Moment
    arguments: Annotated[dict[str, JsonValue], Field(default_factory=dict)]


AnyMessage = Annotated[
    Birth | Presence | Health | Scans | Reported | Reply | Desired | Bundle | Ack | Command,
    Field(discriminator="kind"),
]
MESSAGES: dict[str, type[Message]] = {
    "birth": Birth,
    "presence": Presence,
    "health": Health,
    "scans": Scans,
    "reported": Reported,
    "reply": Reply,
    "desired": Desired,
    "bundle": Bundle,
    "ack": Ack,
    "command": Command,
}


class RawScans(Message):
    """A batch whose events haven't been looked at, for a receiver that keeps the bad ones apart."""

    kind: Literal["scans"] = "scans"
    outbox_id: UUID
    events: Annotated[tuple[dict[str, Any], ...], Field(max_length=MAX_EVENTS_PER_MESSAGE)]

"""What the two processes of a station say to each other over their Unix socket.

One request a connection: a line of JSON, then one line of JSON as its answer. Both ends come from
the same release, so there is no version. A picture travels as base64 in its line.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from contract.model import Moment
from kiosk.errors import LocalError

MAX_REQUEST_BYTES = 4 * 1024
MAX_REPLY_BYTES = 8 * 1024 * 1024


class _Frame(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="ignore", ser_json_bytes="base64", val_json_bytes="base64"
    )


class GetStatus(_Frame):
    """Ask how the station process is."""

    kind: Literal["get_status"] = "get_status"


class TakeScreenshot(_Frame):
    """Ask for the window as PNG; a real camera's picture is blanked in it."""

    kind: Literal["take_screenshot"] = "take_screenshot"


class Reload(_Frame):
    """Tell that another desired state has come in force: read it again."""

    kind: Literal["reload"] = "reload"


class NetworkIs(_Frame):
    """Tell whether the fleet can be reached.

    Attributes:
        since: when it became so, None where that isn't known.
    """

    kind: Literal["network_is"] = "network_is"
    online: bool
    since: Moment | None = None


class Identify(_Frame):
    """Ask the station to show who it is, for a technician who looks for it.

    Attributes:
        station: its id.
        name: as people know it, empty where nobody said.
        before_s: monotonic time, one for all processes of a machine, from which on it is too late.
    """

    kind: Literal["identify"] = "identify"
    station: Annotated[str, Field(max_length=100)]
    name: Annotated[str, Field(max_length=200)] = ""
    seconds: Annotated[float, Field(gt=0, le=60)] = 10.0
    before_s: float


class Restart(_Frame):
    """Ask the station process to end, so that the service manager starts it again.

    Attributes:
        before_s: as in `Identify`.
    """

    kind: Literal["restart"] = "restart"
    before_s: float


class Distribution(_Frame):
    """Median and 95th percentile of what was measured in this run; None before the first."""

    median: float | None = None
    p95: float | None = None


class StatusReply(_Frame):
    """How the station process is.

    Attributes:
        frames_decoded: frames in which at least one code was read.
        verdicts: scans of this run by kind of verdict.
        stored: scans put into the outbox in this run.
        stored_total: highest sequence number of the outbox.
        not_stored: scans that the outbox couldn't take.
        outbox: `ok`, `replaced` where a broken file was moved aside in this run, or the code of
            what keeps scans from being stored.
        camera: `up`, or the code of what is wrong with it.
        screen: name of the screen that is shown.
        number: of the desired state that the window shows; 0 for what it was born with.
        brightness: mean luma of the last frame, 0 to 255.
        sharpness: mean difference of neighbouring pixels in the middle of the last frame, 0 to 255.
        frame_ms: what drawing one picture of the window took, of those that were drawn.
        finished: whether the scans that were asked for are done.
    """

    kind: Literal["status"] = "status"
    started_at: Moment
    frames_seen: int
    frames_decoded: int
    decode_ms: Distribution
    frame_to_verdict_ms: Distribution
    verdicts: dict[str, int]
    stored: int
    stored_total: int
    not_stored: int
    outbox: str = "ok"
    camera: str
    screen: str
    number: int
    fps: float
    brightness: float | None = None
    sharpness: float | None = None
    frame_ms: Distribution = Distribution()
    finished: bool = False


class ScreenshotReply(_Frame):
    """The window as PNG."""

    kind: Literal["screenshot"] = "screenshot"
    png: bytes


class Done(_Frame):
    """What was asked for is done."""

    kind: Literal["done"] = "done"


class Failed(_Frame):
    """What was asked for can't be done.

    Attributes:
        code: stable name of what went wrong.
    """

    kind: Literal["failed"] = "failed"
    code: Annotated[str, Field(max_length=100)]
    detail: str = ""


Request = Annotated[
    GetStatus | TakeScreenshot | Reload | NetworkIs | Identify | Restart,
    Field(discriminator="kind"),
]
Reply = Annotated[StatusReply | ScreenshotReply | Done | Failed, Field(discriminator="kind")]


def encode(frame: Request | Reply) -> bytes:
    """Write a request or an answer as one line."""
    return frame.model_dump_json().encode() + b"\n"


def parse_request(line: bytes) -> Request:
    """Read a request.

    Raises:
        LocalError: `local.bad_request`.
    """
    adapter: TypeAdapter[Request] = TypeAdapter(Request)
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        raise LocalError("local.bad_request", detail=_first(error)) from error


def parse_reply(line: bytes) -> Reply:
    """Read an answer.

    Raises:
        LocalError: `local.bad_reply`.
    """
    adapter: TypeAdapter[Reply] = TypeAdapter(Reply)
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        raise LocalError("local.bad_reply", detail=_first(error)) from error


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]

"""Carries out the fleet's commands: each at most once, and never after its deadline.

A command's id is on disk before anything is done, so that one that comes twice, or again after a
restart, does nothing. Slow ones run on the worker; the station process is asked on the agent's own
thread, for a second at most. Every command gets a reply, also one that breaks; replies wait, up to
`KEEP_REPLIES` of them, for a connection that takes them. They wait in memory: of a command that an
agent took and couldn't reply to before it ended, the fleet sees only that its deadline passes. An
agent that is to restart ends after its replies have left, or after `REPLY_WAIT_S`.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, assert_never

from pydantic import JsonValue

from contract.gateway import MAX_UPLOAD_BYTES, UPLOAD
from contract.messages import Command, CommandState, Reply, What
from contract.names import StationId
from daemon.boundary import Boundaries
from kiosk.agent.jobs import Jobs
from kiosk.agent.store import AgentStore
from kiosk.clock import Clock
from kiosk.errors import EnrolmentError, GatewayError, LocalError, StorageError
from kiosk.local import protocol
from kiosk.local.protocol import (
    Done,
    Failed,
    Identify,
    Restart,
    ScreenshotReply,
    TakeScreenshot,
)

SCREENSHOT_TIMEOUT_S = 10.0
UPLOAD_TIMEOUT_S = 60.0
STATION_TIMEOUT_S = 1.0
"""The station's loop turns at least five times a second."""
IDENTIFY_S = 10.0
UNTIMED_S = 60.0
"""How long a command may take where nobody knows the time."""
REPLY_WAIT_S = 30.0
KEEP_REPLIES = 16
MAX_NAME_CHARS = 200
EXPIRED = "command.expired"
BROKEN = "command.failed"
"""An error that nobody foresaw; the station's log has it."""
PNG = "image/png"

_log = logging.getLogger(__name__)


class Station(Protocol):
    """The station process; `kiosk.local.client.LocalClient` is one."""

    def ask(self, request: protocol.Request, timeout_s: float) -> protocol.Reply:
        """Ask it; raises `LocalError`."""
        ...


class Uploads(Protocol):
    """Where results go; `kiosk.identity.gateway.Gateway` is one."""

    def send(
        self, method: str, path: str, content: bytes, content_type: str, *, timeout_s: float
    ) -> bytes:
        """Send a body; raises `GatewayError`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What commands are carried out with.

    Attributes:
        name: id of this station.
        title: gives what people call it, empty where the fleet has said none.
        publish: hands a reply to the connection; gives False where it was not taken.
        now: gives the time, None where nobody knows it.
        managed: whether somebody starts the agent again when it ends.
    """

    name: StationId
    title: Callable[[], str]
    store: AgentStore
    station: Station
    uploads: Uploads
    jobs: Jobs
    publish: Callable[[Reply], bool]
    now: Callable[[], datetime | None]
    clock: Clock
    managed: bool


class Commands:
    """The commands of this station; used on the agent's thread."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._replies: deque[Reply] = deque(maxlen=KEEP_REPLIES)
        self._boundaries = Boundaries(_log)
        self._end_by_s: float | None = None

    @property
    def ends_agent(self) -> bool:
        """Whether the agent is to end now, to be started again."""
        if self._end_by_s is None:
            return False
        return not self._replies or self._means.clock.monotonic_s() >= self._end_by_s

    def take(self, command: Command) -> None:
        """Carry out a command, or say why not."""
        try:
            if not self._means.store.take_command(command.command_id):
                _log.info("command %s came again", command.command_id)
                return
        except StorageError as error:
            # Without its id on disk it might be carried out twice.
            self._replies.append(_failed(command, error.code))
            return
        reply: Reply | None = _failed(command, BROKEN)
        with self._boundaries.guard("command"):
            reply = self._carry_out(command)
        if reply is not None:
            self._replies.append(reply)

    def turn(self) -> None:
        """Send the replies that wait; call often."""
        while self._replies and self._means.publish(self._replies[0]):
            self._replies.popleft()

    def _carry_out(self, command: Command) -> Reply | None:
        """Do it; None where the worker will reply."""
        now = self._means.now()
        if now is not None and now >= command.deadline:
            return _failed(command, EXPIRED, f"it is {now.isoformat()}")
        left_s = UNTIMED_S if now is None else (command.deadline - now).total_seconds()
        before_s = self._means.clock.monotonic_s() + left_s
        _log.info("command %s: %s", command.command_id, command.name)
        match command.name:
            case "screenshot":
                return self._submit(command, lambda: self._screenshot(command, before_s))
            case "identify":
                return self._identify(command, before_s)
            case "restart":
                return self._restart(command, before_s)
            case _:
                assert_never(command.name)

    def _submit(self, command: Command, work: Callable[[], Reply]) -> Reply | None:
        broken = _failed(command, BROKEN)
        accepted = self._means.jobs.submit(
            f"command.{command.name}",
            work,
            self._replies.append,
            lambda: self._replies.append(broken),
        )
        return None if accepted else _failed(command, "command.busy")

    def _identify(self, command: Command, before_s: float) -> Reply:
        """Let the window say which station this is."""
        brought = command.arguments.get("name")
        # The fleet may have renamed the station since it wrote the identity.
        name = brought if isinstance(brought, str) and brought else self._means.title()
        request = Identify(
            station=self._means.name,
            name=name[:MAX_NAME_CHARS],
            seconds=IDENTIFY_S,
            before_s=self._soon(before_s),
        )
        return self._of_station(command, request, {"seconds": IDENTIFY_S})

    def _restart(self, command: Command, before_s: float) -> Reply:
        """Let the station process, the agent or both end, to be started again."""
        asked = command.arguments.get("what", What.BOTH.value)
        if not isinstance(asked, str) or asked not in set(What):
            detail = f"what: {asked!r} is none of {', '.join(What)}"
            return _failed(command, "command.bad_argument", detail)
        what = What(asked)
        if what is not What.STATION and not self._means.managed:
            detail = "nothing would start the agent again"
            return _failed(command, "restart.unmanaged", detail)
        result: dict[str, JsonValue] = {"what": what.value}
        if what is not What.STATION:
            # Whatever the station says: a window that hangs keeps the agent from nothing.
            self._end_by_s = self._means.clock.monotonic_s() + REPLY_WAIT_S
        if what is What.AGENT:
            return _done(command, result)
        reply = self._of_station(command, Restart(before_s=self._soon(before_s)), result)
        if what is What.BOTH and not reply.done:
            return reply.model_copy(update={"result": {"what": What.AGENT.value}})
        return reply

    def _soon(self, before_s: float) -> float:
        """Say until when the station may still act: not after we have replied that it didn't."""
        return min(before_s, self._means.clock.monotonic_s() + STATION_TIMEOUT_S)

    def _of_station(
        self, command: Command, request: Identify | Restart, result: dict[str, JsonValue]
    ) -> Reply:
        try:
            answer = self._means.station.ask(request, STATION_TIMEOUT_S)
        except LocalError as error:
            return _failed(command, error.code, str(error))
        match answer:
            case Done():
                return _done(command, result)
            case Failed(code=code, detail=detail):
                return _failed(command, code, detail)
            case _:
                return _failed(command, "local.bad_reply", answer.kind)

    def _screenshot(self, command: Command, before_s: float) -> Reply:
        """Get the window as PNG and upload it; runs on the worker."""
        if self._means.clock.monotonic_s() >= before_s:
            return _failed(command, EXPIRED, "other work took too long")
        try:
            answer = self._means.station.ask(TakeScreenshot(), SCREENSHOT_TIMEOUT_S)
        except LocalError as error:
            return _failed(command, error.code, str(error))
        match answer:
            case ScreenshotReply(png=png):
                return self._upload(command, png)
            case Failed(code=code, detail=detail):
                return _failed(command, code, detail)
            case _:
                return _failed(command, "local.bad_reply", answer.kind)

    def _upload(self, command: Command, png: bytes) -> Reply:
        if len(png) > MAX_UPLOAD_BYTES:
            detail = f"{len(png)} bytes, {MAX_UPLOAD_BYTES} at most"
            return _failed(command, "upload.too_large", detail)
        path = UPLOAD.format(command_id=command.command_id)
        try:
            self._means.uploads.send("PUT", path, png, PNG, timeout_s=UPLOAD_TIMEOUT_S)
        except (GatewayError, EnrolmentError) as error:
            return _failed(command, error.code, str(error))
        return _done(command, {"bytes": len(png)})


def _done(command: Command, result: dict[str, JsonValue]) -> Reply:
    return Reply(
        command_id=command.command_id, done=True, state=CommandState(code="done"), result=result
    )


def _failed(command: Command, code: str, detail: str = "") -> Reply:
    return Reply(
        command_id=command.command_id,
        done=False,
        state=CommandState(code=code[:100], detail=detail[:500]),
        result={},
    )

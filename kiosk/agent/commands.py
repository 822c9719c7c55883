"""Carries out the fleet's commands: each at most once, and never after its deadline.

A command's id is on disk before anything is done, so that one that comes twice, or again after a
restart, does nothing. Slow ones run on the worker. A reply waits, up to `KEEP_REPLIES` of them, for
a connection that takes it.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from contract.gateway import MAX_UPLOAD_BYTES, UPLOAD
from contract.messages import Command, CommandState, Reply
from kiosk.agent.jobs import Jobs
from kiosk.agent.store import AgentStore
from kiosk.errors import EnrolmentError, GatewayError, LocalError, StorageError
from kiosk.local import protocol
from kiosk.local.protocol import Failed, ScreenshotReply, TakeScreenshot

SCREENSHOT_TIMEOUT_S = 10.0
UPLOAD_TIMEOUT_S = 60.0
KEEP_REPLIES = 16
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
        publish: hands a reply to the connection; gives False where it was not taken.
        now: gives the time, None where nobody knows it.
    """

    store: AgentStore
    station: Station
    uploads: Uploads
    jobs: Jobs
    publish: Callable[[Reply], bool]
    now: Callable[[], datetime | None]


class Commands:
    """The commands of this station; used on the agent's thread."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._replies: deque[Reply] = deque(maxlen=KEEP_REPLIES)

    def take(self, command: Command) -> None:
        """Carry out a command, or say why not."""
        try:
            if not self._means.store.take_command(command.command_id):
                _log.info("command %s came again", command.command_id)
                return
        except StorageError as error:
            # Without its id on disk it might be carried out twice.
            self._reply(command, done=False, code=error.code)
            return
        now = self._means.now()
        if now is not None and now >= command.deadline:
            detail = f"it is {now.isoformat()}"
            self._reply(command, done=False, code="command.expired", detail=detail)
            return
        _log.info("command %s: %s", command.command_id, command.name)
        match command.name:
            case "screenshot":
                job = self._means.jobs.submit(
                    "command.screenshot", lambda: self._screenshot(command), self._replies.append
                )
                if not job:
                    self._reply(command, done=False, code="command.busy")
            case "identify" | "restart":
                self._reply(command, done=False, code="command.unsupported", detail=command.name)

    def turn(self) -> None:
        """Send the replies that wait; call often."""
        while self._replies and self._means.publish(self._replies[0]):
            self._replies.popleft()

    def _reply(self, command: Command, *, done: bool, code: str, detail: str = "") -> None:
        self._replies.append(_make_reply(command, done=done, code=code, detail=detail))

    def _screenshot(self, command: Command) -> Reply:
        """Get the window as PNG and upload it; runs on the worker."""
        try:
            answer = self._means.station.ask(TakeScreenshot(), SCREENSHOT_TIMEOUT_S)
        except LocalError as error:
            return _make_reply(command, done=False, code=error.code, detail=str(error))
        match answer:
            case ScreenshotReply(png=png):
                return self._upload(command, png)
            case Failed(code=code, detail=detail):
                return _make_reply(command, done=False, code=code, detail=detail)
            case _:
                return _make_reply(command, done=False, code="local.bad_reply", detail=answer.kind)

    def _upload(self, command: Command, png: bytes) -> Reply:
        if len(png) > MAX_UPLOAD_BYTES:
            detail = f"{len(png)} bytes, {MAX_UPLOAD_BYTES} at most"
            return _make_reply(command, done=False, code="upload.too_large", detail=detail)
        path = UPLOAD.format(command_id=command.command_id)
        try:
            self._means.uploads.send("PUT", path, png, PNG, timeout_s=UPLOAD_TIMEOUT_S)
        except (GatewayError, EnrolmentError) as error:
            return _make_reply(command, done=False, code=error.code, detail=str(error))
        return _make_reply(command, done=True, code="done", result={"bytes": len(png)})


def _make_reply(
    command: Command,
    *,
    done: bool,
    code: str,
    detail: str = "",
    result: dict[str, JsonValue] | None = None,
) -> Reply:
    return Reply(
        command_id=command.command_id,
        done=done,
        state=CommandState(code=code, detail=detail[:500]),
        result=result or {},
    )

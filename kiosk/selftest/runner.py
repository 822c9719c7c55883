"""Runs the checks one after the other, each in a process of its own that may hang or crash.

They run as the user to whom the data directory belongs, where a technician has started the test as
root: what root may do says nothing about the station, and a file of root's would be in its way.
"""

import os
import pwd
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from pydantic import TypeAdapter, ValidationError

from kiosk.selftest.order import Check, Order
from kiosk.selftest.report import Finding, Param, failed
from kiosk.settings import Settings

PROGRAM = "kiosk.selftest.child"
ENDING_S = 2.0
MAX_TOLD_BYTES = 64 * 1024
_FINDING = TypeAdapter(Finding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A check that has ended, or was ended."""

    name: str
    finding: Finding
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """How the process of a check is started.

    Attributes:
        command: the program and its first arguments.
        user, groups: what it runs as; None and empty stay what we are.
    """

    command: Sequence[str] = (sys.executable, "-m", PROGRAM)
    user: pwd.struct_passwd | None = None
    groups: Sequence[int] = field(default=())


def child_of(data_dir: Path) -> Child:
    """Say as whom the checks run."""
    if os.geteuid() != 0:
        return Child()
    try:
        user = pwd.getpwuid(data_dir.stat().st_uid)
    except (OSError, KeyError):
        return Child()
    if user.pw_uid == 0:
        return Child()
    return Child(user=user, groups=os.getgrouplist(user.pw_name, user.pw_gid))


def run(check: Check, settings: Settings, child: Child) -> Ran:
    """Run one check; blocks for its limit and two seconds at most, and raises nothing."""
    begun_s = time.monotonic()
    finding = _run(check, settings, child)
    return Ran(name=check.name, finding=finding, seconds=round(time.monotonic() - begun_s, 2))


def _run(check: Check, settings: Settings, child: Child) -> Finding:
    order = Order(name=check.name, settings=settings).model_dump_json().encode()
    # Files in memory and not pipes: whatever a check leaves running may hold them open for ever.
    with _memory() as told, _memory() as asked, _memory() as complaints:
        asked.write(order)
        asked.seek(0)
        try:
            process = _start(child, told.fileno(), asked, complaints)
        except OSError as error:
            return failed("selftest.no_process", detail=str(error))
        try:
            status = process.wait(check.limit_s)
        except subprocess.TimeoutExpired:
            process.kill()
            # One that hangs in a driver goes when the driver lets it; the others don't wait for it.
            with suppress(subprocess.TimeoutExpired):
                process.wait(ENDING_S)
            return failed("selftest.hung", check.limit_s, "s", limit_s=check.limit_s)
        return _read(_content(told), status, _content(complaints))


def _memory() -> BinaryIO:
    return cast("BinaryIO", os.fdopen(os.memfd_create("selftest"), "w+b", buffering=0))


def _content(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(MAX_TOLD_BYTES)


def _start(
    child: Child, told: int, asked: BinaryIO, complaints: BinaryIO
) -> subprocess.Popen[bytes]:
    user = child.user
    return subprocess.Popen(
        [*child.command, str(told), str(os.getpid())],
        stdin=asked,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        pass_fds=[told],
        env=os.environ | ({"HOME": user.pw_dir, "USER": user.pw_name} if user else {}),
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=list(child.groups) if user else None,
    )


def _read(told: bytes, status: int, complaints: bytes) -> Finding:
    try:
        return _FINDING.validate_json(told)
    except ValidationError:
        last = complaints.decode(errors="replace").strip().splitlines()[-1:]
        detail: Param = "".join(last)[:300]
        return failed("selftest.died", status=status, detail=detail)

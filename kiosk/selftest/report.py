"""What a self-test finds, as its checks say it and as `kiosk selftest --json` prints it.

The JSON is read by other programs: fields are added to it, never renamed or taken away.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

Param = str | int | float


class Outcome(StrEnum):
    """How a check ended."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"
    """There is nothing to check: not fitted, not configured, not enrolled yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found.

    Attributes:
        code: stable name of it; `kiosk.selftest.texts` says it in words.
        params: what the words need.
        value: the one measurement that tells most, None where there is none.
        unit: of the value.
    """

    outcome: Outcome
    code: str
    params: dict[str, Param] = field(default_factory=dict)
    value: float | None = None
    unit: str | None = None


def ok(code: str, value: float | None = None, unit: str | None = None, **params: Param) -> Finding:
    """Find that all is well."""
    return Finding(outcome=Outcome.OK, code=code, params=params, value=value, unit=unit)


def failed(
    code: str, value: float | None = None, unit: str | None = None, **params: Param
) -> Finding:
    """Find that something is wrong."""
    return Finding(outcome=Outcome.FAILED, code=code, params=params, value=value, unit=unit)


def skipped(code: str, **params: Param) -> Finding:
    """Find that there is nothing to check."""
    return Finding(outcome=Outcome.SKIPPED, code=code, params=params)


class _Printed(BaseModel):
    model_config = ConfigDict(frozen=True)


class CheckResult(_Printed):
    """One check in the report.

    Attributes:
        detail: the finding in words, in the report's language.
        seconds: how long the check took, with the start of its process.
    """

    name: str
    result: Outcome
    code: str
    detail: str
    value: float | None
    unit: str | None
    seconds: float


class Report(_Printed):
    """A whole self-test.

    Attributes:
        release: version of this program.
        station: its id, None before enrolment.
        at: the machine's time, right or wrong.
        ok: whether no check failed.
    """

    schema_version: Literal[1] = 1
    release: str
    station: str | None
    at: datetime
    ok: bool
    checks: tuple[CheckResult, ...]

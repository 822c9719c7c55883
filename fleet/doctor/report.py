"""What the doctor says: one result a check, in the same words as the station's self-test."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Outcome(StrEnum):
    """How a check ended."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


class Found(BaseModel):
    """What a check found.

    Attributes:
        code: stable name of what was found.
        detail: for a person; never holds a secret.
        value: a figure, in `unit`.
    """

    model_config = ConfigDict(frozen=True)

    result: Outcome
    code: str
    detail: str
    value: float | None = None
    unit: str | None = None


class CheckResult(Found):
    """One check's result.

    Attributes:
        seconds: how long it took.
    """

    name: str
    seconds: Annotated[float, Field(ge=0)]


class Report(BaseModel):
    """All results; `ok` where none has failed."""

    model_config = ConfigDict(frozen=True)

    checks: tuple[CheckResult, ...]
    ok: bool


def ok(code: str, detail: str, value: float | None = None, unit: str | None = None) -> Found:
    """Say that all is well."""
    return Found(result=Outcome.OK, code=code, detail=detail, value=value, unit=unit)


def failed(code: str, detail: str, value: float | None = None, unit: str | None = None) -> Found:
    """Say what is wrong."""
    return Found(result=Outcome.FAILED, code=code, detail=detail, value=value, unit=unit)


def skipped(code: str, detail: str) -> Found:
    """Say why a check was not made."""
    return Found(result=Outcome.SKIPPED, code=code, detail=detail)

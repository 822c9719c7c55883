"""What the self-test asks of a check's process, and the checks that there are, in their order."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kiosk.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check.

    Attributes:
        name: of its module in `kiosk.selftest.checks`.
        limit_s: after so long it hangs, and is ended.
    """

    name: str
    limit_s: float


CHECKS = (
    Check(name="camera", limit_s=25.0),
    Check(name="decoder", limit_s=20.0),
    Check(name="window", limit_s=20.0),
    Check(name="sound", limit_s=10.0),
    Check(name="buttons", limit_s=10.0),
    Check(name="disk", limit_s=20.0),
    Check(name="clock", limit_s=10.0),
    Check(name="broker", limit_s=25.0),
    Check(name="fleet", limit_s=25.0),
)


class Order(BaseModel):
    """What the process of one check is told on its standard input."""

    model_config = ConfigDict(frozen=True)

    name: str
    settings: Settings

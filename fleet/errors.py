"""The errors of the fleet manager.

```
FleetError
├── BadSettings (ValueError)     a settings file that can't be used
├── BadInput (ValueError)        a request or a file that breaks a rule
├── NotThere (LookupError)       something that was named doesn't exist
├── Conflict (RuntimeError)      somebody else changed it first
├── Denied (PermissionError)     whoever asks may not
├── NotAuthentic (PermissionError)  a proof of identity that doesn't hold
├── TooMany (PermissionError)    too many failed attempts; `wait_s` says when to come again
└── Unavailable (OSError)        the database, the broker or a port can't be used
```

Each class has the HTTP status with which `fleet.api` answers.
"""

from typing import ClassVar

from provenance.errors import CodedError


class FleetError(CodedError):
    """Root of every error raised here."""

    status: ClassVar[int] = 500


class BadSettings(FleetError, ValueError):
    """A settings file can't be used."""


class BadInput(FleetError, ValueError):
    """A request or a file breaks a rule."""

    status = 422


class NotThere(FleetError, LookupError):
    """Something that was named doesn't exist."""

    status = 404


class Conflict(FleetError, RuntimeError):
    """Somebody else changed it first."""

    status = 409


class Denied(FleetError, PermissionError):
    """Whoever asks may not."""

    status = 403


class NotAuthentic(FleetError, PermissionError):
    """A proof of identity doesn't hold."""

    status = 401


class TooMany(FleetError, PermissionError):
    """Too many attempts failed; the parameter `wait_s` says when to come again."""

    status = 429


class Unavailable(FleetError, OSError):
    """The database, the broker or a port can't be used."""

    status = 503

"""The errors of the station.

```
KioskError
├── BadSettings (ValueError)       a settings file that can't be used
├── BadPicture (ValueError)        a picture that can't be read, or is too large
├── BadOrder (ValueError)          an order to draw a window that can't be read or done
├── CameraError (OSError)          a camera that can't start, or stopped
├── DisplayError (OSError)         no screen can be opened
├── SoundError (OSError)           no sound device can be opened
├── StorageError (OSError)         the outbox or the cache can't be written
├── EnrolmentError (RuntimeError)  no identity, or a claim that was refused
├── GatewayError (OSError)         the fleet's HTTP side can't be asked
├── DesiredRefused (ValueError)    a desired state that isn't put in force
├── LocalError (OSError)           the other process of this station doesn't answer
└── FlowError (LookupError)        a table of states has no row for what happened
```
"""

from provenance.errors import CodedError


class KioskError(CodedError):
    """Root of every error raised here."""


class BadSettings(KioskError, ValueError):
    """A settings file can't be used."""


class BadPicture(KioskError, ValueError):
    """A picture can't be read, or is too large."""


class BadOrder(KioskError, ValueError):
    """An order to draw a window can't be read or done."""


class CameraError(KioskError, OSError):
    """A camera can't start, or stopped."""


class DisplayError(KioskError, OSError):
    """No screen can be opened."""


class SoundError(KioskError, OSError):
    """No sound device can be opened."""


class StorageError(KioskError, OSError):
    """The outbox or the cache can't be written."""


class EnrolmentError(KioskError, RuntimeError):
    """There is no identity, or a claim was refused."""


class GatewayError(KioskError, OSError):
    """The fleet's HTTP side can't be asked."""


class DesiredRefused(KioskError, ValueError):
    """A desired state isn't put in force."""


class LocalError(KioskError, OSError):
    """The other process of this station doesn't answer."""


class FlowError(KioskError, LookupError):
    """A table of states has no row for what happened."""

"""What errors mean, in the words of the command line.

An error carries a stable code and the values that a text needs; a code without a text here is
printed as it is, with its values. Which exit status an error gives stands here too.
"""

from contract.errors import ContractError
from kiosk.errors import BadSettings, CameraError, DisplayError, KioskError

FAILED = 1
WRONG_SETTINGS = 2
NO_DEVICE = 3

TEXTS = {
    "settings.unreadable": "can't read the settings file {path}: {detail}",
    "settings.not_toml": "the settings file {path} is not TOML: {detail}",
    "settings.invalid": "the settings file {path} is wrong at {key}: {detail}",
    "display.none": "no screen can be opened with the video driver {driver}: {detail}."
    " Set [screen] driver in the settings, `dummy` to draw without a screen",
    "camera.no_photos": "there are no pictures to play in {path};"
    " set [camera] photos to a folder with some",
    "claim.unreadable": "can't read the claim {path}: {detail}",
    "claim.invalid": "{path} is not a claim: {key}: {detail}",
    "identity.missing": "this station isn't enrolled: {path} holds no identity;"
    " run `kiosk enrol CLAIM_FILE` first",
    "identity.unreadable": "the identity in {path} can't be used: {detail}",
    "local.in_use": "another station process is running: it has the socket {path}",
    "picture.unreadable": "{path} can't be read as a picture",
    "outbox.newer_schema": "the outbox {path} was made by a later release"
    " (version {found}, this one knows {known})",
}


def explain(error: KioskError | ContractError) -> str:
    """Say in a sentence what went wrong, and where."""
    template = TEXTS.get(error.code)
    if template is None:
        return str(error)
    try:
        return f"{template.format(**error.params)} [{error.code}]"
    except KeyError:
        return str(error)


def exit_status(error: KioskError) -> int:
    """Give the exit status of a command that an error has ended."""
    match error:
        case BadSettings():
            return WRONG_SETTINGS
        case DisplayError() | CameraError():
            return NO_DEVICE
        case _:
            return FAILED

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
    "data.unusable": "the data directory {path} can't be made: {detail}",
    "display.none": "no screen can be opened with the video driver {driver}: {detail}."
    ' Set [screen] driver in the settings, "dummy" to draw without a screen',
    "display.no_window": "no screen can be opened with the video driver {driver}: {detail};"
    " kiosk camera --text needs none",
    "camera.station_runs": "the station is running and has the camera;"
    " end it first (sudo systemctl stop kiosk-station), and start it again afterwards",
    "camera.no_picture": "the camera gave no picture: {reason}",
    "claim.unreadable": "can't read the claim {path}: {detail}",
    "claim.invalid": "{path} is no claim; wrong at {key}: {detail}",
    "enrolment.already": "this station has an identity in {path}; --replace replaces it",
    "enrolment.bad_claim": "the claim is wrong at {key}: {detail}",
    "enrolment.claim_expired": "the claim has expired; ask for a new one",
    "enrolment.claim_used": "the claim was used before; ask for a new one",
    "enrolment.claim_unknown": "the fleet doesn't know this claim; ask for a new one",
    "enrolment.station_revoked": "the fleet has shut this station out; ask its operator",
    "enrolment.wrong_root": "who answers at {fleet} is not the fleet that made the claim: {detail}",
    "enrolment.unreachable": "the fleet at {fleet} can't be reached: {detail}",
    "enrolment.refused": "the fleet refused the enrolment with status {status}: {detail}",
    "identity.missing": "this station isn't enrolled: {path} holds no identity;"
    " run kiosk enrol CLAIM_FILE first",
    "identity.unreadable": "the identity in {path} can't be used: {detail}",
    "local.agent_runs": "another agent is running: it works on {path}",
    "local.in_use": "another station process is running: it has the socket {path}",
    "local.unusable": "the socket {path} can't be opened: {detail}",
    "picture.unreadable": "{path} can't be read: {detail}",
    "picture.empty": "{path} is empty",
    "picture.file_too_large": "{path} is larger than {limit} bytes",
    "picture.none": "the folder {path} holds no picture (PNG, JPEG, WebP, BMP, PNM)",
    "picture.is_video": '{path} is a video; the camera "replay" plays it (kiosk camera)',
    "picture.unknown_format": "{path} is no picture of a known kind (PNG, JPEG, WebP, BMP, PNM)",
    "picture.too_large": "{path} is {width_px} x {height_px} pixels, {limit} in all at most",
    "picture.damaged": "{path} is damaged: it can't be unpacked",
    "window.invalid": "the order is wrong at {key}: {detail}",
    "window.too_long": "the order is longer than {limit} bytes",
    "window.unreadable": "can't read the order {path}: {detail}",
    "window.unwritable": "can't write the picture {path}: {detail}",
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

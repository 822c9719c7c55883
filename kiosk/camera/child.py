"""The program of the camera process: `python -m kiosk.camera.child EVENTS PREVIEW PARENT LEVEL`.

EVENTS is the descriptor of a pipe that brings the order (settings, and what opens the camera in
place of what they name) and takes the events, PREVIEW that of the shared memory; PARENT is the id
of the process to die with, LEVEL that of the log, which goes to standard error as the parent's.
"""

import sys
from functools import partial
from multiprocessing.connection import Connection

from kiosk.camera.app import build_camera
from kiosk.camera.port import OpenCamera
from kiosk.camera.preview import SharedPreview
from kiosk.camera.process import die_with, run
from kiosk.logs import start_log
from kiosk.settings import CameraSettings


def main(events: str, preview: str, parent: str, level: str) -> None:
    """Run the camera process."""
    if not die_with(int(parent)):
        return
    start_log(level)
    pipe = Connection(int(events))
    try:
        order: tuple[CameraSettings, OpenCamera | None] = pipe.recv()
    except EOFError:
        return
    settings, open_camera = order
    run(open_camera or partial(build_camera, settings), pipe, SharedPreview(int(preview)))


if __name__ == "__main__":
    main(*sys.argv[1:])

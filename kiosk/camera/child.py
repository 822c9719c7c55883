"""The program of the camera process: `python -m kiosk.camera.child EVENTS PREVIEW PARENT LEVEL`.

EVENTS is the descriptor of a pipe that brings the `Order` and takes the events, PREVIEW that of the
shared memory; PARENT is the id of the process to die with, LEVEL that of the log, which goes to
standard error as the parent's.
"""

import sys
from functools import partial
from multiprocessing.connection import Connection

from kiosk.camera.app import build_camera
from kiosk.camera.port import Order
from kiosk.camera.preview import SharedPreview
from kiosk.camera.process import die_with, run
from kiosk.logs import start_log


def main(events: str, preview: str, parent: str, level: str) -> None:
    """Run the camera process."""
    if not die_with(int(parent)):
        return
    start_log(level)
    pipe = Connection(int(events))
    try:
        order: Order = pipe.recv()
    except EOFError:
        return
    open_camera = order.open_camera or partial(build_camera, order.settings)
    run(open_camera, pipe, SharedPreview(int(preview)), on_trial=order.on_trial)


if __name__ == "__main__":
    main(*sys.argv[1:])

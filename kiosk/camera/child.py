"""The program of the camera process: `python -m kiosk.camera.child EVENTS PICTURES PARENT LEVEL`.

EVENTS is the descriptor of a pipe that brings the `Order` and takes the events, PICTURES that of
the shared memory; PARENT is the id of the process to die with, LEVEL that of the log, which goes to
standard error as the parent's. Until its order comes, it waits with everything loaded.
"""

import sys
from functools import partial
from multiprocessing.connection import Connection

from kiosk.camera.app import build_camera
from kiosk.camera.decode import Decoder
from kiosk.camera.port import Order
from kiosk.camera.process import die_with, run
from kiosk.camera.shared import SharedPictures
from kiosk.logs import start_log


def main(events: str, pictures: str, parent: str, level: str) -> None:
    """Run the camera process."""
    if not die_with(int(parent)):
        return
    start_log(level)
    pipe = Connection(int(events))
    try:
        order: Order = pipe.recv()
    except EOFError:
        return
    run(
        order.open_camera or partial(build_camera, order.settings, after=order.after),
        order.make_decoder or Decoder,
        pipe,
        SharedPictures(int(pictures)),
        on_trial=order.on_trial,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

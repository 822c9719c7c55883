"""The program of the camera process, started by `launch.py` with five arguments.

They are: the descriptor of a pipe that brings the `Order` and takes the events, that of the shared
memory, the id of the process to die with, the level of the log, which goes to standard error as the
parent's, and the camera's adapter. Until its order comes, it waits with everything loaded.
"""

import sys
from functools import partial
from multiprocessing.connection import Connection

from kiosk.camera.app import build_camera, preload
from kiosk.camera.port import Order
from kiosk.camera.process import die_with, run
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.shared import SharedPictures
from kiosk.logs import start_log
from kiosk.settings import CameraAdapter


def main(events: str, pictures: str, parent: str, level: str, adapter: str) -> None:
    """Run the camera process."""
    if not die_with(int(parent)):
        return
    start_log(level)
    preload(CameraAdapter(adapter))
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
        trial_s=order.trial_s,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

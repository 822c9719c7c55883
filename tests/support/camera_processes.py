"""The camera processes that this process started; browsers and databases of other tests aren't."""

from pathlib import Path

from kiosk.camera.launch import PROGRAM
from tests.support.system import children


def camera_processes(pid: int) -> set[int]:
    """List the camera processes of a process that are still there, in use or in reserve."""
    return {child for child in children(pid) if _is_camera(child)}


def _is_camera(pid: int) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    # A process that has ended has no command line any more.
    return PROGRAM.encode() in words

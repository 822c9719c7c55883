"""Finds the cameras of this machine that tests can be run on, and says why there is none."""

import fcntl
import os
import struct
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.camera.pi import library as pi_library
from kiosk.camera.pi.port import PiLibrary
from kiosk.camera.v4l2.node import DEVICE_CAPS, VIDEO_CAPTURE, VIDIOC_QUERYCAP
from kiosk.errors import CameraError

VIRTUAL_DRIVER = "vivid"
"""The kernel's own virtual camera: modprobe vivid."""


@dataclass(frozen=True, kw_only=True)
class Node:
    """A video device that gives pictures."""

    path: Path
    driver: str


def nodes() -> list[Node]:
    """Give all video devices of this machine that give pictures, by their drivers' own word."""
    found = []
    for path in sorted(Path("/dev").glob("video*")):
        answer = bytearray(104)
        try:
            file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            fcntl.ioctl(file, VIDIOC_QUERYCAP, answer)
        except OSError:
            continue
        finally:
            os.close(file)
        driver = bytes(answer[:16]).split(b"\0")[0].decode("ascii", "replace")
        physical, node = struct.unpack_from("=II", answer, 84)
        if (node if physical & DEVICE_CAPS else physical) & VIDEO_CAPTURE:
            found.append(Node(path=path, driver=driver))
    return found


def virtual_node() -> Path:
    """Give the kernel's virtual camera; skip where there is none."""
    virtual = [node.path for node in nodes() if node.driver == VIRTUAL_DRIVER]
    if not virtual:
        pytest.skip(
            f"NO VIRTUAL CAMERA: this kernel has no device of the driver {VIRTUAL_DRIVER};"
            " the adapter v4l2 was tested with its simulator only"
        )
    return virtual[0]


def usb_node() -> Path:
    """Give the first USB camera; skip where there is none."""
    cameras = [node.path for node in nodes() if node.driver == "uvcvideo"]
    if not cameras:
        pytest.skip("NO USB CAMERA IS TESTED: this machine has no device of the driver uvcvideo")
    return cameras[0]


def pi_library_here() -> PiLibrary:
    """Give picamera2 with a camera; skip where there is none."""
    try:
        library = pi_library.load()
    except CameraError as error:
        pytest.skip(f"NO PI CAMERA IS TESTED, only its simulator: {error}")
    try:
        library.open(0).close()
    except (RuntimeError, LookupError) as error:
        pytest.skip(f"NO PI CAMERA IS TESTED, only its simulator: {error}")
    return library

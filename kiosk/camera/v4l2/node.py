"""Says why a video device can't be used, which OpenCV doesn't.

Facts: the ioctls of the kernel's Video4Linux2 (linux/videodev2.h): VIDIOC_QUERYCAP gives a device's
capabilities, at byte 84 those of the physical device, at 88 those of this very node (a webcam has
nodes for metadata beside that for pictures); VIDIOC_REQBUFS answers EBUSY while another process has
buffers of the device, and asking for none gives ours back.
"""

import errno
import fcntl
import os
import struct
from collections.abc import Callable
from pathlib import Path

from kiosk.errors import CameraError

VIDIOC_QUERYCAP = 0x80685600
VIDIOC_REQBUFS = 0xC0145608
VIDEO_CAPTURE = 0x00000001
DEVICE_CAPS = 0x80000000
_CAPABILITY_BYTES = 104
_REQUEST = struct.Struct("=IIIII")
_TYPE_CAPTURE = 1
_MEMORY_MMAP = 1
_ABSENT = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM})

Ioctl = Callable[[int, int, bytearray], int]
OpenFile = Callable[[Path, int], int]


def check(device: Path, open_file: OpenFile = os.open, ioctl: Ioctl = fcntl.ioctl) -> None:
    """Try a device without taking it.

    Args:
        open_file, ioctl: the system calls, replaced in tests.

    Raises:
        CameraError: `camera.not_found`, `camera.no_permission`, `camera.busy`,
            `camera.not_a_camera`, `camera.unusable`.
    """
    try:
        file = open_file(device, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _refused(device, error) from error
    try:
        _check_kind(device, file, ioctl)
        _check_free(device, file, ioctl)
    finally:
        os.close(file)


def _check_kind(device: Path, file: int, ioctl: Ioctl) -> None:
    answer = bytearray(_CAPABILITY_BYTES)
    try:
        ioctl(file, VIDIOC_QUERYCAP, answer)
    except OSError as error:
        if error.errno in _ABSENT:
            raise _refused(device, error) from error
        raise CameraError("camera.not_a_camera", device=str(device)) from error
    physical, node = struct.unpack_from("=II", answer, 84)
    if not (node if physical & DEVICE_CAPS else physical) & VIDEO_CAPTURE:
        raise CameraError("camera.not_a_camera", device=str(device))


def _check_free(device: Path, file: int, ioctl: Ioctl) -> None:
    for buffers in (1, 0):
        try:
            ioctl(
                file,
                VIDIOC_REQBUFS,
                bytearray(_REQUEST.pack(buffers, _TYPE_CAPTURE, _MEMORY_MMAP, 0, 0)),
            )
        except OSError as error:
            if error.errno == errno.EINVAL:
                # It knows no such buffers; whether it can be used, its opening says.
                return
            raise _refused(device, error) from error


def _refused(device: Path, error: OSError) -> CameraError:
    if error.errno in _ABSENT:
        return CameraError("camera.not_found", device=str(device))
    if error.errno in _FORBIDDEN:
        return CameraError("camera.no_permission", device=str(device), user=os.geteuid())
    if error.errno == errno.EBUSY:
        return CameraError("camera.busy", device=str(device))
    return CameraError("camera.unusable", device=str(device), detail=str(error))

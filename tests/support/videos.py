"""Video files, made for tests."""

from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np

from tests.support.code_pictures import Picture

SIZE = (640, 480)
CODECS = {".avi": "MJPG", ".mp4": "mp4v", ".mkv": "mp4v", ".mov": "mp4v", ".webm": "VP80"}


def film(path: Path, pictures: Iterable[Picture], fps: float = 10) -> Path:
    """Write a video of grey pictures, each laid into the middle of 640x480 white."""
    codec = cv2.VideoWriter.fourcc(*CODECS[path.suffix])
    # A number of pictures a file that WebM's writer has no tag for is a warning to OpenCV only.
    level = cv2.utils.logging.getLogLevel()
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, codec, fps, SIZE)
    cv2.utils.logging.setLogLevel(level)
    assert writer.isOpened(), f"OpenCV can't write {path.suffix}"
    for picture in pictures:
        scene = np.full((SIZE[1], SIZE[0]), 255, np.uint8)
        height, width = picture.shape
        top, left = (SIZE[1] - height) // 2, (SIZE[0] - width) // 2
        scene[top : top + height, left : left + width] = picture
        writer.write(cv2.cvtColor(scene, cv2.COLOR_GRAY2BGR))
    writer.release()
    return path

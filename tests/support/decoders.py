"""Decoders that fail, for the camera process of a test; a picture whose text says so is fatal."""

import ctypes
import threading
from enum import StrEnum
from pathlib import Path

from kiosk.camera import replay
from kiosk.camera.pictures import load_rgb
from kiosk.camera.port import Luma, Rgb
from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.sighting import Sighting

FATAL = "fatal"


class DecoderFault(StrEnum):
    """What a fatal picture does to a decoder."""

    CRASH = "crash"
    HANG = "hang"
    RAISE = "raise"


class FaultyDecoder:
    """Reads codes as the station's decoder does, but those that are fatal."""

    def __init__(self, fault: DecoderFault) -> None:
        self._fault = fault
        self._decoder = Decoder()

    def decode_frame(self, luma: Luma, *, resting: bool = False) -> tuple[Sighting, ...]:
        """Read the codes of a frame, or fail."""
        codes = self._decoder.decode_frame(luma, resting=resting)
        if any(FATAL in code.text for code in codes):
            match self._fault:
                case DecoderFault.CRASH:
                    ctypes.string_at(0)
                case DecoderFault.HANG:
                    threading.Event().wait()
                case DecoderFault.RAISE:
                    raise ArithmeticError("a fatal picture")
        return codes


class Broken:
    """Crashes at its first frame."""

    def decode_frame(self, _luma: Luma, *, resting: bool = False) -> tuple[Sighting, ...]:
        """Crash."""
        ctypes.string_at(0)
        return ()


def crash_on_every_picture() -> Broken:
    """Make a decoder that crashes at its first frame."""
    return Broken()


def crash_on_loading() -> Decoder:
    """Make a good decoder, in a process that can't load a fatal picture."""

    def load(path: Path) -> Rgb:
        if FATAL in path.name:
            ctypes.string_at(0)
        return load_rgb(path)

    vars(replay)["load_rgb"] = load
    return Decoder()
